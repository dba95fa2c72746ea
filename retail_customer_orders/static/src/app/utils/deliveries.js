/** What the till makes of the deliveries that its store prepares. */

import {_t} from "@web/core/l10n/translation";
import {formatDay} from "./fulfilment";

function sum(lines, getQuantity) {
    return lines.reduce((total, line) => total + getQuantity(line), 0);
}

/** @returns {number} what of a delivery is to be picked in all */
export function getWanted({lines}) {
    return sum(lines, ({qty}) => qty);
}

/** @returns {number} what of a delivery is picked */
export function getPicked({lines}) {
    return sum(lines, ({picked}) => picked);
}

/** @returns {number} what of these deliveries is still to be picked */
export function countToPick(deliveries) {
    return sum(deliveries, (one) => getWanted(one) - getPicked(one));
}

/** @returns {string} "Pick up · Fri, 28 Nov · 10:00–11:00" */
export function describeWhen({date, slot, mode, carrier}) {
    const how = mode === "ship" ? carrier || _t("Ship") : _t("Pick up");
    return [how, date && formatDay(date), slot].filter(Boolean).join(" · ");
}

/** @returns {object} {order line id: quantity}: all, which is what remains and before */
export function getAll({lines}) {
    return Object.fromEntries(lines.map(({id, qty}) => [id, qty]));
}

/** @returns {object} {order line id: quantity} of what is picked */
export function getPickedTotals({lines}) {
    return Object.fromEntries(lines.map(({id, picked}) => [id, picked]));
}

/** @returns {object} what leaves when it is shipped: what was picked, else all (FU-09) */
export function getLeaving(delivery) {
    return getPicked(delivery) ? getPickedTotals(delivery) : getAll(delivery);
}

/** @returns {boolean} whether these totals are other than what is picked */
export function isChanged({lines}, totals) {
    return lines.some(({id, picked}) => id in totals && totals[id] !== picked);
}

/** @returns {object|undefined} the line of a delivery that a scanned code means */
export function findScannedLine({lines}, code) {
    return lines.find(({barcode}) => barcode && barcode === code);
}

/**
 * Count a scanned piece. The first one begins the count: what was proposed is forgotten.
 *
 * @param {object} delivery
 * @param {{totals: object, isCounting: boolean}|undefined} draft
 * @param {object} line the one that was scanned
 * @returns {{totals: object, isCounting: boolean, isFull: boolean}} isFull: no more is
 *     wanted of it
 */
export function countScanned(delivery, draft, line) {
    const totals = draft?.isCounting ? {...draft.totals} : getPickedTotals(delivery);
    const isFull = totals[line.id] >= line.qty;
    totals[line.id] = Math.min(totals[line.id] + 1, line.qty);
    return {totals, isCounting: true, isFull};
}

/**
 * Put what the server answered about some orders in the place of what was known.
 *
 * @param {object[]} known
 * @param {{order_ids: number[], deliveries: object[]}} answer
 */
export function mergeDeliveries(known, {order_ids: orderIds, deliveries}) {
    const fresh = new Map(deliveries.map((delivery) => [delivery.id, delivery]));
    const merged = [];
    for (const delivery of known) {
        if (!orderIds.includes(delivery.order_id)) {
            merged.push(delivery);
        } else if (fresh.has(delivery.id)) {
            merged.push(fresh.get(delivery.id));
            fresh.delete(delivery.id);
        } else {
            // What is left of it is another delivery.
            const [rest] = [...fresh.values()].filter(
                ({id, order_id: orderId}) =>
                    orderId === delivery.order_id && !known.some((one) => one.id === id)
            );
            if (rest) {
                merged.push(rest);
                fresh.delete(rest.id);
            }
        }
    }
    return [...merged, ...fresh.values()];
}

/**
 * The goods of several deliveries in the order in which one walks past them (FU-05).
 *
 * @returns {object[]} {id, place, name, qty, unit, lots, reference, customer}
 */
export function listToPick(deliveries) {
    return deliveries
        .flatMap((delivery) =>
            delivery.lines.map((line) => ({
                id: `${delivery.id}-${line.id}`,
                place: line.place,
                name: line.name,
                qty: line.qty - line.picked,
                unit: line.unit,
                lots: line.lots,
                reference: delivery.reference,
                customer: delivery.customer,
            }))
        )
        .filter(({qty}) => qty > 0)
        .sort((a, b) => a.place.localeCompare(b.place) || a.name.localeCompare(b.name));
}
