import {_t} from "@web/core/l10n/translation";
import {AlertDialog} from "@web/core/confirmation_dialog/confirmation_dialog";
import {ConnectionLostError, RPCError} from "@web/core/network/rpc";
import {makeAwaitable} from "@point_of_sale/app/utils/make_awaitable_dialog";
import {askApproval} from "@retail_base/app/utils/ask_approval";
import {describeError} from "@retail_base/app/utils/describe_error";
import {PickupDialog} from "../components/popups/pickup_dialog/pickup_dialog";
import {changePickupTicket} from "./pickup_ticket";

const open = new Set();

/** @returns {string} why the pickup on a ticket cannot be changed; empty when it can */
function getObstacle(pos, order) {
    if (order.payment_ids.length) {
        return _t("Take off the payments of this ticket first.");
    }
    return pos.data.network.offline
        ? _t("Changing a pickup needs the network. Try again when it is back.")
        : "";
}

async function loadDetail(pos, orderId) {
    try {
        const args = [pos.config.id, orderId];
        const call = pos.data.call("retail.order.request", "read_order_from_ui", args);
        return {detail: await call};
    } catch (error) {
        if (error instanceof ConnectionLostError || error instanceof RPCError) {
            return {obstacle: describeError(error)};
        }
        throw error;
    }
}

async function change(pos, order) {
    const payload = order.pickup_payload;
    let obstacle = getObstacle(pos, order);
    const {detail, obstacle: trouble} = obstacle
        ? {}
        : await loadDetail(pos, payload.order_id);
    obstacle = obstacle || trouble;
    if (obstacle) {
        const title = _t("Change the pickup");
        pos.dialog.add(AlertDialog, {title, body: obstacle});
        return;
    }
    const lines = payload.lines.map(({order_line_id: id, qty}) => [id, qty]);
    const prepared = await makeAwaitable(pos.dialog, PickupDialog, {
        detail,
        pickup: {
            uuid: payload.uuid,
            byManager: payload.by_manager,
            quantities: Object.fromEntries(lines),
        },
    });
    const isAllowed =
        prepared &&
        (!prepared.byManager ||
            payload.by_manager ||
            (await askApproval(pos, {
                kind: "pickup_code",
                description: _t("Hand out %s without a code", detail.reference),
                reasonKind: "approval",
                ticketUuid: order.uuid,
            })));
    if (isAllowed) {
        await changePickupTicket(pos, order, detail, prepared);
    }
}

/**
 * Reopens the choice of what a ticket hands out, without voiding it (PU-04).
 *
 * @param {object} order a ticket with a pickup
 */
export async function changePickup(pos, order) {
    // Each digit of the cashier asks for it.
    if (open.has(order.uuid)) {
        return;
    }
    open.add(order.uuid);
    try {
        await change(pos, order);
    } finally {
        open.delete(order.uuid);
    }
}
