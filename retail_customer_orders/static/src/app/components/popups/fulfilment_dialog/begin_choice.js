/** @returns {object|undefined} the selected line of the cart, if it can be ordered */
function getSelectedLine(order) {
    const line = order.getSelectedOrderline();
    const head = line?.combo_parent_id || line;
    return head?.canBeLater ? head : undefined;
}

/**
 * What the fulfilment dialog begins with: what the first of the lines has already.
 *
 * @param {object} props of the dialog
 * @param {object[]} lines those that can be ordered
 * @param {object} company of the register
 * @returns {object} the state of the dialog
 */
export function beginChoice(props, lines, company) {
    const selected = getSelectedLine(props.order);
    const chosen = props.chosen || (selected ? [selected] : lines);
    const [{fulfilment, isLater, raw}] = chosen;
    const {type, collector} = props.order.customerOrderChoices;
    return {
        chosen: Object.fromEntries(chosen.map((line) => [line.uuid, true])),
        tab: props.tab || (isLater ? fulfilment : "pickup"),
        storeId: (fulfilment === "pickup" && raw.fulfilment_store_id) || false,
        partnerId: raw.fulfilment_partner_id || false,
        days: {[fulfilment || "none"]: raw.fulfilment_date || false},
        type: type || company.retail_default_order_type || "customer_order",
        collector: collector || "",
        stores: [],
        addresses: [],
        status: "loading",
        message: "",
        otherDay: false,
        initialDelivery: raw.fulfilment_delivery || false,
        delivery: {obstacle: "", delivery: false},
    };
}
