import {ConnectionLostError} from "@web/core/network/rpc";
import {describeError} from "@retail_base/app/utils/describe_error";

function getOwnStoreId(pos) {
    return pos.config.raw.store_id || pos.pickingType?.raw.warehouse_id || false;
}

function getKnownStores(pos) {
    const ownId = getOwnStoreId(pos);
    const own = pos.models["stock.warehouse"].get(ownId);
    const stores = pos.models["stock.warehouse"]
        .filter((store) => store.is_store)
        .map((store) => ({
            id: store.id,
            name: store.name,
            is_current: store.id === ownId,
            pickup: store.pickup_enabled,
            shipping: store.shipping_enabled,
            products: null,
        }));
    return {
        stores,
        shippingStoreId: own?.raw.shipping_warehouse_id || ownId,
        status: "offline",
    };
}

/** Load stores that were opened since this register was: a line names what is loaded. */
export async function loadStores(pos, ids) {
    const missing = ids.filter((id) => !pos.models["stock.warehouse"].get(id));
    if (missing.length) {
        await pos.data.read("stock.warehouse", missing);
    }
}

async function askServer(pos, lines) {
    const wanted = lines
        .flatMap((line) => line.getAllLinesInCombo())
        .filter((line) => !line.combo_line_ids.length)
        .map((line) => ({product_id: line.product_id.id, qty: line.qty}));
    const {stores, shipping_store_id} = await pos.data.call(
        "retail.order.request",
        "get_fulfilment_options_from_ui",
        [pos.config.id, wanted]
    );
    await loadStores(
        pos,
        stores.map(({store_id}) => store_id)
    );
    return {
        stores: stores.map(({store_id: id, ...store}) => ({id, ...store})),
        shippingStoreId: shipping_store_id || getOwnStoreId(pos),
        status: "ready",
    };
}

/**
 * Stores that can fulfil, with live stock where the network is there. Off line the
 * stores known to the till are offered without figures.
 *
 * @param {import("@point_of_sale/app/services/pos_store").PosStore} pos
 * @param {import("@point_of_sale/app/models/pos_order_line").PosOrderline[]} lines
 * @returns {Promise<{stores: object[], shippingStoreId: number|false, status: string,
 *   message?: string}>}
 */
export async function loadFulfilmentOptions(pos, lines) {
    try {
        return pos.data.network.offline
            ? getKnownStores(pos)
            : await askServer(pos, lines);
    } catch (error) {
        if (error instanceof ConnectionLostError) {
            return getKnownStores(pos);
        }
        const message = describeError(error);
        return {stores: [], shippingStoreId: false, status: "error", message};
    }
}

/**
 * The customer's own address and the delivery addresses beside it.
 *
 * @returns {Promise<import("@point_of_sale/app/models/res_partner").ResPartner[]>}
 */
export async function loadAddresses(pos, partner) {
    if (!partner) {
        return [];
    }
    const rootId = partner.raw.parent_id || partner.id;
    const isAddress = (other) =>
        other.id === rootId ||
        (other.raw.parent_id === rootId && other.raw.type === "delivery");
    try {
        const found = await pos.data.searchRead("res.partner", [
            "|",
            ["id", "=", rootId],
            "&",
            ["parent_id", "=", rootId],
            ["type", "=", "delivery"],
        ]);
        return [...new Set([partner, ...found])];
    } catch (error) {
        if (error instanceof ConnectionLostError) {
            return [
                ...new Set([partner, ...pos.models["res.partner"].filter(isAddress)]),
            ];
        }
        throw error;
    }
}
