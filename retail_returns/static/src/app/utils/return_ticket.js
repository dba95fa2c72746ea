import {_t} from "@web/core/l10n/translation";
import {ReturnError, makeReturnPayload} from "./returns";

async function loadProducts(pos, ids) {
    const isMissing = (id) => !pos.models["product.product"].get(id);
    const missing = ids.filter(isMissing);
    if (missing.length) {
        // What a store does not carry, or nobody sells any more, can still come back.
        await pos.data.callRelated(
            "product.template",
            "load_product_from_pos",
            [pos.config.id, [["product_variant_ids.id", "in", missing]], 0, 0],
            {context: {load_archived: true}},
            false
        );
    }
    if (ids.some(isMissing)) {
        throw new ReturnError(
            _t("A product of this sale could not be loaded into this register.")
        );
    }
}

async function loadRecord(pos, model, id) {
    if (id && !pos.models[model].get(id)) {
        await pos.data.read(model, [id]);
    }
    return id ? pos.models[model].get(id) : undefined;
}

/** A return of the same sale that was begun and left: the new one takes its place. */
async function dropOpenReturn(pos, sale) {
    const isSame = (order) => order.return_payload?.origin?.name === sale.name;
    const open = pos.getOpenOrders().filter(isSame);
    if (open.length) {
        await pos.deleteOrders(open);
    }
}

function getEmptyOrder(pos) {
    const order = pos.getOrder();
    const isEmpty =
        order && !order.finalized && !order.lines.length && !order.payment_ids.length;
    return isEmpty ? order : pos.addNewOrder();
}

function addReturnLine(pos, order, {sold, quantity}) {
    const product = pos.models["product.product"].get(sold.product_id);
    const taxes = pos.models["account.tax"].readMany(sold.tax_ids).filter(Boolean);
    const lots = product.isTracked() ? sold.lots.slice(0, Math.ceil(quantity)) : [];
    return pos.models["pos.order.line"].create({
        order_id: order,
        product_id: product,
        qty: -quantity,
        price_unit: sold.price_unit,
        price_extra: 0,
        price_type: "automatic",
        discount: sold.discount,
        tax_ids: taxes.map((tax) => ["link", tax]),
        pack_lot_ids: lots.map((lot_name) => ["create", {lot_name}]),
    });
}

/**
 * The ticket that gives money back for goods of one sale: prices, discounts, taxes and
 * customer of the sale.
 *
 * @param {object} sale as `read_sale_from_ui` gives it
 * @param {{sold: object, quantity: number}[]} choices lines of the sale, what comes back
 * @param {{id: number, note: string}} reason
 * @throws {ReturnError} a product cannot be loaded
 */
export async function buildReturnTicket(pos, sale, choices, reason) {
    await loadProducts(
        pos,
        choices.map(({sold}) => sold.product_id)
    );
    const partner = await loadRecord(pos, "res.partner", sale.partner_id);
    const fiscalPosition = await loadRecord(
        pos,
        "account.fiscal.position",
        sale.fiscal_position_id
    );
    await dropOpenReturn(pos, sale);
    const order = getEmptyOrder(pos);
    order.is_refund = true;
    if (partner) {
        order.setPartner(partner);
    }
    order.setToInvoice(sale.invoiced);
    order.fiscal_position_id = fiscalPosition;
    const lines = choices.map((choice) => ({
        line: addReturnLine(pos, order, choice),
        sold_line_id: choice.sold.id,
    }));
    const origin = {name: sale.name, store: sale.store};
    order.return_payload = makeReturnPayload(lines, reason, origin);
    return order;
}

export function payReturnTicket(pos, order) {
    pos.setOrder(order);
    order.setScreenData({name: "PaymentScreen"});
    pos.navigate("PaymentScreen", {orderUuid: order.uuid});
}
