import {_t} from "@web/core/l10n/translation";
import {dayFromToday, formatDay} from "../../utils/fulfilment";

/**
 * What is changed of an order as a whole: whether it goes first (CO-14), and until when a
 * quote holds, which a cashier may shorten, not lengthen (QT-02).
 */
export class EditedTerms {
    /** @param {object} detail the order, as `read_order_from_ui` gave it */
    constructor(detail) {
        this.before = {
            expedited: Boolean(detail.expedited),
            validity_date: detail.valid_until || "",
        };
        this.isQuote = Boolean(detail.is_quote);
        Object.assign(this, this.before);
    }

    get today() {
        return dayFromToday(0);
    }

    /** @returns {string} the last day that may be chosen; empty when any may */
    get latest() {
        return this.before.validity_date;
    }

    /** @returns {string} what is wrong with the last day of the quote */
    get obstacle() {
        const day = this.validity_date;
        if (day === this.latest) {
            return "";
        }
        if (!day) {
            return _t("Choose the last day, or keep %s.", formatDay(this.latest));
        }
        if (day < this.today) {
            return _t("This day is past. Choose another one.");
        }
        return this.latest && day > this.latest
            ? _t("Quotes hold until %s at most.", formatDay(this.latest))
            : "";
    }

    get isChanged() {
        return Object.values(this.getChanges()).some((value) => value !== null);
    }

    /** @returns {object} for `edit_order_from_ui`; null is no change */
    getChanges() {
        const changed = (name) =>
            this[name] === this.before[name] ? null : this[name];
        return {
            expedited: changed("expedited"),
            validity_date: changed("validity_date"),
        };
    }
}
