import {accountTaxHelpers} from "@account/helpers/account_tax";
import {getDepositRule, getOrderType} from "./deposit_rule";

/** What a cart that is an order costs, and how much of it is paid now (DP-01, DP-02). */

/** @returns {number} total of the lines, taxes included, as an order of their own */
export function totalOf(order, lines) {
    return lines.length
        ? order.currency.round(
              order.getPriceWithOptions({lines}).taxDetails.total_amount_no_rounding
          )
        : 0;
}

/** @returns {number} what the part that comes later costs, with its charges */
export function getLaterTotal(order) {
    const rule = getDepositRule(order);
    if (rule?.charges) {
        return rule.total;
    }
    return order.isStashed
        ? order.customer_order_payload.total
        : totalOf(order, order.laterLines);
}

function percentOf(order, total, percent) {
    return order.currency.round((total * (percent || 0)) / 100);
}

/** @returns {number} the deposit, whether it is paid here or by link */
function getWantedDeposit(order, required, total) {
    const {deposit_override: override} = order.customer_order_payload || {};
    const wanted = typeof override === "number" ? override : required;
    return getOrderType(order) === "quote" ? 0 : Math.min(Math.max(wanted, 0), total);
}

/**
 * By the rules as the server knows them, by the company's percentage until it answers.
 *
 * @param {number} total of the part that comes later, in the till's currency
 * @returns {{percent: number, required: number, explanation: string, lowest: number,
 *     deposit: number, linkAmount: number}} lowest is what not even a manager may go
 *     below; linkAmount is paid by link, instead of a deposit here
 */
export function getDepositTerms(order, total) {
    const {link} = order.customer_order_payload || {};
    const type = getOrderType(order);
    const {retail_deposit_percent, retail_deposit_minimum_percent} = order.company;
    const rule = type === "quote" ? null : getDepositRule(order);
    const percent = type === "quote" ? 0 : retail_deposit_percent || 0;
    const required = rule
        ? Math.min(rule.required, total)
        : percentOf(order, total, percent);
    const lowest = percentOf(order, total, retail_deposit_minimum_percent);
    const deposit = getWantedDeposit(order, required, total);
    const linkAmount =
        link && type !== "quote" ? (link === "all" ? total : deposit) : 0;
    return {
        percent,
        required,
        explanation: rule?.explanation || "",
        lowest: Math.min(required, lowest),
        deposit: linkAmount ? 0 : deposit,
        linkAmount,
    };
}

/** @returns {number} what would be paid here if nothing was paid by link */
export function getDepositWithoutLink(order) {
    const total = getLaterTotal(order);
    return getWantedDeposit(order, getDepositTerms(order, total).required, total);
}

/** What is paid now, to the cent what the payment screen will ask for (HY, DP-02). */
export function getDueNow(order, nowLines, deposit) {
    const depositLine = {
        getBaseLine: () =>
            accountTaxHelpers.prepare_base_line_for_taxes_computation(
                {uuid: "deposit"},
                {
                    currency_id: order.currency,
                    product_id: order.depositProduct || {},
                    quantity: 1,
                    price_unit: deposit,
                    discount: 0,
                    tax_ids: [],
                    rate: 1,
                }
            ),
    };
    const {taxDetails} = order.getPriceWithOptions({lines: [...nowLines, depositLine]});
    return order.currency.round(
        order.config.hasCashRounding
            ? taxDetails.total_amount_no_rounding
            : taxDetails.total_amount
    );
}
