import {_t} from "@web/core/l10n/translation";
import {parseFloat} from "@web/views/fields/parsers";
import {NumberPopup} from "@point_of_sale/app/components/popups/number_popup/number_popup";
import {makeAwaitable} from "@point_of_sale/app/utils/make_awaitable_dialog";

/**
 * Asks how much is paid on an order, or paid back.
 *
 * @param {object} pos the `PosStore`
 * @param {{highest: number, spare: number, proposed: number}} payment of
 *   `read_order_from_ui`; what is proposed is negative when money goes back
 * @param {number} [before] what was typed before, when it could not be sent
 * @returns {Promise<number>} negative when money goes back, 0 for none
 */
export async function askPaymentAmount(pos, {highest, spare, proposed}, before) {
    const isBack = proposed < 0;
    const most = isBack ? spare : highest;
    const {isValidFloat, formatCurrency} = pos.env.utils;
    const isValid = (value) =>
        isValidFloat(value || "0") &&
        pos.currency.comp(parseFloat(value || "0"), 0) > 0 &&
        pos.currency.comp(parseFloat(value), most) <= 0;
    const text = _t("More than 0, at most %s", formatCurrency(most));
    const entered = await makeAwaitable(pos.dialog, NumberPopup, {
        title: isBack ? _t("Pay back") : _t("Take a payment"),
        subtitle: _t("At most %s", formatCurrency(most)),
        startingValue: formatCurrency(before ?? most, false),
        isValid,
        feedback: (value) => (isValid(value) ? "" : text),
    });
    const amount = entered ? pos.currency.round(parseFloat(entered)) : 0;
    return isBack ? -amount : amount;
}
