import {patch} from "@web/core/utils/patch";
import {PaymentScreen} from "@point_of_sale/app/screens/payment_screen/payment_screen";
import "@retail_customer_orders/app/screens/payment_screen/payment_screen";
import {proposeRefundTenders} from "../../utils/refund_tenders";

patch(PaymentScreen.prototype, {
    get canExchange() {
        const order = this.currentOrder;
        // What a terminal has begun is finished there.
        const isBegun = this.paymentLines.some((line) => line.payment_status);
        return order?.isReturnTicket && !order.finalized && !isBegun;
    },
    /** To the cart, where what the customer wants instead is added as usual (RP-07). */
    exchange() {
        this.removePayments();
        this.currentOrder.beginExchange();
        this.pos.onClickBackButton();
        // On a phone the products are what is wanted, not the cart.
        this.pos.mobile_pane = "right";
    },
    /** The net is another one. */
    removePayments() {
        for (const line of [...this.paymentLines]) {
            this.currentOrder.removePaymentline(line);
        }
    },
    /**
     * The refund pays the deposit of an order; it may pay as much as it can (W-11).
     *
     * @returns {number} such a deposit; 0 when it pays all that it can already
     */
    get depositByRefund() {
        const order = this.currentOrder;
        if (!this.canExchange || !order.isExchange || !order.isStashed) {
            return 0;
        }
        const {deposit, total, linkAmount} = order.dueAmounts;
        const most = Math.min(total, deposit - order.totalDue);
        const isMore = order.totalDue < 0 && most > deposit && !linkAmount;
        return isMore ? order.currency.round(most) : 0;
    },
    payOrderByRefund() {
        const amount = this.depositByRefund;
        this.removePayments();
        this.currentOrder.overrideDeposit(amount);
        proposeRefundTenders(this.pos, this.currentOrder);
        this.checkCustomerOrder();
    },
});
