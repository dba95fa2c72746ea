import {_t} from "@web/core/l10n/translation";
import {formatFloat} from "@web/views/fields/formatters";
import {normalize} from "@web/core/l10n/utils";

const {DateTime} = luxon;

/** @returns {string} "3" or "1.5" in the cashier's language */
export function formatQuantity(quantity) {
    return formatFloat(quantity, {trailingZeros: false});
}

/** @param {number|false} distance in kilometres; @returns {string} "3.2 km", "305 km" */
export function formatDistance(distance) {
    if (distance === false) {
        return "";
    }
    const digits = distance < 10 ? 1 : 0;
    return _t("%s km", formatFloat(distance, {digits: [16, digits]}));
}

/** @param {string} date ISO; @returns {string} "Fri, 28 Nov" in the cashier's language */
export function formatDay(date) {
    return DateTime.fromISO(date).toLocaleString({
        weekday: "short",
        day: "numeric",
        month: "short",
    });
}

function formatTime(time) {
    return DateTime.fromFormat(time, "HH:mm").toLocaleString(DateTime.TIME_SIMPLE);
}

/**
 * @param {object|false} opening of a place as the server describes it; false: not known
 * @returns {string} "Open until 18:00", "Opens at 10:00", "Closed today, opens ..."
 */
export function describeOpening(opening) {
    if (!opening) {
        return "";
    }
    if (opening.is_open) {
        return opening.until
            ? _t("Open until %s", formatTime(opening.until))
            : _t("Open around the clock");
    }
    if (!opening.opens_on) {
        return _t("Closed");
    }
    const time = formatTime(opening.opens_at);
    switch (opening.opens_in) {
        case 0:
            return _t("Opens at %s", time);
        case 1:
            return _t("Closed today, opens tomorrow at %s", time);
    }
    const day = formatDay(opening.opens_on);
    return _t("Closed today, opens %(day)s at %(time)s", {day, time});
}

/** @returns {string} "5 incoming, Fri, 28 Nov"; empty when nothing is */
export function describeIncoming(figures) {
    if (!figures || figures.incoming <= 0) {
        return "";
    }
    const quantity = formatQuantity(figures.incoming);
    return figures.next_date
        ? _t("%(quantity)s incoming, %(date)s", {
              quantity,
              date: formatDay(figures.next_date),
          })
        : _t("%s incoming", quantity);
}

/** @returns {string} "3 shown to customers"; empty when that is what is free */
export function describeShown(figures) {
    const free = Math.max(figures?.free || 0, 0);
    return figures?.level && figures.shown !== free
        ? _t("%s shown to customers", formatQuantity(figures.shown))
        : "";
}

/** @returns {string} the colour of what customers are told, by Bootstrap's name */
export function getLevelColour(figures) {
    const colours = {out: "danger", low: "warning", available: "success"};
    return colours[figures?.level?.kind] || "secondary";
}

function byDistance(a, b) {
    const far = ({distance}) => (distance === false ? Infinity : distance);
    return (
        b.is_current - a.is_current ||
        // Two that are nowhere are equally far, which Infinity - Infinity is not.
        (far(a) === far(b) ? 0 : far(a) - far(b)) ||
        a.name.localeCompare(b.name)
    );
}

/**
 * @param {object[]} places as `get_store_availability` gives them
 * @param {"distance"|"name"|"quantity"} order
 * @param {number} productId whose quantity counts
 * @returns {object[]} by distance the own store first, without coordinates last
 */
export function sortPlaces(places, order, productId) {
    const free = ({products}) => products[productId]?.free || 0;
    const compare = {
        distance: byDistance,
        name: (a, b) => a.name.localeCompare(b.name),
        quantity: (a, b) => free(b) - free(a) || byDistance(a, b),
    };
    return [...places].sort(compare[order]);
}

/**
 * @param {object[]} places
 * @param {{text: string, onlyStock: boolean}} filter on name and city, words in any order
 * @param {number} productId
 */
export function filterPlaces(places, {text, onlyStock}, productId) {
    const words = normalize(text).split(/\s+/).filter(Boolean);
    return places.filter((place) => {
        const name = normalize(`${place.name} ${place.city}`);
        return (
            words.every((word) => name.includes(word)) &&
            (!onlyStock || place.products[productId]?.free > 0)
        );
    });
}
