/**
 * What the server said about the deposit of a cart, and for which cart it said so. The
 * rules are the server's; off line a till knows the percentage of the company only.
 */

/** @returns {object} where, when and how a line leaves, as it is sent to the server */
export function describeDelivery({raw, fulfilment}) {
    const delivery = raw.fulfilment_delivery || {};
    return {
        store_id: raw.fulfilment_store_id || null,
        date: raw.fulfilment_date || null,
        partner_id: (fulfilment === "ship" && raw.fulfilment_partner_id) || null,
        delivery_mode_id: delivery.mode_id || null,
        slot: delivery.slot || null,
    };
}

/** @returns {string} "customer_order" or "quote", as chosen or as the company begins */
export function getOrderType(order) {
    return (
        order.customer_order_payload?.type ||
        order.company.retail_default_order_type ||
        "customer_order"
    );
}

/** @returns {string} what deposit and charges depend on, the same stashed or not */
export function getDepositKey(order) {
    const payload = order.customer_order_payload || {};
    const lines = order.isStashed
        ? payload.lines
        : order.laterLines
              .filter((line) => !line.combo_line_ids.length)
              .map((line) => ({
                  product_id: line.product_id.id,
                  qty: line.qty,
                  price_unit: line.price_unit,
                  discount: line.getDiscount(),
                  fulfilment: line.fulfilment,
                  ...describeDelivery(line),
              }));
    return JSON.stringify([
        order.partner_id?.id || false,
        order.fiscal_position_id?.id || false,
        getOrderType(order),
        lines.map((line) => [
            line.product_id,
            line.qty,
            line.price_unit,
            line.discount,
            line.fulfilment,
            line.store_id,
            line.date,
            line.partner_id,
            line.delivery_mode_id,
            line.slot?.start || null,
        ]),
    ]);
}

/**
 * @returns {{required: number, explanation: string, charges: object[]|null,
 *   total: number}|null} null as long as not known; charges are null where the register
 *   shows none
 */
export function getDepositRule(order) {
    const rule = order.customer_order_payload?.deposit_rule;
    return rule && rule.key === getDepositKey(order) ? rule : null;
}
