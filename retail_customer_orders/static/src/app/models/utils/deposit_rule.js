/**
 * What the server said about the deposit of a cart, and for which cart it said so. The
 * rules are the server's; off line a till knows the percentage of the company only.
 */

/** @returns {string} what the deposit rules look at, the same stashed or not */
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
              }));
    return JSON.stringify([
        order.partner_id?.id || false,
        payload.type || order.company.retail_default_order_type || "customer_order",
        lines.map((line) => [
            line.product_id,
            line.qty,
            line.price_unit,
            line.discount,
        ]),
    ]);
}

/** @returns {{required: number, explanation: string}|null} null as long as not known */
export function getDepositRule(order) {
    const rule = order.customer_order_payload?.deposit_rule;
    return rule && rule.key === getDepositKey(order) ? rule : null;
}
