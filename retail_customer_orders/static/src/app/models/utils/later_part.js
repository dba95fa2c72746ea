import {uuidv4} from "@point_of_sale/utils";
import {accountTaxHelpers} from "@account/helpers/account_tax";
import {describeDelivery, getDepositRule, getOrderType} from "./deposit_rule";
import {setDepositLines} from "./deposit_lines";
import {freezeLine, thawLines} from "./frozen_line";
import {makeReference} from "../../utils/order_reference";

/**
 * The part of a cart that is not carried out. On the product screen its lines stand in
 * the cart; while the ticket is being paid they are stashed in the ticket's Json field
 * and one deposit line stands in their place. Both moves may be repeated at will.
 */

const KEPT_WITHOUT_LINES = [
    "uuid",
    "type",
    "collector",
    "note",
    "client_order_ref",
    "expedited",
    "validity_date",
    "transaction",
    "deposit_override",
    "deposit_rule",
    "link",
    "ticket_discount",
];

/** @returns {object} the choices made for the order that survive a return to the cart */
export function getChoices(order) {
    const payload = order.customer_order_payload || {};
    return Object.fromEntries(
        KEPT_WITHOUT_LINES.filter((key) => key in payload).map((key) => [
            key,
            payload[key],
        ])
    );
}

/** @returns {number} total of the lines, taxes included, as an order of their own */
export function totalOf(order, lines) {
    return lines.length
        ? order.currency.round(
              order.getPriceWithOptions({lines}).taxDetails.total_amount_no_rounding
          )
        : 0;
}

function percentOf(order, total, percent) {
    return order.currency.round((total * (percent || 0)) / 100);
}

/** @returns {number} the deposit, whether it is paid here or by link */
function getWantedDeposit(order, required, total) {
    const {deposit_override: override} = getChoices(order);
    const wanted = typeof override === "number" ? override : required;
    return getOrderType(order) === "quote" ? 0 : Math.min(Math.max(wanted, 0), total);
}

/**
 * By the rules as the server knows them, by the company's percentage until it answers.
 *
 * @param {number} total of the part that comes later, in the till's currency
 * @returns {{percent: number, required: number, explanation: string, lowest: number,
 *     deposit: number, linkAmount: number}} lowest is what not even a manager may go
 *     below; linkAmount is paid by link, instead of a deposit here
 */
export function getDepositTerms(order, total) {
    const {link} = getChoices(order);
    const type = getOrderType(order);
    const {retail_deposit_percent, retail_deposit_minimum_percent} = order.company;
    const rule = type === "quote" ? null : getDepositRule(order);
    const percent = type === "quote" ? 0 : retail_deposit_percent || 0;
    const required = rule
        ? Math.min(rule.required, total)
        : percentOf(order, total, percent);
    const lowest = percentOf(order, total, retail_deposit_minimum_percent);
    const deposit = getWantedDeposit(order, required, total);
    const linkAmount =
        link && type !== "quote" ? (link === "all" ? total : deposit) : 0;
    return {
        percent,
        required,
        explanation: rule?.explanation || "",
        lowest: Math.min(required, lowest),
        deposit: linkAmount ? 0 : deposit,
        linkAmount,
    };
}

/** What is paid now, to the cent what the payment screen will ask for (HY, DP-02). */
export function getDueNow(order, nowLines, deposit) {
    const depositLine = {
        getBaseLine: () =>
            accountTaxHelpers.prepare_base_line_for_taxes_computation(
                {uuid: "deposit"},
                {
                    currency_id: order.currency,
                    product_id: order.depositProduct || {},
                    quantity: 1,
                    price_unit: deposit,
                    discount: 0,
                    tax_ids: [],
                    rate: 1,
                }
            ),
    };
    const {taxDetails} = order.getPriceWithOptions({lines: [...nowLines, depositLine]});
    return order.currency.round(
        order.config.hasCashRounding
            ? taxDetails.total_amount_no_rounding
            : taxDetails.total_amount
    );
}

function describePlace(line) {
    return line.fulfilment === "pickup"
        ? line.fulfilment_store_id?.name || ""
        : line.fulfilment_partner_id?.fulfilmentAddress || "";
}

/** Core keeps an internal note as a list of tags, and older ones as plain text. */
function readTags(note) {
    try {
        return JSON.parse(note || "[]")
            .map(({text}) => text)
            .join(", ");
    } catch {
        return note;
    }
}

