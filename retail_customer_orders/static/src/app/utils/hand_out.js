import {_t} from "@web/core/l10n/translation";

/**
 * @param {number} count of pieces
 * @param {number} [balance] what is left to pay for them
 * @param {object} currency of the register
 * @param {object} utils formats quantities and amounts
 * @returns {string} "Hand out 3 items, take 840.00"
 */
export function describeHandOut(count, balance, currency, utils) {
    const items =
        count === 1
            ? _t("1 item")
            : _t("%s items", utils.formatProductQty(count, false));
    return !balance || currency.isZero(balance)
        ? _t("Hand out %s", items)
        : _t("Hand out %(items)s, take %(amount)s", {
              items,
              amount: utils.formatCurrency(balance),
          });
}
