import {patch} from "@web/core/utils/patch";
import {PaymentScreen} from "@point_of_sale/app/screens/payment_screen/payment_screen";
import {getPart} from "../../utils/return_group";

patch(PaymentScreen.prototype, {
    /** @returns {{part: number, parts: number} | null} which refund of several this is */
    get refundPart() {
        return getPart(this.currentOrder);
    },
});
