import {uuidv4} from "@point_of_sale/utils";
import {
    addDeposit,
    addOrderLine,
    keepTaxes,
    loadProducts,
    proposeTenders,
    startOrderTicket,
} from "./order_ticket";

/** @returns {object} what the ticket's Json field says of a line, and its lots on it */
function addPickupLine(pos, order, line) {
    const added = addOrderLine(pos, order, line);
    const values = {
        uuid: added.uuid,
        order_line_id: line.order_line_id,
        qty: line.qty,
    };
    if (!line.chosen) {
        return values;
    }
    const lots = line.lots.filter(({id}) => id in line.chosen);
    added.setPackLotLines({
        modifiedPackLotLines: {},
        newPackLotLines: lots.map(({name}) => ({lot_name: name})),
        setQuantity: false,
    });
    return {...values, lots: line.chosen};
}

function fillTicket(pos, order, detail, prepared, values) {
    const lines = prepared.lines.map((line) => addPickupLine(pos, order, line));
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

async function buildTicket(pos, detail, prepared, values) {
    const ids = prepared.lines.map((line) => line.product_id);
    const order = await startOrderTicket(pos, detail, ids);
    return order && fillTicket(pos, order, detail, prepared, values);
}

function getPickupValues({uuid, byManager}) {
    return uuid ? {uuid, by_manager: Boolean(byManager)} : {};
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
    return buildTicket(pos, detail, prepared, getPickupValues(prepared));
}

/**
 * Lets a ticket hand out other lines or quantities of the same order (PU-04). What else
 * is on it, and the proof of the collector, stay.
 *
 * @param {object} order the ticket
 * @param {object} detail the order as `read_order_from_ui` gives it
 * @param {object} prepared what `prepare_pickup_from_ui` answered
 * @returns {Promise<boolean>} whether it could be done
 */
export async function changePickupTicket(pos, order, detail, prepared) {
    const ids = prepared.lines.map((line) => line.product_id);
    if (!(await loadProducts(pos, detail.partner_id, ids))) {
        return false;
    }
    order.lines
        .filter((line) => order.isLockedLine(line))
        .forEach((line) => line.delete());
    fillTicket(pos, order, detail, prepared, getPickupValues(prepared));
    return true;
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
