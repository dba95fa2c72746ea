import {patch} from "@web/core/utils/patch";
import {generateQRCodeDataUrl} from "@point_of_sale/utils";
import {OrderReceipt} from "@point_of_sale/app/screens/receipt_screen/receipt/order_receipt";
import {describeFulfilment} from "../../../utils/fulfilment";

patch(OrderReceipt.prototype, {
    /** @returns {object|null} what the customer keeps of an order; works off line */
    get orderVoucher() {
        const payload = this.order.finalized && this.order.customer_order_payload;
        if (!payload?.lines?.length) {
            return null;
        }
        return {
            ...payload,
            balance: this.order.currency.round(payload.total - payload.deposit),
            qrCode: generateQRCodeDataUrl(payload.reference),
            lines: payload.lines.map((line) => ({
                ...line,
                label: describeFulfilment(line),
            })),
        };
    },
    get pickupVoucher() {
        return this.order.isPickupTicket ? this.order.pickup_payload : null;
    },
});
