import {_t} from "@web/core/l10n/translation";
import {uuidv4} from "@point_of_sale/utils";
import {addExtras} from "./return_extras";
import {loadProducts, loadRecord} from "./load_records";
import {dropTickets} from "./return_group";
import {ReturnError, getSource, makeReturnPayload} from "./returns";

/** Whether a terminal has moved money, or may have. */
function isBegun({payment_status: status}) {
    return Boolean(status) && !["pending", "retry"].includes(status);
}

/** Returns of the same sales that were begun and left: the new ones take their place. */
async function dropOpenReturns(pos, sales) {
    const keys = sales.map(({key}) => key);
    const isSame = (order) => keys.includes(order.return_payload?.origin?.key);
    const open = pos.getOpenOrders().filter(isSame);
    const begun = open.find((order) => order.payment_ids.some(isBegun));
    if (begun) {
        throw new ReturnError(
            _t(
                "A refund of %s was begun at the payment terminal. Finish it in Orders.",
                begun.return_payload.origin.name
            )
        );
    }
    if (open.length) {
        await pos.deleteOrders(open);
    }
}

export function getEmptyOrder(pos) {
    const order = pos.getOrder();
    const isEmpty =
        order && !order.finalized && !order.lines.length && !order.payment_ids.length;
    return isEmpty ? order : pos.addNewOrder();
}

function addReturnLine(pos, order, {sold, quantity, lots}) {
    const product = pos.models["product.product"].get(sold.product_id);
    const taxes = pos.models["account.tax"].readMany(sold.tax_ids).filter(Boolean);
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

/** The ticket that gives money back for goods of one sale, as they were sold. */
async function buildReturnTicket(pos, sale, choices, part) {
    const partner = await loadRecord(pos, "res.partner", sale.partner_id);
    const fiscalPosition = await loadRecord(
        pos,
        "account.fiscal.position",
        sale.fiscal_position_id
    );
    const order = getEmptyOrder(pos);
    order.is_refund = true;
    if (partner) {
        order.setPartner(partner);
    }
    order.setToInvoice(sale.invoiced);
    order.fiscal_position_id = fiscalPosition;
    const lines = choices.map((choice) => ({
        line: addReturnLine(pos, order, choice),
        source: getSource(choice.sold),
        reason: {id: choice.reasonId, note: choice.note.trim()},
        condition: choice.condition,
    }));
    const origin = {key: sale.key, name: sale.name, store: sale.store};
    order.return_payload = {...makeReturnPayload(lines, origin), ...part};
    if (!sale.is_local) {
        await addExtras(pos, order, sale, choices);
    }
    return order;
}

/** Where one ticket of a return cannot be built, those before it are no return either. */
async function buildOrDrop(pos, before, sale, choices, part) {
    try {
        const order = await buildReturnTicket(pos, sale, choices, part);
        order.setScreenData({name: "PaymentScreen", props: {orderUuid: order.uuid}});
        return order;
    } catch (error) {
        await dropTickets(pos, before);
        throw error;
    }
}

/**
 * The tickets that give money back for all that is in a basket: one for each sale, since
 * a ticket refunds goods of one original alone.
 *
 * @param {ReturnBasket} basket complete: nothing is `missing`
 * @returns {Promise<object[]>} `pos.order`s with the same `return_payload.group`, to be
 *     paid in this order
 * @throws {ReturnError} a product cannot be loaded, or a refund of the same was begun
 */
export async function buildReturnTickets(pos, basket) {
    const {entries, sales} = basket;
    await loadProducts(
        pos,
        entries.map(({sold}) => sold.product_id)
    );
    await dropOpenReturns(pos, sales);
    const group = uuidv4();
    const orders = [];
    for (const [index, sale] of sales.entries()) {
        const part = {
            group,
            part: index + 1,
            parts: sales.length,
            ...(sale.is_local ? {is_offline: true} : {}),
            ...(basket.request ? {request: basket.request.uuid} : {}),
        };
        const choices = basket.getEntriesOf(sale);
        orders.push(await buildOrDrop(pos, orders, sale, choices, part));
    }
    return orders;
}
