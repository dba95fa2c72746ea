import {_t} from "@web/core/l10n/translation";

/**
 * An order that was taken before may be changed at any register: off line nobody knows
 * what is left of it (AY-11). A card that was charged already is not turned away.
 *
 * @param {import("@point_of_sale/app/services/pos_store").PosStore} pos
 * @param {import("@point_of_sale/app/models/pos_order").PosOrder} order
 * @returns {string} why the ticket has to wait for the network; empty when it need not
 */
export function getNetworkObstacle(pos, order) {
    const isCharged = order.payment_ids.some(
        (line) => line.payment_method_id.payment_terminal && line.isDone()
    );
    if (!order.existingOrder || !pos.data.network.offline || isCharged) {
        return "";
    }
    return _t(
        "%s was taken before: this needs the network. Wait until it is back, nothing is lost.",
        order.existingOrder.reference
    );
}
