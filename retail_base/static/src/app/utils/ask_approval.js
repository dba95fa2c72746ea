import {makeAwaitable} from "@point_of_sale/app/utils/make_awaitable_dialog";
import {ManagerDialog} from "@retail_base/app/components/popups/manager_dialog/manager_dialog";
import {AlertDialog} from "@web/core/confirmation_dialog/confirmation_dialog";
import {_t} from "@web/core/l10n/translation";

/**
 * Let a manager approve something on this register.
 *
 * The server stores the approval; whoever needs it there finds it by ticket and kind.
 *
 * @param {object} pos the `PosStore`
 * @param {object} request
 * @param {string} request.kind a kind of `retail.approval`
 * @param {string} request.description what is asked, one sentence
 * @param {number} [request.amount] the highest amount that is asked for
 * @param {string} request.ticketUuid the ticket that needs it
 * @param {string} [request.reasonKind] a kind of `retail.reason.code` to choose from
 * @returns {Promise<{uuid: string, approver: string, reasonId: number|false} | null>} null when nobody approved,
 *     or nobody can because the register is off line
 */
export async function askApproval(pos, request) {
    if (pos.data.network.offline) {
        pos.dialog.add(AlertDialog, {
            title: _t("No connection"),
            body: _t(
                "A manager can only approve while the register is on line. Try again " +
                    "when the connection is back."
            ),
        });
        return null;
    }
    return (await makeAwaitable(pos.dialog, ManagerDialog, request)) || null;
}
