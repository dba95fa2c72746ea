import {_t} from "@web/core/l10n/translation";
import {AlertDialog} from "@web/core/confirmation_dialog/confirmation_dialog";
import {describeError} from "@retail_base/app/utils/describe_error";
import {askApproval} from "@retail_base/app/utils/ask_approval";
import {findTenderNeeds} from "./refund";

/** Fills in the tenders of the sale (RP-04); the cashier may change them. */
export function proposeRefundTenders(pos, order) {
    const {currency} = order;
    const tenders = order.return_payload?.tenders || [];
    if (order.finalized || order.payment_ids.length) {
        return;
    }
    for (const {payment_method_id: id, proposed} of tenders) {
        const due = -order.remainingDue;
        const method = pos.config.payment_method_ids.find((one) => one.id === id);
        const amount = Math.min(proposed, due);
        // A terminal has to be operated.
        if (method && !method.payment_terminal && currency.comp(amount, 0) > 0) {
            const {status, data: line} = order.addPaymentline(method);
            // All that is due is rounded as the method rounds.
            if (status && currency.comp(amount, due) < 0) {
                line.setAmount(-amount);
            }
        }
    }
}

function describeNeed({kind, tender, amount}, format) {
    return kind === "return_cash"
        ? _t("%(amount)s is given back in cash, more than %(limit)s.", {
              amount: format(amount),
              limit: format(tender.limit),
          })
        : _t("%(amount)s is given back to %(tender)s instead of at most %(most)s.", {
              amount: format(amount),
              tender: tender.name,
              most: format(tender.maximum),
          });
}

/** @returns {Promise<boolean>} whether the refund may go to these tenders (RP-05) */
export async function approveRefundTenders(pos, order) {
    const tenders = order.return_payload?.tenders;
    if (!tenders || order.priceIncl >= 0) {
        return true;
    }
    const given = order.payment_ids.map((payment) => ({
        id: payment.payment_method_id.id,
        amount: -payment.getAmount(),
    }));
    const rounding = (order.config.cash_rounding && order.config.rounding_method) || {};
    const needs = findTenderNeeds(
        tenders,
        given,
        order.currency,
        rounding.rounding || 0
    );
    for (const need of needs) {
        const key = `${need.kind} ${need.amount}`;
        const known = order.uiState.approvedTenders || [];
        if (known.includes(key)) {
            continue;
        }
        const approval = await askApproval(pos, {
            kind: need.kind,
            amount: need.amount,
            description: describeNeed(need, pos.env.utils.formatCurrency),
            ticketUuid: order.uuid,
        });
        if (!approval) {
            return false;
        }
        order.uiState.approvedTenders = [...known, key];
    }
    return true;
}

function refuse(pos, body) {
    pos.dialog.add(AlertDialog, {title: _t("Store credit"), body});
    return null;
}

/**
 * Looks what store credit may pay of a ticket (RP-08).
 *
 * @returns {Promise<number|null>} the most that it may pay or take, null when nothing
 */
export async function getStoreCreditMost(pos, order) {
    if (pos.data.network.offline) {
        return refuse(
            pos,
            _t("The balance is kept by the server. Choose another payment method.")
        );
    }
    if (!order.getPartner()) {
        await pos.selectPartner();
    }
    const partner = order.getPartner();
    if (!partner) {
        return null;
    }
    const due = order.remainingDue;
    if (due < 0) {
        return due;
    }
    try {
        const args = [pos.config.id, partner.id];
        const {balance} = await pos.data.call(
            "retail.store.credit",
            "read_store_credit_from_ui",
            args
        );
        return balance > 0
            ? Math.min(balance, due)
            : refuse(pos, _t("%s has no store credit.", partner.name));
    } catch (error) {
        return refuse(pos, describeError(error));
    }
}
