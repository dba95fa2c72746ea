import {ConnectionLostError} from "@web/core/network/rpc";
import {describeError} from "@retail_base/app/utils/describe_error";
import {askApproval} from "@retail_base/app/utils/ask_approval";
import {withoutFrozen} from "../models/utils/later_part";

const accepted = new Map();
const pending = new Map();

async function ask(pos, payload, partnerId) {
    try {
        return await pos.data.call("retail.order.request", "check_order_from_ui", [
            pos.config.id,
            payload,
            partnerId,
        ]);
    } catch (error) {
        if (error instanceof ConnectionLostError) {
            return {ok: true, offline: true};
        }
        return {ok: false, message: describeError(error)};
    }
}

/**
 * Asks the server whether it would take the order, before any money is: a card that was
 * charged for a refused order stays charged. Off line the till may go on: the server
 * then judges what arrives without refusing the ticket.
 *
 * @param {import("@point_of_sale/app/services/pos_store").PosStore} pos
 * @param {import("@point_of_sale/app/models/pos_order").PosOrder} order with stashed lines
 * @returns {Promise<{ok: boolean, offline?: boolean, message?: string,
 *     approval?: {kind: string, description: string, amount: number}}>} approval: what a
 *     manager must approve, where nothing else is wrong
 */
export async function checkCustomerOrder(pos, order) {
    if (pos.data.network.offline) {
        return {ok: true, offline: true};
    }
    const payload = withoutFrozen(order.customer_order_payload);
    const partnerId = order.partner_id?.id || false;
    const key = JSON.stringify([payload, partnerId]);
    if (accepted.get(order.uuid) === key) {
        return {ok: true};
    }
    // Asked on entering the payment and again by the first tap: one question is enough.
    const {key: pendingKey, promise} = pending.get(order.uuid) || {};
    const question = pendingKey === key ? promise : ask(pos, payload, partnerId);
    pending.set(order.uuid, {key, promise: question});
    try {
        const result = await question;
        if (result.ok && !result.offline) {
            accepted.set(order.uuid, key);
        }
        return result;
    } finally {
        pending.delete(order.uuid);
    }
}

/** Lets the server be asked again, whatever it said before. */
export function forgetAccepted(order) {
    accepted.delete(order.uuid);
}

/**
 * Asks as `checkCustomerOrder`, and calls a manager where that is all that is missing.
 *
 * @param {import("@point_of_sale/app/services/pos_store").PosStore} pos
 * @param {import("@point_of_sale/app/models/pos_order").PosOrder} order with stashed lines
 * @returns {ReturnType<typeof checkCustomerOrder>}
 */
export async function getApproved(pos, order) {
    const answer = await checkCustomerOrder(pos, order);
    if (!answer.approval) {
        return answer;
    }
    const approved = await askApproval(pos, {
        ...answer.approval,
        ticketUuid: order.uuid,
        reasonKind: "approval",
    });
    return approved ? checkCustomerOrder(pos, order) : answer;
}
