import {uuidv4} from "@point_of_sale/utils";
import {
    addDeposit,
    addOrderLine,
    keepTaxes,
    proposeTenders,
    startOrderTicket,
} from "./order_ticket";

/**
 * The ticket that cancels goods of an order: takes the charge, gives back the rest of
 * their deposit (CN-02).
 *
 * @param {object} detail the order as `read_order_from_ui` gives it
 * @param {object} prepared what `prepare_cancel_from_ui` answered
 * @param {{id: number, note: string}} reason
 * @returns {Promise<object|null>} the ticket; null when something could not be loaded
 */
export async function buildCancelTicket(pos, detail, prepared, reason) {
    const {charge, charge_line: chargeValues} = prepared;
    const ids = charge ? [chargeValues.product_id] : [];
    const order = await startOrderTicket(pos, detail, ids);
    if (!order) {
        return null;
    }
    const chargeLine = charge ? addOrderLine(pos, order, chargeValues) : null;
    keepTaxes(order);
    addDeposit(pos, order, prepared.deposit_lines);
    order.cancel_payload = {
        uuid: uuidv4(),
        order_id: detail.id,
        reference: detail.reference,
        charge,
        deposit: prepared.deposit,
        reason_id: reason.id,
        note: reason.note,
        charge_line_uuid: chargeLine?.uuid || null,
        lines: prepared.lines
            .filter(({qty}) => qty)
            .map(({order_line_id, qty}) => ({order_line_id, qty})),
    };
    order.is_refund = prepared.refund > prepared.owed;
    proposeTenders(pos, order, prepared.payments);
    return order;
}

/**
 * The ticket that takes money on an order, or gives back what it holds too much.
 *
 * @param {object} detail the order as `read_order_from_ui` gives it
 * @param {object} prepared what `prepare_deposit_from_ui` answered
 * @returns {Promise<object|null>} the ticket; null when something could not be loaded
 */
export async function buildDepositTicket(pos, detail, prepared) {
    const order = await startOrderTicket(pos, detail, []);
    if (!order) {
        return null;
    }
    addDeposit(pos, order, prepared.deposit_lines);
    order.deposit_payload = {
        uuid: uuidv4(),
        order_id: detail.id,
        reference: detail.reference,
        amount: prepared.amount,
    };
    order.is_refund = prepared.amount < 0;
    if (order.is_refund) {
        proposeTenders(pos, order, prepared.payments);
    }
    return order;
}
