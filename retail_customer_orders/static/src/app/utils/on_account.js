import {_t} from "@web/core/l10n/translation";
import {formatCurrency} from "@web/core/currency";

/** Store credit has no journal either, but it pays at once. */
export function isOnAccount(method) {
    return method.type === "pay_later" && !method.is_store_credit;
}

/**
 * A deposit is not paid on the customer's account (DP-11); what is carried out may be.
 *
 * @param {import("@point_of_sale/app/models/pos_order").PosOrder} order stashed
 * @param {number} [more] what would go on the account beside what is there already
 * @returns {string} why not, and what to do; empty when it may
 */
export function getOnAccountObstacle(order, more = 0) {
    const {deposit, now} = order.dueAmounts;
    const onAccount = order.payment_ids
        .filter((payment) => isOnAccount(payment.payment_method_id))
        .reduce((sum, payment) => sum + payment.getAmount(), more);
    const {currency} = order;
    const rest = currency.round(now - deposit);
    if (
        currency.isZero(deposit) ||
        currency.comp(onAccount, 0) <= 0 ||
        currency.comp(onAccount, rest) <= 0
    ) {
        return "";
    }
    const amount = formatCurrency(deposit, currency.id);
    return currency.isZero(rest)
        ? _t(
              "The deposit of %s cannot be paid on the customer's account. Choose another payment method.",
              amount
          )
        : _t(
              "The deposit of %(deposit)s cannot be paid on the customer's account. Take it by another payment method first; the other %(rest)s may go on the account.",
              {deposit: amount, rest: formatCurrency(rest, currency.id)}
          );
}
