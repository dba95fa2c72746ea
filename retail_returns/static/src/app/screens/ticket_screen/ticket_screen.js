import {ConnectionLostError} from "@web/core/network/rpc";
import {AlertDialog} from "@web/core/confirmation_dialog/confirmation_dialog";
import {_t} from "@web/core/l10n/translation";
import {patch} from "@web/core/utils/patch";
import {TicketScreen} from "@point_of_sale/app/screens/ticket_screen/ticket_screen";
import {makeAwaitable} from "@point_of_sale/app/utils/make_awaitable_dialog";
import {ReturnReasonDialog} from "../../components/popups/return_reason_dialog/return_reason_dialog";
import {approveReturns} from "../../utils/return_approval";
import {addPrepared} from "../../utils/return_extras";
import {dropTickets} from "../../utils/return_group";
import {
    ReturnError,
    askReturn,
    describeError,
    makeReturnPayload,
} from "../../utils/returns";

/**
 * Core's own refund: a reason, the server asked before money moves, and a manager where
 * one is needed. What nobody approves is not returned.
 */
patch(TicketScreen.prototype, {
    async onDoRefund() {
        const order = this.getSelectedOrder();
        if (!order || !this.getHasItemsToRefund()) {
            return super.onDoRefund();
        }
        const answer = await this.checkRefund(order);
        if (answer.message) {
            return this.tellNotReturned(answer.message);
        }
        if (!this.isStore) {
            return super.onDoRefund();
        }
        this.returnReason = await makeAwaitable(this.dialog, ReturnReasonDialog, {
            asksCondition: Boolean(answer.asks_condition),
        });
        if (!this.returnReason) {
            return undefined;
        }
        // What a manager has to allow depends on why goods come back, and how they look.
        const {message, faults = []} = await this.checkRefund(order, this.returnReason);
        if (message) {
            return this.tellNotReturned(message);
        }
        this.returnFaults = faults;
        try {
            return await super.onDoRefund();
        } catch (error) {
            if (!(error instanceof ReturnError)) {
                throw error;
            }
            await this.dropRefund(this.refundTicket);
            return this.tellNotReturned(error.message);
        }
    },
    tellNotReturned(body) {
        this.dialog.add(AlertDialog, {title: _t("Not returned"), body});
    },
    /** Nothing is left of a refund that was refused; the sale can be refunded again. */
    async dropRefund(ticket) {
        const sold = ticket.lines.map((line) => line.refunded_orderline_id);
        await dropTickets(this.pos, [ticket]);
        for (const line of sold.filter(Boolean)) {
            delete line.order_id?.uiState.lineToRefund[line.uuid];
        }
    },
    /** Whether this register is in a store; elsewhere nobody is asked for a reason. */
    get isStore() {
        return Boolean(this.pos.config.store_id?.is_store);
    },
    async checkRefund(order, {id: reasonId = 0, condition = false} = {}) {
        if (this._doesOrderHaveSoleItem(order)) {
            this._prepareAutoRefundOnOrder(order);
        }
        const details = this._getRefundableDetails(order.getPartner(), order);
        const lines = details.map(({line, qty}) => ({
            sold_line_id: line.id,
            qty,
            reason_id: reasonId,
            condition,
        }));
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
    /** Charges, fees and tenders; off line the server judges what core refunds. */
    async prepareCoreRefund(order, lines) {
        const isKnown = lines.every(({source}) => source.sold_line_id);
        if (this.pos.data.network.offline || !lines.length || !isKnown) {
            return;
        }
        const goods = lines.map(({line, source, reason, condition}) => ({
            source,
            quantity: -line.qty,
            reasonId: reason.id,
            condition,
        }));
        try {
            const own = lines.map(({line}) => line);
            await addPrepared(this.pos, order, own, goods);
        } catch (error) {
            if (!(error instanceof ConnectionLostError)) {
                throw new ReturnError(describeError(error));
            }
        }
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
        this.refundTicket = destinationOrder;
        destinationOrder.return_payload = makeReturnPayload(lines, origin);
        const orders = [destinationOrder];
        const refusal = await approveReturns(this.pos, orders, this.returnFaults);
        if (refusal) {
            throw new ReturnError(refusal);
        }
        await this.prepareCoreRefund(destinationOrder, lines);
        return super.addAdditionalRefundInfo(...arguments);
    },
});
