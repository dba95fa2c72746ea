/** What belongs to a ticket, and the server may have of it. */
const PARTS = ["lines", "payment_ids"];
const WAYS = ["unlink", "delete"];

/**
 * List what was taken off a ticket that the server has as a draft, and not told yet.
 *
 * @param {object} order the `pos.order`
 * @returns {{way: string, part: string, id: number}[]}
 */
export function readDeletions(order) {
    const commands = order.models.commands["pos.order"];
    return WAYS.flatMap((way) =>
        PARTS.flatMap((part) =>
            (commands[way].get(part) || [])
                .filter(({parentId}) => parentId === order.id)
                .map(({id}) => ({way, part, id}))
        )
    );
}

/** The contrary of `readDeletions`, after a reload. */
export function putBackDeletions(order, deletions) {
    const commands = order.models.commands["pos.order"];
    for (const {way, part, id} of deletions) {
        const known = commands[way].get(part) || [];
        if (!known.some((one) => one.id === id)) {
            commands[way].set(part, [...known, {id, parentId: order.id}]);
        }
    }
}
