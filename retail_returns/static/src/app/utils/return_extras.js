import {approveNeeds, applyRefund, getFeeNeeds, prepareRefund} from "./refund";
import {loadProducts} from "./load_records";
import {dropTickets} from "./return_group";
import {getSource} from "./returns";

/**
 * Adds what a refund gives back or keeps beside its goods to its ticket, and lets these
 * give back exactly what the sale was booked with.
 *
 * Called once for each ticket of a return, after the lines of its goods were added.
 *
 * @param {object} order the `pos.order` that gives back
 * @param {object} sale as `read_sale_from_ui` gives it
 * @param {object[]} choices entries of the basket that are of this sale
 * @throws {ReturnError} a manager did not allow what has to be allowed
 */
export async function addExtras(pos, order, sale, choices) {
    const goods = choices.map((choice) => ({
        ...choice,
        source: getSource(choice.sold),
    }));
    const isFeeWaived = choices.some((choice) => choice.isFeeWaived);
    try {
        await addPrepared(pos, order, [...order.lines], goods, isFeeWaived);
    } catch (error) {
        await dropTickets(pos, [order]);
        throw error;
    }
}

/**
 * Makes of a ticket of returned goods what the server says, see `addExtras`.
 *
 * @param {object[]} lines of the goods
 * @param {object[]} goods what each line gives back, see `prepareRefund`
 * @param {boolean} isFeeWaived whether a manager shall waive the fees
 * @throws {ReturnError} a manager did not allow what has to be allowed
 */
export async function addPrepared(pos, order, lines, goods, isFeeWaived = false) {
    const prepared = await prepareRefund(pos, goods);
    const extras = prepared.extras.filter(({kind}) => kind !== "fee" || !isFeeWaived);
    const fees = isFeeWaived ? getFeeNeeds(prepared, pos.env.utils.formatCurrency) : [];
    await approveNeeds(pos, order, [...prepared.needs, ...fees]);
    await loadProducts(
        pos,
        extras.map((extra) => extra.product_id)
    );
    applyRefund(pos, order, lines, prepared, extras);
}
