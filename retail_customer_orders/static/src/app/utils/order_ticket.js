import {ConnectionLostError} from "@web/core/network/rpc";
import OrderPaymentValidation from "@point_of_sale/app/utils/order_payment_validation";
import {addDepositLine} from "../models/utils/deposit_lines";

/**
 * Load products that are not in the register yet.
 *
 * @throws {ConnectionLostError}
 */
export async function loadMissingProducts(pos, productIds) {
    const products = pos.models["product.product"];
    const missing = [...new Set(productIds)].filter((id) => !products.get(id));
    if (missing.length) {
        await pos.loadNewProducts([["product_variant_ids", "in", missing]]);
    }
}

/** @returns {Promise<boolean>} whether all that the ticket needs is in the register */
export async function loadProducts(pos, partnerId, productIds) {
    const products = pos.models["product.product"];
    try {
        await loadMissingProducts(pos, productIds);
        if (!pos.models["res.partner"].get(partnerId)) {
            await pos.data.read("res.partner", [partnerId]);
        }
    } catch (error) {
        if (!(error instanceof ConnectionLostError)) {
            throw error;
        }
    }
    return (
        productIds.every((id) => products.get(id)) &&
        Boolean(pos.models["res.partner"].get(partnerId))
    );
}

/** A ticket of the same order that was begun and left: the new one takes its place. */
async function dropOpenTicket(pos, orderId) {
    const open = pos
        .getOpenOrders()
        .filter((order) => order.existingOrder?.order_id === orderId);
    if (open.length) {
        await pos.deleteOrders(open);
    }
}

/**
 * A new ticket for an order that was taken before, for its customer.
 *
 * @param {object} detail the order as `read_order_from_ui` gives it
 * @param {number[]} productIds what the ticket will hold
 * @returns {Promise<object|null>} the ticket; null when something could not be loaded
 */
export async function startOrderTicket(pos, detail, productIds) {
    if (!(await loadProducts(pos, detail.partner_id, productIds))) {
        return null;
    }
    await dropOpenTicket(pos, detail.id);
    const order = pos.addNewOrder();
    order.setPartner(pos.models["res.partner"].get(detail.partner_id));
    return order;
}

export function addOrderLine(pos, order, line) {
    const taxes = pos.models["account.tax"].readMany(line.tax_ids);
    return pos.models["pos.order.line"].create({
        order_id: order,
        product_id: pos.models["product.product"].get(line.product_id),
        qty: line.qty,
        price_unit: line.price_unit,
        price_type: "automatic",
        price_extra: 0,
        discount: line.discount || 0,
        extra_tax_data: line.extra_tax_data,
        tax_ids: [["link", ...taxes]],
    });
}

export function addDeposit(pos, order, lines) {
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
export function keepTaxes(order) {
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

function findMethod(pos, id) {
    const methods = pos.config.payment_method_ids;
    const paidWith = pos.models["pos.payment.method"].get(id);
    return (
        methods.find((method) => method.id === id) ||
        methods.find((method) => paidWith?.is_cash_count && method.is_cash_count)
    );
}

/**
 * Money goes back the way it came, as far as each tender paid; the cashier may change
 * that. A terminal is left to the cashier: it has to be operated.
 *
 * @param {{payment_method_id: number, amount: number}[]} payments of the customer
 */
export function proposeTenders(pos, order, payments) {
    const {currency} = order;
    for (const {payment_method_id: id, amount} of payments) {
        const method = findMethod(pos, id);
        const back = Math.min(amount, -order.remainingDue);
        const isOperated = method?.payment_terminal || method?.type === "pay_later";
        if (!method || isOperated || currency.comp(back, 0) <= 0) {
            continue;
        }
        const {status, data: line} = order.addPaymentline(method);
        if (status) {
            line.setAmount(-back);
        }
    }
}

/** Nothing to pay: it is done at once. Otherwise on to the payment (DP-10). */
export async function finishOrderTicket(pos, order) {
    if (!order.isSettlement) {
        // `pos_loyalty` counts points when the cashier adds goods: nobody does here.
        await pos.updatePrograms?.();
    }
    if (pos.currency.isZero(order.totalDue)) {
        const validation = new OrderPaymentValidation({pos, orderUuid: order.uuid});
        await validation.validateOrder();
    }
    if (!order.finalized) {
        pos.navigate("PaymentScreen", {orderUuid: order.uuid});
    }
}
