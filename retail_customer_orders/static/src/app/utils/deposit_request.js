import {ConnectionLostError, RPCError} from "@web/core/network/rpc";
import {preparePayload, withoutFrozen} from "../models/utils/later_part";
import {getDepositKey, getDepositRule} from "../models/utils/deposit_rule";

const pending = new Map();

async function ask(pos, payload, partnerId) {
    try {
        return await pos.data.call("retail.order.request", "get_deposit_from_ui", [
            pos.config.id,
            payload,
            partnerId,
        ]);
    } catch (error) {
        // What is wrong with the order is said before it is paid (`order_check`).
        if (error instanceof ConnectionLostError || error instanceof RPCError) {
            return null;
        }
        throw error;
    }
}

function needsRule(pos, order) {
    return (
        order?.hasLaterPart &&
        !order.finalized &&
        !pos.data.network.offline &&
        order.customer_order_payload?.type !== "quote" &&
        !getDepositRule(order)
    );
}

/**
 * Asks the server which deposit its rules ask for, unless that is known. Off line, and
 * when the server does not answer, the till goes on with the company's percentage.
 *
 * @param {import("@point_of_sale/app/services/pos_store").PosStore} pos
 * @param {import("@point_of_sale/app/models/pos_order").PosOrder} order stashed or not
 */
export async function refreshDeposit(pos, order) {
    if (!needsRule(pos, order)) {
        return;
    }
    const key = getDepositKey(order);
    const payload = order.isStashed
        ? order.customer_order_payload
        : preparePayload(order, order.laterLines);
    // The cart asks while the payment screen opens: one question is enough.
    const known = pending.get(order.uuid);
    const question =
        known?.key === key
            ? known.question
            : ask(pos, withoutFrozen(payload), order.partner_id?.id || false);
    pending.set(order.uuid, {key, question});
    try {
        const answer = await question;
        if (answer && !order.finalized && getDepositKey(order) === key) {
            order.setDepositRule({
                key,
                required: answer.deposit_required,
                explanation: answer.deposit_explanation,
            });
        }
    } finally {
        if (pending.get(order.uuid)?.question === question) {
            pending.delete(order.uuid);
        }
    }
}
