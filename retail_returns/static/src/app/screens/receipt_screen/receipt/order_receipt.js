import {patch} from "@web/core/utils/patch";
import {generateQRCodeDataUrl} from "@point_of_sale/utils";
import {OrderReceipt} from "@point_of_sale/app/screens/receipt_screen/receipt/order_receipt";
import {isLocalKey} from "../../../utils/local_sales";
import {getReceiptCode} from "../../../utils/returns";

patch(OrderReceipt.prototype, {
    /** @returns {object | null} what lets goods of this ticket come back; works off line */
    get returnVoucher() {
        const special = this.order.config._pos_special_products_ids || [];
        const hasGoods = this.order.lines.some(
            (line) => line.qty > 0 && !special.includes(line.product_id.id)
        );
        if (!this.order.finalized || !hasGoods) {
            return null;
        }
        return {
            name: this.order.pos_reference,
            qrCode: generateQRCodeDataUrl(getReceiptCode(this.order)),
        };
    },
    /** @returns {object | null} the sale that this ticket gives money back for */
    get returnOrigin() {
        return this.order.return_payload?.origin || null;
    },
    /** Whether a receipt sold it; else its number is that of an order or an invoice. */
    get isOfTicket() {
        const {key = "ticket"} = this.returnOrigin;
        return key.startsWith("ticket") || isLocalKey(key);
    },
});
