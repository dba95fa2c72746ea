import {patch} from "@web/core/utils/patch";
import {PosStore} from "@point_of_sale/app/services/pos_store";
import "@retail_customer_orders/app/services/pos_store_cart";

patch(PosStore.prototype, {
    /** What is scanned or chosen on a return is bought for it (RP-07). */
    async addLineToOrder(vals, order) {
        if (!(vals.qty < 0)) {
            order.beginExchange();
        }
        return await super.addLineToOrder(...arguments);
    },
});
