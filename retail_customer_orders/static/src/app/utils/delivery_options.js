import {ConnectionLostError} from "@web/core/network/rpc";
import {describeError} from "@retail_base/app/utils/describe_error";

const NONE = {modes: [], message: ""};

async function ask(pos, method, args) {
    if (pos.data.network.offline) {
        return NONE;
    }
    try {
        const {modes} = await pos.data.call("retail.order.request", method, [
            pos.config.id,
            ...args,
        ]);
        return {modes, message: ""};
    } catch (error) {
        if (error instanceof ConnectionLostError) {
            return NONE;
        }
        return {modes: [], message: describeError(error)};
    }
}

function getGoods(lines) {
    return lines
        .flatMap((line) => line.getAllLinesInCombo())
        .filter((line) => !line.combo_line_ids.length);
}

/**
 * How and when the goods can be picked up in a store (DM-04, TS-05). Off line nothing is
 * known: the server takes the only mode there is.
 *
 * @returns {Promise<{modes: object[], message: string}>} as `get_slots_from_ui`
 */
export function loadPickupModes(pos, lines, storeId) {
    const ids = getGoods(lines).map((line) => line.product_id.id);
    return ask(pos, "get_slots_from_ui", [storeId, ids]);
}

/**
 * How the goods can be shipped to an address, and what it costs (DM-02).
 *
 * @param {{store: number, partner: number, date: string}} place
 * @returns {Promise<{modes: object[], message: string}>} as `get_delivery_modes_from_ui`
 */
export function loadShippingModes(pos, order, lines, place) {
    const payload = {
        uuid: order.uuid,
        type: "customer_order",
        deposit: 0,
        lines: getGoods(lines).map((line) => ({
            product_id: line.product_id.id,
            qty: line.qty,
            price_unit: line.price_unit,
            discount: line.getDiscount(),
            tax_ids: line.tax_ids.map(({id}) => id),
            fulfilment: "ship",
            store_id: place.store || null,
            date: place.date,
            partner_id: place.partner,
        })),
    };
    const partnerId = order.partner_id?.id || false;
    return ask(pos, "get_delivery_modes_from_ui", [payload, partnerId]);
}
