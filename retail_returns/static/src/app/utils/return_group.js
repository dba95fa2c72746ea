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

export function openPayment(pos, order) {
    pos.setOrder(order);
    pos.navigate("PaymentScreen", {orderUuid: order.uuid});
}
