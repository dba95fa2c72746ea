import {patch} from "@web/core/utils/patch";
import OrderPaymentValidation from "@point_of_sale/app/utils/order_payment_validation";
import {approveRefundTenders} from "./refund_tenders";

patch(OrderPaymentValidation.prototype, {
    async askBeforeValidation() {
        if (!(await approveRefundTenders(this.pos, this.order))) {
            return false;
        }
        return super.askBeforeValidation(...arguments);
    },
});
