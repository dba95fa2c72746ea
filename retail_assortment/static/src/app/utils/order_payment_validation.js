import {patch} from "@web/core/utils/patch";
import OrderPaymentValidation from "@point_of_sale/app/utils/order_payment_validation";
import {admitOrder} from "./range_policy";

patch(OrderPaymentValidation.prototype, {
    /** A fast payment does not pass the payment button. */
    async isOrderValid() {
        return (
            (await admitOrder(this.pos, this.order)) &&
            (await super.isOrderValid(...arguments))
        );
    },
});
