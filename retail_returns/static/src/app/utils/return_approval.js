import {_t} from "@web/core/l10n/translation";
import {askApproval} from "@retail_base/app/utils/ask_approval";

/**
 * Lets a manager approve what of a return is outside the policies (RT-18), at this
 * register; the server uses each approval once, with its ticket.
 *
 * @param {object[]} orders the tickets of the return
 * @param {{sale: string, text: string, amount: number}[]} faults see `askReturn`
 * @returns {Promise<string>} what nobody approved; empty when all is
 */
export async function approveReturns(pos, orders, faults) {
    for (const {sale, text, amount} of faults) {
        const isOf = (one) => one.return_payload.origin.key === sale;
        const order = orders.find(isOf) || orders[0];
        const approval = await askApproval(pos, {
            kind: "return_policy",
            description: text,
            // A ticket rounds its lines in its own way.
            amount: Math.max(amount, Math.abs(order.totalDue)),
            ticketUuid: order.uuid,
        });
        if (!approval) {
            return _t("A manager must approve this: %s", text);
        }
    }
    return "";
}
