import {_t} from "@web/core/l10n/translation";
import {serializeDateTime} from "@web/core/l10n/dates";
import {getReceiptCode} from "./returns";

/**
 * The sales of this register that it still knows without the network (RT-10), in the
 * shape in which the server describes sales. What other registers took back since is not
 * known: the server verifies each return when it arrives (RT-09).
 */

const PREFIX = "local-";

export function isLocalKey(key) {
    return key.startsWith(PREFIX);
}

function isGoods(line) {
    const special = line.order_id.config._pos_special_products_ids || [];
    return (
        line.qty > 0 &&
        line.price_unit >= 0 &&
        !line.combo_line_ids.length &&
        !special.includes(line.product_id.id)
    );
}

/** How much of a line this register took back, by its own tickets. */
function getReturned(pos, sold) {
    let quantity = 0;
    for (const order of pos.models["pos.order"].filter((one) => one.finalized)) {
        const sources = Object.fromEntries(
            (order.return_payload?.lines || []).map((line) => [line.uuid, line])
        );
        for (const line of order.lines.filter(({qty}) => qty < 0)) {
            const source = sources[line.uuid] || {};
            if (
                line.refunded_orderline_id?.uuid === sold.uuid ||
                source.sold_line_uuid === sold.uuid ||
                source.sold_line_id === sold.id
            ) {
                quantity -= line.qty;
            }
        }
    }
    return quantity;
}

/** Which part of its goods' prices a ticket was sold for, see `tools/refund.py`. */
function getDiscountShare(order) {
    const total = (lines) => lines.reduce((sum, line) => sum + line.priceIncl, 0);
    const goods = total(order.lines.filter(isGoods));
    const isDiscount = (line) => line.qty > 0 && line.price_unit < 0;
    const discounts = total(order.lines.filter(isDiscount));
    return goods > 0 ? Math.min(Math.max((goods + discounts) / goods, 0), 1) : 1;
}

function describeLine(pos, line, share) {
    const returned = getReturned(pos, line);
    const returnable = Math.max(line.qty - returned, 0);
    return {
        key: `${PREFIX}${line.uuid}`,
        line_uuid: line.uuid,
        // A sale that waits to be sent has no number yet.
        sold_line_id: Number.isInteger(line.id) ? line.id : 0,
        product_id: line.product_id.id,
        name: line.getFullProductName(),
        barcode: line.product_id.barcode || "",
        unit: line.product_id.uom_id?.name || "",
        tracking: line.product_id.tracking,
        price_unit: line.price_unit,
        discount: 100 - (100 - line.getDiscount()) * share,
        unit_amount: (line.priceIncl / line.qty) * share,
        tax_ids: line.tax_ids.map((tax) => tax.id),
        lots: line.pack_lot_ids.map((lot) => lot.lot_name),
        sold: line.qty,
        returned,
        returnable,
        why_not: returnable ? "" : _t("Returned already at this register."),
        policy_fault: "",
    };
}

/**
 * @param {import("@point_of_sale/app/services/pos_store").PosStore} pos
 * @param {object} order a paid ticket of this register
 * @returns {object} as `read_sale_from_ui` describes a sale
 */
export function describeLocalSale(pos, order) {
    const share = getDiscountShare(order);
    const lines = order.lines
        .filter(isGoods)
        .map((line) => describeLine(pos, line, share));
    const sum = (name) => lines.reduce((total, line) => total + line[name], 0);
    const reasons = pos.models["retail.reason.code"].filter(
        ({kind}) => kind === "return"
    );
    return {
        key: `${PREFIX}${order.uuid}`,
        kind: "ticket",
        is_local: true,
        name: order.pos_reference,
        date: serializeDateTime(order.date_order),
        store: pos.config.store_id?.name || "",
        is_here: true,
        customer_id: order.partner_id?.id || false,
        customer: order.partner_id?.name || "",
        orders: [],
        total: order.priceIncl,
        sold: sum("sold"),
        returnable: sum("returnable"),
        partner_id: order.partner_id?.id || false,
        fiscal_position_id: order.fiscal_position_id?.id || false,
        invoiced: Boolean(order.isToInvoice()),
        why_not: "",
        lines,
        reasons: reasons.map(({id, name, note_required}) => ({
            id,
            name,
            note_required,
        })),
    };
}

export function readLocalSale(pos, key) {
    const uuid = key.slice(PREFIX.length);
    return describeLocalSale(pos, pos.models["pos.order"].getBy("uuid", uuid));
}

function matches(order, term) {
    const texts = [
        order.pos_reference,
        order.partner_id?.name,
        ...order.lines.map((line) => line.product_id.barcode),
    ];
    const text = term.toLowerCase();
    return (
        getReceiptCode(order) === term.toUpperCase() ||
        texts.some((one) => one && one.toLowerCase().includes(text))
    );
}

/**
 * @param {string} term a receipt's code or number, a customer's name, a barcode; empty
 *     for all
 * @returns {object[]} sales with goods, the newest first, see `describeLocalSale`
 */
export function findLocalSales(pos, term) {
    return pos.models["pos.order"]
        .filter(
            (order) =>
                order.finalized &&
                order.config_id?.id === pos.config.id &&
                order.state !== "cancel" &&
                order.lines.some(isGoods) &&
                matches(order, term.trim())
        )
        .sort((one, other) => other.date_order - one.date_order)
        .map((order) => describeLocalSale(pos, order));
}
