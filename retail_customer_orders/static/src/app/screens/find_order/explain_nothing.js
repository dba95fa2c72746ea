import {_t} from "@web/core/l10n/translation";

/**
 * Says why a search has found nothing, and what to do.
 *
 * @param {string} preset which orders were looked at
 * @param {string} term what was typed or scanned
 * @param {number} filterCount how many filters were set
 * @returns {string}
 */
export function explainNothing(preset, term, filterCount) {
    if (term) {
        return filterCount
            ? _t("No order matches with these filters. Clear the filters.")
            : _t("No order matches. Try the phone number or a part of the name.");
    }
    if (filterCount) {
        return _t("No order passes these filters. Clear some of them.");
    }
    return {
        pickup: _t("Nothing waits to be picked up here. Scan an order or type a name."),
        ship: _t("Nothing waits to be shipped from here."),
        overdue: _t("No order is overdue."),
        all: _t("Orders taken at any register of the company appear here."),
    }[preset];
}
