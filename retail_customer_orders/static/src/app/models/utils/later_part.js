import {uuidv4} from "@point_of_sale/utils";
import {describeDelivery, getDepositRule, getOrderType} from "./deposit_rule";
import {setDepositLines} from "./deposit_lines";
import {getDepositTerms, getLaterTotal} from "./deposit_terms";
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
