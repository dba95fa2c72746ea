import {patch} from "@web/core/utils/patch";
import {PaymentScreen} from "@point_of_sale/app/screens/payment_screen/payment_screen";
import "@retail_customer_orders/app/screens/payment_screen/payment_screen";

patch(PaymentScreen.prototype, {
    get canExchange() {
        const order = this.currentOrder;
        return order?.isReturnTicket && !order.finalized && !this.paymentLines.length;
    },
    /** To the cart, where what the customer wants instead is added as usual (RP-07). */
    exchange() {
        this.currentOrder.beginExchange();
        this.pos.onClickBackButton();
        // On a phone the products are what is wanted, not the cart.
        this.pos.mobile_pane = "right";
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
        this.currentOrder.overrideDeposit(this.depositByRefund);
        this.checkCustomerOrder();
    },
});
