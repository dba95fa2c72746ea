import {dayFromToday} from "../../utils/fulfilment";

/**
 * Whether a cart is an order or a plain sale, as long as nobody says otherwise (CO-03).
 * The register's profile says how a cart begins.
 */

const OF_ORDERS_ONLY = ["type", "deposit_override", "deposit_rule", "validity_date"];

/** @returns {boolean} whether what is added to the cart is picked up later by itself */
export function isOrderByDefault(order) {
    const {transaction} = order.customerOrderChoices;
    return (transaction || order.config.default_transaction) === "customer_order";
}

/** Goods that are sold now: nothing that comes back, and nothing of another order. */
function isGoods(order, {qty, product_id: product, ...vals}) {
    const special = order.config._pos_special_products_ids || [];
    return (
        !(qty < 0) &&
        !special.includes(product?.id) &&
        !vals.product_tmpl_id?.product_variant_ids?.some(({id}) =>
            special.includes(id)
        ) &&
        !vals.fulfilment &&
        !vals.refunded_orderline_id &&
        !vals.sale_order_origin_id &&
        !vals.is_reward_line &&
        !order.isRefund &&
        !order.preset_id?.is_return
    );
}

/**
 * How a new line leaves when the cart is an order by itself: it is picked up in this
 * store today (CO-08). Neither stock nor customer are asked for yet.
 *
 * @param {object} order the ticket
 * @param {object} vals of the new line
 * @returns {object} what `prepareFulfilment` takes; null for a line that is carried out
 */
export function getDefaultFulfilment(order, vals) {
    const store = order.config.store_id;
    const isWanted =
        isOrderByDefault(order) &&
        store?.pickup_enabled &&
        order.depositProduct &&
        !order.existingOrder &&
        isGoods(order, vals);
    return isWanted
        ? {fulfilment: "pickup", store: store.id, date: dayFromToday(0)}
        : null;
}

/**
 * Let a cart of which nothing is picked up or shipped be a plain sale again, and what is
 * added to it (CO-02, CO-06). What the customer said is kept.
 */
export function settleTransaction(order) {
    const isOrder = order.laterLines.length > 0;
    const choices = order.customerOrderChoices;
    const kept = Object.fromEntries(
        Object.entries(choices).filter(
            ([name]) => isOrder || !OF_ORDERS_ONLY.includes(name)
        )
    );
    const isDefault = order.config.default_transaction === "customer_order";
    order.customer_order_payload = {
        ...kept,
        ...(isDefault ? {transaction: isOrder ? "customer_order" : "sale"} : {}),
    };
}
