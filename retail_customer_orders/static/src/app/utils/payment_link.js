import {_t} from "@web/core/l10n/translation";
import {parseFloat} from "@web/views/fields/parsers";
import {AlertDialog} from "@web/core/confirmation_dialog/confirmation_dialog";
import {NumberPopup} from "@point_of_sale/app/components/popups/number_popup/number_popup";
import {SelectionPopup} from "@point_of_sale/app/components/popups/selection_popup/selection_popup";
import {makeAwaitable} from "@point_of_sale/app/utils/make_awaitable_dialog";
import {PaymentLinkDialog} from "../components/popups/payment_link_dialog/payment_link_dialog";

/** @returns {boolean} whether the network is there; says why not where it is missing */
function hasNetwork(pos) {
    if (pos.data.network.offline) {
        pos.dialog.add(AlertDialog, {
            title: _t("Payment link"),
            body: _t(
                "A payment link needs the network. Take the payment here, or try again when it is back."
            ),
        });
    }
    return !pos.data.network.offline;
}

/**
 * Asks what the customer pays by link instead of here: the deposit or all (CO-15).
 *
 * @param {object} order a cart whose later lines are stashed
 * @returns {Promise<boolean>} whether something was chosen
 */
export async function chooseLink(pos, order) {
    if (!hasNetwork(pos)) {
        return false;
    }
    const {link} = order.customerOrderChoices;
    const {total} = order.dueAmounts;
    const deposit = order.depositWithoutLink;
    const format = (amount) => pos.env.utils.formatCurrency(amount);
    const choices = [
        ["deposit", _t("The deposit: %s", format(deposit)), deposit > 0],
        ["all", _t("The whole order: %s", format(total)), true],
        ["", _t("No link: pay here"), Boolean(link)],
    ];
    const list = choices
        .filter(([, , isOffered]) => isOffered)
        .map(([id, label]) => ({id, label, item: {link: id}, isSelected: id === link}));
    const answer = await makeAwaitable(pos.dialog, SelectionPopup, {
        title: _t("What is paid by link?"),
        list,
    });
    if (answer) {
        order.setPaymentLink(answer.link);
    }
    return Boolean(answer);
}

/**
 * Shows the link of an order until somebody closes it.
 *
 * @param {{orderId?: number, uuid?: string, reference: string}} which the order, or the
 *     uuid of what the ticket asked for
 */
export function showPaymentLink(pos, which) {
    return new Promise((resolve) => {
        pos.dialog.add(PaymentLinkDialog, which, {onClose: resolve});
    });
}

/**
 * Asks for the amount of a link on an order that was taken before.
 *
 * @param {number} most
 * @returns {Promise<number>} 0 for none
 */
export async function askLinkAmount(pos, most) {
    if (!hasNetwork(pos)) {
        return 0;
    }
    const {isValidFloat, formatCurrency} = pos.env.utils;
    const {currency} = pos;
    const isValid = (value) =>
        isValidFloat(value || "0") &&
        currency.comp(parseFloat(value || "0"), 0) > 0 &&
        currency.comp(parseFloat(value), most) <= 0;
    const text = _t("More than 0, at most %s", formatCurrency(most));
    const entered = await makeAwaitable(pos.dialog, NumberPopup, {
        title: _t("Payment link"),
        subtitle: _t("At most %s", formatCurrency(most)),
        startingValue: formatCurrency(most, false),
        isValid,
        feedback: (value) => (isValid(value) ? "" : text),
    });
    return entered ? currency.round(parseFloat(entered)) : 0;
}
