import {_t} from "@web/core/l10n/translation";
import {askApproval} from "@retail_base/app/utils/ask_approval";
import {ReturnError} from "./returns";

/**
 * @param {{source: object, quantity: number, reasonId: number, condition: string}[]} goods
 *     of one sale, `source` as the server names the sold line
 * @returns {Promise<object>} what they give back, see `prepare_refund_from_ui`
 */
export function prepareRefund(pos, goods) {
    const lines = goods.map(({source, quantity, reasonId, condition}) => ({
        ...source,
        qty: quantity,
        reason_id: reasonId || 0,
        condition: condition || false,
    }));
    return pos.data.call("retail.return", "prepare_refund_from_ui", [
        pos.config.id,
        lines,
    ]);
}

/** Lets a line of the ticket give back exactly what the server says (RT-12). */
export function setExactAmounts(line, {exact, price_unit: price}, currency) {
    if (price !== false) {
        line.price_unit = price;
        line.discount = 0;
    } else if (exact.manual_tax_amounts) {
        line.extra_tax_data = {
            ...exact,
            currency_id: currency.id,
            price_unit: line.price_unit,
            discount: line.discount,
            quantity: line.qty,
        };
    }
}

export function addExtraLine(pos, order, extra) {
    const taxes = pos.models["account.tax"].readMany(extra.tax_ids).filter(Boolean);
    return pos.models["pos.order.line"].create({
        order_id: order,
        product_id: pos.models["product.product"].get(extra.product_id),
        full_product_name: extra.name,
        qty: extra.qty,
        price_unit: extra.price_unit,
        price_extra: 0,
        price_type: "manual",
        tax_ids: taxes.map((tax) => ["link", tax]),
    });
}

/**
 * Makes of a ticket of returned goods what the server prepared: exact amounts, charges
 * given back, fees kept, and to which tenders it goes.
 *
 * @param {object[]} lines of the goods, in the order in which they were prepared
 * @param {object[]} extras those of the prepared ones that are due
 */
export function applyRefund(pos, order, lines, prepared, extras) {
    for (const [index, line] of lines.entries()) {
        setExactAmounts(line, prepared.lines[index], pos.currency);
    }
    const links = extras.map((extra) => ({
        uuid: addExtraLine(pos, order, extra).uuid,
        charge_line_id: extra.charge_line_id || 0,
        fee_policy_id: extra.fee_policy_id || 0,
    }));
    order.return_payload = {
        ...order.return_payload,
        extras: links,
        tenders: prepared.tenders,
    };
    order.triggerRecomputeAllPrices();
}

/** A manager allows what a cashier may not do alone, or the refund is not made. */
export async function approveNeeds(pos, order, needs) {
    for (const {kind, amount, message, reasonKind} of needs) {
        const approval = await askApproval(pos, {
            kind,
            amount,
            description: message,
            ticketUuid: order.uuid,
            reasonKind,
        });
        if (!approval) {
            throw new ReturnError(message);
        }
    }
}

/** @returns {object[]} what a manager has to allow when the fees are not kept */
export function getFeeNeeds(prepared, format) {
    const fees = prepared.extras.filter(({kind}) => kind === "fee");
    const amount = fees.reduce((sum, fee) => sum + fee.amount, 0);
    const message = _t("A restocking fee of %s is waived.", format(amount));
    return amount
        ? [{kind: "return_fee", amount, message, reasonKind: "charge_override"}]
        : [];
}

/** @returns {number} what a refund gives back, with or without its fees */
export function getRefundTotal(prepared, isFeeWaived, currency) {
    const fees = prepared.extras.filter(({kind}) => kind === "fee");
    const waived = isFeeWaived ? fees.reduce((sum, fee) => sum + fee.amount, 0) : 0;
    return currency.round(prepared.total + waived);
}

/**
 * Finds what of the tenders a manager has to allow.
 *
 * @param {object[]} tenders as the server prepared them
 * @param {{id: number, amount: number}[]} given what each payment method gives back
 * @param {object} currency
 * @param {number} rounding by how much cash may differ
 * @returns {{kind: string, tender: object, amount: number}[]}
 */
export function findTenderNeeds(tenders, given, currency, rounding = 0) {
    const needs = [];
    for (const kind of new Set(tenders.map((tender) => tender.kind))) {
        const own = tenders.filter((tender) => tender.kind === kind);
        const ids = own.map((tender) => tender.payment_method_id);
        const amount = given
            .filter(({id}) => ids.includes(id))
            .reduce((sum, one) => sum + one.amount, 0);
        const [tender] = own;
        const slack = kind === "cash" && tender.maximum ? rounding : 0;
        if (currency.comp(amount, tender.maximum + slack) > 0) {
            needs.push({kind: "return_tender", tender, amount});
        }
        if (tender.limit && currency.comp(amount, tender.limit) > 0) {
            needs.push({kind: "return_cash", tender, amount});
        }
    }
    return needs;
}
