import {onMounted} from "@odoo/owl";
import {patch} from "@web/core/utils/patch";
import {ReceiptScreen} from "@point_of_sale/app/screens/receipt_screen/receipt_screen";
import {showPaymentLink} from "../../utils/payment_link";

patch(ReceiptScreen.prototype, {
    setup() {
        super.setup(...arguments);
        onMounted(() => this.awaitsPayment && this.showPaymentLink());
    },
    /** Whether the ticket took an order that is paid by link. */
    get awaitsPayment() {
        return Boolean(this.currentOrder?.customer_order_payload?.link_amount);
    },
    async showPaymentLink() {
        const {uuid, reference} = this.currentOrder.customer_order_payload;
        await showPaymentLink(this.pos, {uuid, reference});
    },
});
