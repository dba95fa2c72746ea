import {patch} from "@web/core/utils/patch";
import {PaymentScreen} from "@point_of_sale/app/screens/payment_screen/payment_screen";

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
});
