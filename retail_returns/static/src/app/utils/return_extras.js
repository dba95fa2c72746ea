/**
 * Adds what a refund gives back or keeps beside its goods to its ticket.
 *
 * Called once for each ticket of a return, after the lines of its goods were added.
 *
 * @param {object} order the `pos.order` that gives back
 * @param {object} sale as `read_sale_from_ui` gives it
 * @param {object[]} choices entries of the basket that are of this sale
 */
// eslint-disable-next-line no-unused-vars
export async function addExtras(pos, order, sale, choices) {
    // Nothing but goods is given back.
}
