import {ConnectionLostError} from "@web/core/network/rpc";
import {addDepositLine} from "../models/utils/deposit_lines";
import {uuidv4} from "@point_of_sale/utils";
import OrderPaymentValidation from "@point_of_sale/app/utils/order_payment_validation";

/** @returns {Promise<boolean>} whether all that the ticket needs is in the register */
async function loadMissing(pos, partnerId, productIds) {
    const products = pos.models["product.product"];
    const missing = productIds.filter((id) => !products.get(id));
    try {
        if (missing.length) {
            await pos.loadNewProducts([["product_variant_ids", "in", missing]]);
        }
        if (!pos.models["res.partner"].get(partnerId)) {
            await pos.data.read("res.partner", [partnerId]);
        }
    } catch (error) {
        if (!(error instanceof ConnectionLostError)) {
            throw error;
        }
    }
    return (
        missing.every((id) => products.get(id)) &&
        Boolean(pos.models["res.partner"].get(partnerId))
    );
}

function addOrderLine(pos, order, line) {
    const taxes = pos.models["account.tax"].readMany(line.tax_ids);
    return pos.models["pos.order.line"].create({
        order_id: order,
        product_id: pos.models["product.product"].get(line.product_id),
        qty: line.qty,
        price_unit: line.price_unit,
        price_type: "automatic",
        price_extra: 0,
        discount: line.discount,
        tax_ids: [["link", ...taxes]],
    });
}

function addDeposit(pos, order, lines) {
    for (const line of lines) {
        addDepositLine(order, {
            qty: line.qty,
            price_unit: line.price_unit,
            extra_tax_data: line.extra_tax_data,
            taxes: pos.models["account.tax"].readMany(line.tax_ids),
        });
    }
}

/** The order's taxes are final: a fiscal position that would map them again has to go. */
function keepTaxes(order) {
    const position = order.fiscal_position_id;
    const isKept = ({tax_ids}) => {
        const ids = new Set(
            position.getTaxesAfterFiscalPosition(tax_ids).map(({id}) => id)
        );
        return ids.size === tax_ids.length && tax_ids.every(({id}) => ids.has(id));
    };
    if (position && !order.lines.every(isKept)) {
        order.fiscal_position_id = undefined;
    }
}

/** A pickup of the same order that was begun and left: the new one takes its place. */
async function dropOpenPickup(pos, orderId) {
    const open = pos
        .getOpenOrders()
        .filter((order) => order.pickup_payload?.order_id === orderId);
    if (open.length) {
        await pos.deleteOrders(open);
    }
}

/**
 * The ticket that hands out lines of an order: prices and taxes of the order, its share
 * of the deposit as a negative line (DP-08).
 *
 * @param {object} detail the order as `read_order_from_ui` gives it
 * @param {object} prepared what `prepare_pickup_from_ui` answered
 * @returns {Promise<object|null>} the ticket; null when something could not be loaded
 */
export async function buildPickupTicket(pos, detail, prepared) {
    const productIds = prepared.lines.map((line) => line.product_id);
    if (!(await loadMissing(pos, detail.partner_id, productIds))) {
        return null;
    }
    await dropOpenPickup(pos, detail.id);
    const order = pos.addNewOrder();
    order.setPartner(pos.models["res.partner"].get(detail.partner_id));
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
    };
    return order;
}

/** Nothing to pay: hand out at once. Otherwise on to the payment (DP-10). */
export async function finishPickupTicket(pos, order) {
    if (pos.currency.isZero(order.totalDue)) {
        const validation = new OrderPaymentValidation({pos, orderUuid: order.uuid});
        await validation.validateOrder();
    }
    if (!order.finalized) {
        pos.navigate("PaymentScreen", {orderUuid: order.uuid});
    }
}