function prepareLine(line, frozen) {
    const raw = line.raw;
    return {
        uuid: uuidv4(),
        product_id: line.product_id.id,
        qty: line.qty,
        price_unit: line.price_unit,
        discount: line.getDiscount(),
        tax_ids: line.tax_ids.map((tax) => tax.id),
        name: line.getFullProductName(),
        note: line.getCustomerNote(),
        internal_note: readTags(line.getNote()),
        fulfilment: line.fulfilment,
        ...describeDelivery(line),
        place: describePlace(line),
        time: raw.fulfilment_delivery?.time || "",
        mode: raw.fulfilment_delivery?.mode || "",
        total: line.priceIncl,
        frozen,
    };
}

/** A combo's head has no price and no stock: it travels inside its first child. */
function prepareLines(lines) {
    const heads = new Set();
    return lines
        .filter((line) => !line.combo_line_ids.length)
        .map((line) => {
            const head = line.combo_parent_id;
            const frozen = [freezeLine(line)];
            if (head && !heads.has(head.uuid)) {
                heads.add(head.uuid);
                frozen.unshift(freezeLine(head));
            }
            return prepareLine(line, frozen);
        });
}

/** @returns {number} what the part that comes later costs, with its charges */
export function getLaterTotal(order) {
    const rule = getDepositRule(order);
    if (rule?.charges) {
        return rule.total;
    }
    return order.isStashed
        ? order.customer_order_payload.total
        : totalOf(order, order.laterLines);
}

/** @returns {number} what would be paid here if nothing was paid by link */
export function getDepositWithoutLink(order) {
    const total = getLaterTotal(order);
    return getWantedDeposit(order, getDepositTerms(order, total).required, total);
}

/** The charges as the server wants them back: with the uuids of their lines. */
function prepareCharges(order, lines) {
    const charges = getDepositRule(order)?.charges;
    return charges
        ? {
              charges: charges.map(({indexes, ...charge}) => ({
                  ...charge,
                  lines: indexes.map((index) => lines[index].uuid),
              })),
          }
        : {};
}

export function preparePayload(order, lines) {
    const choices = getChoices(order);
    const uuid = choices.uuid || uuidv4();
    const total = getLaterTotal(order);
    const prepared = prepareLines(lines);
    const {percent, required, deposit, linkAmount} = getDepositTerms(order, total);
    return {
        type: getOrderType(order),
        collector: null,
        note: "",
        ...choices,
        uuid,
        reference: makeReference(uuid),
        ticket_uuid: order.uuid,
        fiscal_position_id: order.fiscal_position_id?.id || null,
        total,
        deposit,
        link_amount: linkAmount,
        deposit_required: required,
        deposit_percent: percent,
        ...prepareCharges(order, prepared),
        lines: prepared,
    };
}

export function restoreLater(order) {
    if (order.finalized || !order.isStashed) {
        return;
    }
    const frozen = order.customer_order_payload.lines.flatMap(
        (line) => line.frozen || []
    );
    order.customer_order_payload = getChoices(order);
    order.lines.filter((line) => line.isDeposit).forEach((line) => line.delete());
    thawLines(order, frozen);
}

export function stashLater(order) {
    const lines = order.laterLines;
    if (order.finalized || !lines.length || !order.depositProduct) {
        return;
    }
    if (order.isStashed) {
        restoreLater(order);
        return stashLater(order);
    }
    const payload = preparePayload(order, lines);
    lines.forEach((line) => line.delete());
    setDepositLines(order, payload);
    order.customer_order_payload = payload;
}

/** Take over what changes the deposit, also while its line is in the cart. */
function changeDeposit(order, values) {
    order.customer_order_payload = {...order.customer_order_payload, ...values};
    if (!order.isStashed) {
        return;
    }
    const payload = order.customer_order_payload;
    const total = getLaterTotal(order);
    const {required, deposit, linkAmount} = getDepositTerms(order, total);
    order.customer_order_payload = {
        ...payload,
        ...prepareCharges(order, payload.lines),
        total,
        deposit,
        link_amount: linkAmount,
        deposit_required: required,
    };
    setDepositLines(order, order.customer_order_payload);
}

/** Another deposit than the rule asks for (DP-04); the server says what is allowed. */
export function overrideDeposit(order, amount) {
    changeDeposit(order, {deposit_override: amount});
}

/** @param {string} link "deposit" or "all" of the order is paid by link, empty: none */
export function setPaymentLink(order, link) {
    changeDeposit(order, {link});
}

/** @param {object} rule of the server, see `getDepositRule` */
export function setDepositRule(order, rule) {
    changeDeposit(order, {deposit_rule: rule});
}

/** The payload as the server needs it, without what only matters to this till. */
export function withoutFrozen(payload) {
    const lines = payload.lines.map((line) => {
        const sent = {...line};
        delete sent.frozen;
        return sent;
    });
    const sent = {...payload, lines};
    delete sent.deposit_rule;
    return sent;
}
