import {patch} from "@web/core/utils/patch";
import {PosOrder} from "@point_of_sale/app/models/pos_order";
import "@retail_customer_orders/app/models/pos_order";

/**
 * A ticket that takes goods back may sell others beside (RP-07): in the cart it is a sale
 * with lines that come back, while it is paid its net says whether it is a refund.
 */
patch(PosOrder.prototype, {
    get isReturnTicket() {
        return Boolean(this.return_payload?.lines?.length);
    },
    /** Goods that come back, and what is given back or kept beside them. */
    isReturnedLine(line) {
        const {lines = [], extras = []} = this.return_payload || {};
        return [...lines, ...extras].some(({uuid}) => uuid === line.uuid);
    },
    /** Whether other goods, or the deposit of an order, may be bought on this return. */
    get isExchange() {
        return this.isReturnTicket && Boolean(this.return_payload.exchange);
    },
    beginExchange() {
        if (this.isReturnTicket && !this.finalized) {
            this.return_payload = {...this.return_payload, exchange: true};
            // Core sells nothing on a refund.
            this.setRefund(false);
        }
    },
    setRefund(isRefund) {
        if (this.is_refund !== isRefund) {
            this.is_refund = isRefund;
            this.triggerRecomputeAllPrices();
        }
    },
    setReturnSign() {
        if (this.isReturnTicket && !this.finalized) {
            this.setRefund(!this.isExchange || this.priceIncl < 0);
        }
    },
    /** Core turns the lines of a refund: here some would be turned the wrong way. */
    get orderSign() {
        return this.isExchange ? 1 : super.orderSign;
    },
    isLockedLine(line) {
        return (
            super.isLockedLine(line) || (!this.isRefund && this.isReturnedLine(line))
        );
    },
    stashLater() {
        super.stashLater(...arguments);
        this.setReturnSign();
    },
    restoreLater() {
        super.restoreLater(...arguments);
        if (this.isExchange) {
            this.beginExchange();
        }
    },
    overrideDeposit() {
        super.overrideDeposit(...arguments);
        this.setReturnSign();
    },
    setPaymentLink() {
        super.setPaymentLink(...arguments);
        this.setReturnSign();
    },
    setDepositRule() {
        super.setDepositRule(...arguments);
        if (this.isStashed) {
            this.setReturnSign();
        }
    },
    serializeForORM() {
        const data = super.serializeForORM(...arguments);
        if (this.isExchange) {
            // The server says so by the net, and turns the lines as core wants them.
            data.is_refund = false;
        }
        return data;
    },
});
