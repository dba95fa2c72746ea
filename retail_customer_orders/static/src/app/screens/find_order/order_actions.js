import {_t} from "@web/core/l10n/translation";
import {AlertDialog} from "@web/core/confirmation_dialog/confirmation_dialog";
import {ConnectionLostError, RPCError} from "@web/core/network/rpc";
import {ask, makeAwaitable} from "@point_of_sale/app/utils/make_awaitable_dialog";
import {askApproval} from "@retail_base/app/utils/ask_approval";
import {describeError} from "@retail_base/app/utils/describe_error";
import {CancelDialog} from "../../components/popups/cancel_dialog/cancel_dialog";
import {EditDialog} from "../../components/popups/edit_dialog/edit_dialog";
import {PickupDialog} from "../../components/popups/pickup_dialog/pickup_dialog";
import {askPaymentAmount} from "../../utils/ask_amount";
import {moveHere} from "../../utils/move_here";
import {finishOrderTicket} from "../../utils/order_ticket";
import {buildPickupTicket, buildUndoTicket} from "../../utils/pickup_ticket";
import {askLinkAmount, showPaymentLink} from "../../utils/payment_link";
import {printVoucher} from "../../utils/print_voucher";
import {buildCancelTicket, buildDepositTicket} from "../../utils/settlement_ticket";

/** Each action asks, builds the ticket that does it, and goes on to its payment. */
export class OrderActions {
    /**
     * @param {object} pos the `PosStore`
     * @param {object} detail the order as `read_order_from_ui` gives it
     */
    constructor(pos, detail) {
        this.pos = pos;
        this.detail = detail;
    }

    async pickUp() {
        const prepared = await this.open(PickupDialog);
        const order = prepared && (await this.build(buildPickupTicket, prepared));
        const description = _t("Hand out %s without a code", this.detail.reference);
        const isAllowed = !prepared?.byManager || {
            kind: "pickup_code",
            description,
            reasonKind: "approval",
        };
        await this.finish(order, isAllowed);
    }

    moveHere() {
        return moveHere(this);
    }

    /** @returns {Promise<boolean>} whether the order is another one now */
    async orderQuote() {
        const {required} = this.detail.actions.order;
        if (this.pos.currency.isZero(required)) {
            return this.call("order_quote_from_ui", [this.detail.id]);
        }
        await this.takeDeposit(required);
        return false;
    }

    /** @returns {Promise<boolean>} whether the order is another one now */
    async edit() {
        const answer = await this.open(EditDialog);
        if (answer) {
            this.pos.notification.add(this.describeChange(answer), {type: "success"});
        }
        return Boolean(answer);
    }

    describeChange({total, balance}) {
        const left = this.format(balance.after);
        return this.pos.currency.equal(total.before, total.after)
            ? _t("Saved. Left to pay: %s.", left)
            : _t("Total %(total)s, was %(before)s. Left to pay: %(left)s.", {
                  total: this.format(total.after),
                  before: this.format(total.before),
                  left,
              });
    }

    print() {
        return printVoucher(this.pos, this.detail);
    }

    async undoPickup() {
        const {ticket_uuid: uuid} = this.detail.actions.undo_pickup;
        const prepared = await this.call("undo_pickup_from_ui", [uuid]);
        const back = prepared && this.format(-prepared.balance);
        const confirmed =
            prepared &&
            (await ask(this.pos.dialog, {
                title: _t("Undo the pickup"),
                body: _t(
                    "All that was handed out comes back to the shelf, and %s to the customer. Are the goods here?",
                    back
                ),
                confirmLabel: _t("The goods are here"),
            }));
        if (confirmed) {
            await this.finish(await this.build(buildUndoTicket, prepared));
        }
    }

    async cancel() {
        const answer = await this.open(CancelDialog);
        if (!answer) {
            return;
        }
        const {prepared, reason} = answer;
        const {charge, charge_proposed: proposed} = prepared;
        const {currency} = this.pos;
        const order = await this.build(buildCancelTicket, prepared, reason);
        const isAllowed = currency.equal(charge, proposed) || {
            kind: "cancellation_charge",
            description: _t("Charge %(charge)s instead of %(proposed)s", {
                charge: this.format(charge),
                proposed: this.format(proposed),
            }),
            amount: currency.round(Math.abs(charge - proposed)),
            reasonKind: "charge_override",
        };
        await this.finish(order, isAllowed);
    }

    async pay() {
        let amount = await this.askAmount();
        // What was typed is not lost with the connection.
        while (amount && !(await this.takeDeposit(amount))) {
            amount = await this.askAmount(Math.abs(amount));
        }
    }

    /** @returns {Promise<boolean>} whether the order is another one now */
    async payByLink() {
        const {waiting, most} = this.detail.actions.payment_link;
        const {id: orderId, reference} = this.detail;
        const amount = waiting ? 0 : await askLinkAmount(this.pos, most);
        const isAsked =
            waiting ||
            (amount && (await this.call("await_payment_from_ui", [orderId, amount])));
        if (isAsked) {
            await showPaymentLink(this.pos, {orderId, reference});
        }
        return Boolean(isAsked);
    }

    /**
     * @param {number} amount negative when it goes back
     * @returns {Promise<boolean>} whether the server let it be taken
     */
    async takeDeposit(amount) {
        const args = [this.detail.id, amount];
        const prepared = await this.call("prepare_deposit_from_ui", args);
        if (prepared) {
            await this.finish(await this.build(buildDepositTicket, prepared));
        }
        return Boolean(prepared);
    }

    askAmount(before) {
        return askPaymentAmount(this.pos, this.detail.actions.payment, before);
    }

    format(amount) {
        return this.pos.env.utils.formatCurrency(amount);
    }

    open(Dialog) {
        return makeAwaitable(this.pos.dialog, Dialog, {detail: this.detail});
    }

    /** @returns {Promise<object|null>} what the server answered; null when it refused */
    async call(method, args) {
        try {
            return await this.pos.data.call("retail.order.request", method, [
                this.pos.config.id,
                ...args,
            ]);
        } catch (error) {
            if (!(error instanceof ConnectionLostError || error instanceof RPCError)) {
                throw error;
            }
            await this.alert(describeError(error));
            return null;
        }
    }

    /** Resolves when it is closed. */
    alert(body) {
        return new Promise((onClose) =>
            this.pos.dialog.add(
                AlertDialog,
                {title: this.detail.reference, body},
                {onClose}
            )
        );
    }

    async build(builder, ...args) {
        const order = await builder(this.pos, this.detail, ...args);
        if (!order) {
            await this.alert(
                _t(
                    "The products or the customer of the order could not be loaded. Try again when the network is back."
                )
            );
        }
        return order;
    }

    /** @param {boolean|object} isAllowed what a manager has to approve first */
    async finish(order, isAllowed = true) {
        if (!order) {
            return;
        }
        if (isAllowed !== true) {
            const approval = await askApproval(this.pos, {
                ...isAllowed,
                ticketUuid: order.uuid,
            });
            if (!approval) {
                await this.pos.deleteOrders([order]);
                return;
            }
            if (order.cancel_payload) {
                order.cancel_payload = {
                    ...order.cancel_payload,
                    charge_reason_id: approval.reasonId,
                };
            }
        }
        await finishOrderTicket(this.pos, order);
    }
}
