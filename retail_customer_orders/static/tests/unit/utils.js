import {getFilledOrder} from "@point_of_sale/../tests/unit/utils";
import {OTHER_STORE_ID} from "./data/customer_orders.data";

export const PICKUP = {fulfilment: "pickup", store: OTHER_STORE_ID, date: "2030-11-28"};

/** Three units carried out at 3.45 each, two picked up at 3.45: 17.85 in all. */
export async function getMixedOrder(store) {
    const order = await getFilledOrder(store);
    order.setPartner(store.models["res.partner"].get(3));
    order.lines[1].setFulfilment(PICKUP);
    return order;
}

export function describeLines(order) {
    return order.lines
        .map((line) => ({
            product: line.product_id.id,
            qty: line.qty,
            price: line.price_unit,
            discount: line.discount || 0,
            taxes: line.tax_ids.map((tax) => tax.id).sort(),
            note: line.customer_note || "",
            fulfilment: line.fulfilment || false,
            store: line.raw.fulfilment_store_id || false,
            date: line.raw.fulfilment_date || false,
            head: line.combo_parent_id?.product_id.id || false,
            children: line.combo_line_ids.map((child) => child.product_id.id).sort(),
            lots: line.pack_lot_ids.map((lot) => lot.lot_name),
        }))
        .sort((a, b) => a.product - b.product);
}
