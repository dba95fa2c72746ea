import {ConnectionLostError, RPCError} from "@web/core/network/rpc";
import {preparePayload, withoutFrozen} from "../models/utils/later_part";
import {
    getDepositKey,
    getDepositRule,
    getOrderType,
} from "../models/utils/deposit_rule";

const pending = new Map();

/** Where delivery modes are known, the server says with the deposit what they cost. */
async function ask(pos, payload, partnerId) {
    const call = (method, values) =>
        pos.data.call("retail.order.request", method, [
            pos.config.id,
            values,
            partnerId,
        ]);
    // Nothing is charged yet: the carriers are asked.
    const asked = {...payload};
    delete asked.charges;
    try {
        if (!asked.lines.some((line) => line.delivery_mode_id)) {
            const deposit = await call("get_deposit_from_ui", asked);
            return {...deposit, charges: null, total: asked.total};
        }
        const {charges, ...answer} = await call("get_charges_from_ui", asked);
        const uuids = asked.lines.map(({uuid}) => uuid);
        const indexes = ({lines}) => lines.map((uuid) => uuids.indexOf(uuid));
        return {
            ...answer,
            charges: charges.map((charge) => ({...charge, indexes: indexes(charge)})),
        };
    } catch (error) {
        // What is wrong with the order is said before it is paid (`order_check`).
        if (error instanceof ConnectionLostError || error instanceof RPCError) {
            return null;
        }
        throw error;
    }
}

/** A quote takes no deposit, but says what the delivery costs. */
function hasDeliveryMode(order) {
    return order.isStashed
        ? order.customer_order_payload.lines.some((line) => line.delivery_mode_id)
        : order.laterLines.some((line) => line.raw.fulfilment_delivery?.mode_id);
}

function needsRule(pos, order) {
    return (
        order?.hasLaterPart &&
        !order.finalized &&
        !pos.data.network.offline &&
        (getOrderType(order) !== "quote" || hasDeliveryMode(order)) &&
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
                note: answer.payment_note || "",
                charges: answer.charges,
                total: answer.total,
            });
            // Gift cards pay what is due now.
            pos.updateRewards?.();
        }
    } finally {
        if (pending.get(order.uuid)?.question === question) {
            pending.delete(order.uuid);
        }
    }
}
