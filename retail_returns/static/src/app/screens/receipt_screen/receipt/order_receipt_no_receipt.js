import {patch} from "@web/core/utils/patch";
import {OrderReceipt} from "@point_of_sale/app/screens/receipt_screen/receipt/order_receipt";
import {hasGoodsWithoutReceipt} from "../../../utils/no_receipt";

patch(OrderReceipt.prototype, {
    get hasGoodsWithoutReceipt() {
        return hasGoodsWithoutReceipt(this.order);
    },
});
