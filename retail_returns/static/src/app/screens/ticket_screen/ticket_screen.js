import {AlertDialog} from "@web/core/confirmation_dialog/confirmation_dialog";
import {_t} from "@web/core/l10n/translation";
import {patch} from "@web/core/utils/patch";
import {TicketScreen} from "@point_of_sale/app/screens/ticket_screen/ticket_screen";
import {makeAwaitable} from "@point_of_sale/app/utils/make_awaitable_dialog";
import {ReturnReasonDialog} from "../../components/popups/return_reason_dialog/return_reason_dialog";
import {approveReturns} from "../../utils/return_approval";
import {askReturn, describeError, makeReturnPayload} from "../../utils/returns";

/**
 * Core's own refund: a reason, the server asked before money moves, and a manager where
 * one is needed. What nobody approves the server refuses when it is paid.
 */
patch(TicketScreen.prototype, {
    async onDoRefund() {
        const order = this.getSelectedOrder();
        if (!order || !this.getHasItemsToRefund()) {
            return super.onDoRefund();
        }
        const answer = await this.checkRefund(order);
        if (answer.message) {
            const title = _t("Not returned");
            this.dialog.add(AlertDialog, {title, body: answer.message});
            return;
        }
        if (!this.isStore) {
            return super.onDoRefund();
        }
        this.returnReason = await makeAwaitable(this.dialog, ReturnReasonDialog, {
            asksCondition: Boolean(answer.asks_condition),
        });
        this.returnFaults = answer.faults || [];
        return this.returnReason && super.onDoRefund();
    },
    /** Whether this register is in a store; elsewhere nobody is asked for a reason. */
    get isStore() {
        return Boolean(this.pos.config.store_id?.is_store);
    },
    async checkRefund(order) {
        if (this._doesOrderHaveSoleItem(order)) {
            this._prepareAutoRefundOnOrder(order);
        }
        const details = this._getRefundableDetails(order.getPartner(), order);
        const lines = details.map(({line, qty}) => ({sold_line_id: line.id, qty}));
        // Off line core refunds what it knows; the server judges it when it arrives.
        if (this.pos.data.network.offline || !order.isSynced || !lines.length) {
            return {};
        }
        return askReturn(this.pos, lines).catch((error) => ({
            message: describeError(error),
        }));
    },
    /** A sale that waits to be sent has no number yet: core links its lines itself. */
    getReturnSource({id}) {
        return {sold_line_id: Number.isInteger(id) ? id : 0};
    },
    async addAdditionalRefundInfo(order, destinationOrder) {
        if (!this.isStore) {
            return super.addAdditionalRefundInfo(...arguments);
        }
        const lines = destinationOrder.lines
            .filter((line) => line.refunded_orderline_id)
            .map((line) => ({
                line,
                source: this.getReturnSource(line.refunded_orderline_id),
                reason: this.returnReason,
                condition: this.returnReason.condition,
            }));
        const origin = {name: order.pos_reference};
        destinationOrder.return_payload = makeReturnPayload(lines, origin);
        await approveReturns(this.pos, [destinationOrder], this.returnFaults);
        return super.addAdditionalRefundInfo(...arguments);
    },
});
