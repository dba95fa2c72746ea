import {_t} from "@web/core/l10n/translation";
import {deserializeDate, serializeDate} from "@web/core/l10n/dates";

const {DateTime} = luxon;

/** @param {string} date ISO; @returns {string} "Fri, 28 Nov" in the cashier's language */
export function formatDay(date) {
    const day = date && deserializeDate(date);
    return day?.isValid
        ? day.toLocaleString({weekday: "short", day: "numeric", month: "short"})
        : "";
}

export function daysFromToday(date) {
    return Math.round(
        deserializeDate(date).startOf("day").diff(DateTime.now().startOf("day"), "days")
            .days
    );
}

/** @returns {string} "today", "tomorrow" or "on Fri, 28 Nov", to end a sentence with */
export function formatDayInSentence(date) {
    const days = daysFromToday(date);
    if (days === 0) {
        return _t("today");
    }
    return days === 1 ? _t("tomorrow") : _t("on %s", formatDay(date));
}

/** @returns {string} ISO date, `days` from today */
export function dayFromToday(days) {
    return serializeDate(DateTime.now().plus({days}));
}

/** @returns {{value: string, label: string}[]} the next days as chips */
export function getDayChips(count = 6) {
    return [...Array(count).keys()].map((days) => {
        const value = dayFromToday(days);
        const label =
            days === 0 ? _t("Today") : days === 1 ? _t("Tomorrow") : formatDay(value);
        return {value, label};
    });
}

/**
 * @param {{fulfilment: string, place?: string, date?: string, time?: string,
 *   mode?: string}} values
 * @returns {string} "Pick up · Bergen · Fri, 28 Nov · 10:00–11:00"
 */
export function describeFulfilment({fulfilment, place, date, time, mode}) {
    const names = {pickup: _t("Pick up"), ship: _t("Ship"), carry_out: _t("Carry out")};
    return [names[fulfilment], place, formatDay(date), time, mode]
        .filter(Boolean)
        .join(" · ");
}

/** The same for a line as `read_order_from_ui` describes it. */
export function describeOrderedLine({fulfilment, address, store, date}) {
    const place = fulfilment === "ship" ? address : store;
    return describeFulfilment({fulfilment, place, date});
}

/**
 * @param {object} models of the till
 * @param {{fulfilment: string, store?: number, date?: string, partner?: number,
 *   delivery?: object}} choice
 * @returns {object} the values of a line of the cart
 */
export function prepareFulfilment(
    models,
    {fulfilment, store, date, partner, delivery}
) {
    return {
        fulfilment,
        fulfilment_store_id: store ? models["stock.warehouse"].get(store) : undefined,
        fulfilment_date: date || undefined,
        fulfilment_delivery: delivery || false,
        fulfilment_partner_id: partner ? models["res.partner"].get(partner) : undefined,
    };
}

/**
 * What the lines need of each product; of a combo its parts.
 *
 * @param {object[]} lines of the cart, combos by their head
 * @returns {{id: number, qty: number, storable: boolean}[]}
 */
export function collectNeeds(lines) {
    const needs = new Map();
    for (const line of lines.flatMap((head) => head.getAllLinesInCombo())) {
        const product = line.product_id;
        if (!line.combo_line_ids.length) {
            const storable = Boolean(product.product_tmpl_id.is_storable);
            const qty = (needs.get(product.id)?.qty || 0) + line.qty;
            needs.set(product.id, {id: product.id, qty, storable});
        }
    }
    return [...needs.values()];
}

/**
 * What a store lacks for the chosen lines.
 *
 * @param {object} store with `products`: {product id: {free, next_date}}; null when unknown
 * @param {{id: number, qty: number, storable: boolean}[]} needs
 * @returns {{known: boolean, canServe: boolean, served: number, nextDate: string|false}}
 */
export function checkStock(store, needs) {
    if (!store.products) {
        return {known: false, canServe: false, served: 0, nextDate: false};
    }
    const short = needs.filter(
        ({id, qty, storable}) => storable && (store.products[id]?.free || 0) < qty
    );
    const dates = short.map(({id}) => store.products[id]?.next_date).filter(Boolean);
    return {
        known: true,
        canServe: !short.length,
        served: needs.length - short.length,
        nextDate:
            short.length && dates.length === short.length ? dates.sort().at(-1) : false,
    };
}

/**
 * Stores as the cashier reads them: those that serve all lines now on top, the own store
 * first among equals, stores that cannot be chosen at the end (CO-08).
 */
export function rankStores(stores, needs, kind) {
    const rows = stores.map((store) => ({
        store,
        enabled: kind === "pickup" ? store.pickup : store.shipping,
        ...checkStock(store, needs),
    }));
    const weight = (row) => (row.enabled ? 0 : 4) + (row.canServe ? 0 : 2);
    return rows.sort(
        (a, b) =>
            weight(a) - weight(b) ||
            Number(b.store.is_current) - Number(a.store.is_current) ||
            a.store.name.localeCompare(b.store.name)
    );
}

function describeOneProduct(row, need, formatQty) {
    if (!need.storable) {
        return _t("Always available");
    }
    const {free, incoming, next_date: date} = row.store.products[need.id] || {};
    const text = _t("%s free", formatQty(free || 0));
    if (!incoming || row.canServe) {
        return text;
    }
    const values = {count: formatQty(incoming), day: formatDay(date)};
    return `${text} / ${_t("%(count)s incoming %(day)s", values)}`;
}

/**
 * @param {object} row of `rankStores`
 * @param {object[]} needs as `collectNeeds` gives them
 * @param {(quantity: number) => string} formatQty
 * @returns {string} what a store has of them, or why it cannot be chosen
 */
export function describeStock(row, needs, formatQty) {
    if (!row.enabled) {
        return _t("No pickup here");
    }
    if (!row.known) {
        return _t("Stock not known without the network");
    }
    if (needs.length === 1) {
        return describeOneProduct(row, needs[0], formatQty);
    }
    return row.canServe
        ? _t("All %s products in stock", needs.length)
        : _t("%(served)s of %(all)s products in stock", {
              served: row.served,
              all: needs.length,
          });
}

/**
 * @param {"pickup"|"ship"|"carry_out"} way
 * @param {{count: number, store: string, place: string, date: string}} choice how many
 *   lines, in which store or to which street, and when
 * @returns {string} "Pick up 2 lines in Bergen tomorrow"
 */
export function describeChoice(way, {count, store, place, date}) {
    const lines = count === 1 ? _t("1 line") : _t("%s lines", count);
    const day = formatDayInSentence(date);
    switch (way) {
        case "pickup":
            return _t("Pick up %(lines)s in %(store)s %(day)s", {lines, store, day});
        case "ship":
            return _t("Ship %(lines)s to %(place)s %(day)s", {lines, place, day});
    }
    return _t("Carry out %s", lines);
}
