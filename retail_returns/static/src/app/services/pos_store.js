import {patch} from "@web/core/utils/patch";
import {PosStore} from "@point_of_sale/app/services/pos_store";
import {getOpenPart, openPayment} from "../utils/return_group";

patch(PosStore.prototype, {
    /** After one refund of a return the next one opens by itself (RT-07). */
    orderDone(order) {
        const [next] = getOpenPart(this, order);
        if (!next) {
            return super.orderDone(...arguments);
        }
        order.setScreenData({name: ""});
        openPayment(this, next);
    },
});
