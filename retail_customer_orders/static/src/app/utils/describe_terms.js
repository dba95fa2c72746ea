import {_t} from "@web/core/l10n/translation";
import {formatDay} from "./fulfilment";

/**
 * What is said of an order as a whole, and matters to whoever looks at it.
 *
 * @param {object} detail the order as `read_order_from_ui` gives it
 * @returns {{name: string, icon: string, text: string}[]}
 */
export function describeTerms({
    on_hold: hold,
    valid_until: day,
    is_expired: isExpired,
    expedited,
}) {
    const terms = [];
    if (hold) {
        terms.push({
            name: "hold",
            icon: "fa-hand-paper-o",
            text: _t("On hold: %s", hold),
        });
    }
    if (day) {
        const text = isExpired
            ? _t("Expired on %s", formatDay(day))
            : _t("Holds until %s", formatDay(day));
        terms.push({name: "validity", icon: "fa-calendar", text});
    }
    if (expedited) {
        const text = _t("Prepared before other orders");
        terms.push({name: "expedited", icon: "fa-bolt", text});
    }
    return terms;
}
