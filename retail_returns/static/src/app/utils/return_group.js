/**
 * A return of several sales is paid with one ticket for each, one after the other.
 */

/** @returns {object[]} the tickets of the same return that wait to be paid, in order */
export function getOpenPart(pos, order) {
    const group = order.return_payload?.group;
    return group
        ? pos
              .getOpenOrders()
              .filter((one) => one !== order && one.return_payload?.group === group)
              .sort((a, b) => a.return_payload.part - b.return_payload.part)
        : [];
}

/** @returns {{part: number, parts: number} | null} which refund of several this is */
export function getPart(order) {
    const {part, parts} = order?.return_payload || {};
    return parts > 1 ? {part, parts} : null;
}

/** Deletes returns that are not made; the register has a ticket to go on with. */
export async function dropTickets(pos, orders) {
    await pos.deleteOrders(orders);
    if (!pos.getOrder()) {
        pos.setOrder(pos.getOpenOrders().at(-1) || pos.addNewOrder());
    }
}

export function openPayment(pos, order) {
    pos.setOrder(order);
    pos.navigate("PaymentScreen", {orderUuid: order.uuid});
}
