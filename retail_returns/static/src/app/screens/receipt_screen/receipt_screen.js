import {patch} from "@web/core/utils/patch";
import {ReceiptScreen} from "@point_of_sale/app/screens/receipt_screen/receipt_screen";
import {getOpenPart, getPart} from "../../utils/return_group";

patch(ReceiptScreen.prototype, {
    /** @returns {{part: number, parts: number} | null} the refund that opens next */
    get nextRefund() {
        const [next] = getOpenPart(this.pos, this.currentOrder);
        return next ? getPart(next) : null;
    },
});
