import {_t} from "@web/core/l10n/translation";
import {ask, makeAwaitable} from "@point_of_sale/app/utils/make_awaitable_dialog";
import {NumberPopup} from "@point_of_sale/app/components/popups/number_popup/number_popup";
import {TextInputPopup} from "@point_of_sale/app/components/popups/text_input_popup/text_input_popup";
import {formatFloat} from "@web/core/utils/numbers";
import {parseFloat} from "@web/views/fields/parsers";

/** What can be done with several lines of the cart in one step (CO-05, CO-13). */

export const LONGEST_COMMENT = 500;

/** @returns {object[]} the lines that a person may choose; parts follow their combo */
export function getChoosableLines(order) {
    return order.lines.filter(
        (line) =>
            !line.combo_parent_id && !line.is_reward_line && !order.isLockedLine(line)
    );
}

function explainFulfilment(pos, order, lines) {
    const obstacle = pos.getOrderObstacle(order);
    if (obstacle || lines.some((line) => line.canBeLater)) {
        return obstacle;
    }
    return _t("These lines can only be carried out");
}

function explainDiscount(pos, order) {
    if (!pos.config.manual_discount || pos.cashier._role === "minimal") {
        return _t("This register gives no discounts");
    }
    return order.isRefund ? _t("What is returned gets no discount") : "";
}

function explainVoid(pos) {
    return pos.disallowLineQuantityChange()
        ? _t("Lines of this register are changed one by one")
        : "";
}

/**
 * @param {object} pos the `PosStore`
 * @param {object[]} lines that are chosen
 * @returns {{name: string, label: string, icon: string, why: string}[]} why it cannot be
 *     done with them now; empty when it can
 */
export function getLineActions(pos, order, lines) {
    const fulfilment = () => explainFulfilment(pos, order, lines);
    return [
        ["pickup", _t("Pick up"), "fa-shopping-bag", fulfilment],
        ["ship", _t("Ship"), "fa-truck", fulfilment],
        ["carry_out", _t("Carry out"), "fa-shopping-basket", fulfilment],
        ["discount", _t("Discount"), "fa-percent", () => explainDiscount(pos, order)],
        ["comment", _t("Comment"), "fa-sticky-note", () => ""],
        ["void", _t("Void"), "fa-trash", () => explainVoid(pos)],
    ].map(([name, label, icon, explain]) => ({
        name,
        label,
        icon,
        why: lines.length ? explain() : _t("Choose lines first"),
    }));
}

/** Nothing of them is picked up or shipped any more. */
export function carryOut(order, lines) {
    order.chooseFulfilment({lines, choices: {}, fulfilment: "carry_out"});
}

async function voidLines(pos, order, lines) {
    const total = lines.reduce((sum, line) => sum + line.priceIncl, 0);
    const confirmed = await ask(pos.dialog, {
        title:
            lines.length === 1
                ? _t("Void 1 line?")
                : _t("Void %s lines?", lines.length),
        body: _t(
            "The ticket is %s less.",
            pos.env.utils.formatCurrency(order.currency.round(total))
        ),
        confirmLabel: _t("Void"),
        cancelLabel: _t("Keep"),
    });
    if (confirmed) {
        lines.forEach((line) => order.removeOrderline(line));
    }
}

// Its own one: what it takes along of a discount on the ticket is not asked for.
const formatPercent = (line) =>
    formatFloat(line.discount || 0, {digits: [16, 2], trailingZeros: false});

async function discountLines(pos, lines) {
    const isPercentage = (value) => {
        if (!pos.env.utils.isValidFloat(value || "0")) {
            return false;
        }
        const percent = parseFloat(value || "0");
        return percent >= 0 && percent <= 100;
    };
    const [first] = lines;
    const same = lines.every((line) => line.discount === first.discount);
    const entered = await makeAwaitable(pos.dialog, NumberPopup, {
        title: _t("Discount (%)"),
        subtitle:
            lines.length === 1 ? _t("For 1 line") : _t("For %s lines", lines.length),
        startingValue: same && first.discount ? formatPercent(first) : "",
        isValid: isPercentage,
        feedback: (value) =>
            isPercentage(value) ? "" : _t("A discount lies between 0 and 100 %."),
    });
    if (entered !== undefined && isPercentage(entered)) {
        const percent = parseFloat(entered || "0");
        for (const line of lines) {
            await pos.setDiscountFromUI(line, percent);
        }
    }
}

async function commentLines(pos, lines) {
    const [first] = lines;
    const same = lines.every(
        (line) => line.getCustomerNote() === first.getCustomerNote()
    );
    const comment = await makeAwaitable(pos.dialog, TextInputPopup, {
        title:
            lines.length === 1
                ? _t("Comment on 1 line")
                : _t("Comment on %s lines", lines.length),
        rows: 4,
        startingValue: same ? first.getCustomerNote() : "",
    });
    if (typeof comment === "string") {
        const text = comment.trim().slice(0, LONGEST_COMMENT);
        lines.forEach((line) => line.setCustomerNote(text));
    }
}

/**
 * @param {string} name of one of `getLineActions`
 * @param {object[]} lines that are chosen
 */
export async function runLineAction(pos, order, name, lines) {
    const movable = lines.filter((line) => line.canBeLater);
    switch (name) {
        case "pickup":
        case "ship":
            return pos.openFulfilment({chosen: movable, tab: name});
        case "carry_out":
            return carryOut(order, movable);
        case "discount":
            return discountLines(pos, lines);
        case "comment":
            return commentLines(pos, lines);
        default:
            return voidLines(pos, order, lines);
    }
}
