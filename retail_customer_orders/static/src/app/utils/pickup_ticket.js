import {uuidv4} from "@point_of_sale/utils";
import {
    addDeposit,
    addOrderLine,
    keepTaxes,
    proposeTenders,
    startOrderTicket,
} from "./order_ticket";

async function buildTicket(pos, detail, prepared, values) {
    const ids = prepared.lines.map((line) => line.product_id);
    const order = await startOrderTicket(pos, detail, ids);
    if (!order) {
        return null;
    }
    const lines = prepared.lines.map((line) => ({
        uuid: addOrderLine(pos, order, line).uuid,
        order_line_id: line.order_line_id,
        qty: line.qty,
    }));
    keepTaxes(order);
    addDeposit(pos, order, prepared.deposit_lines);
    order.pickup_payload = {
        uuid: uuidv4(),
        order_id: detail.id,
        reference: detail.reference,
        lines,
        deposit: prepared.deposit,
        ...values,
    };
    return order;
}

/**
 * The ticket that hands out lines of an order: prices and taxes of the order, its share
 * of the deposit as a negative line (DP-08).
 *
 * @param {object} detail the order as `read_order_from_ui` gives it
 * @param {object} prepared what `prepare_pickup_from_ui` answered, and "uuid": what the
 *     collector's code was given for
 * @returns {Promise<object|null>} the ticket; null when something could not be loaded
 */
export function buildPickupTicket(pos, detail, prepared) {
    const {uuid} = prepared;
    return buildTicket(pos, detail, prepared, uuid ? {uuid} : {});
}

/**
 * The ticket that takes back what a pickup handed out by mistake.
 *
 * @param {object} prepared what `undo_pickup_from_ui` answered
 * @returns {Promise<object|null>} the ticket; null when something could not be loaded
 */
export async function buildUndoTicket(pos, detail, prepared) {
    const order = await buildTicket(pos, detail, prepared, {
        undo_pickup_of: prepared.undo_pickup_of,
    });
    if (order) {
        order.is_refund = prepared.balance < 0;
        proposeTenders(pos, order, prepared.payments);
    }
    return order;
}
