import {_t} from "@web/core/l10n/translation";
import {patch} from "@web/core/utils/patch";
import {generateQRCodeDataUrl} from "@point_of_sale/utils";
import {OrderReceipt} from "@point_of_sale/app/screens/receipt_screen/receipt/order_receipt";
import {OrderVoucher} from "../../../components/order_voucher/order_voucher";
import {describeFulfilment, formatDay} from "../../../utils/fulfilment";

patch(OrderReceipt, {
    components: {...OrderReceipt.components, OrderVoucher},
});

patch(OrderReceipt.prototype, {
    /** @returns {object|null} what the customer keeps of an order; works off line */
    get orderVoucher() {
        const payload = this.order.finalized && this.order.customer_order_payload;
        if (!payload?.lines?.length) {
            return null;
        }
        return {
            ...payload,
            charges: payload.charges || [],
            customer: this.order.partner_id?.name || "",
            validUntil: payload.type === "quote" && formatDay(payload.validity_date),
            balance: this.order.currency.round(payload.total - payload.deposit),
            qrCode: generateQRCodeDataUrl(payload.reference),
            lines: payload.lines.map((line) => ({
                ...line,
                label: describeFulfilment(line),
            })),
        };
    },
    /** @returns {object|null} which order the ticket belongs to, and what it did */
    get existingOrderNotice() {
        const {existingOrder: payload, cancel_payload, deposit_payload} = this.order;
        if (!payload) {
            return null;
        }
        let title = _t("Collected from your order");
        if (payload === cancel_payload) {
            title = _t("Cancelled of your order");
        } else if (payload === deposit_payload) {
            title =
                payload.amount < 0
                    ? _t("Paid back on your order")
                    : _t("Paid on your order");
        } else if (payload.undo_pickup_of) {
            title = _t("Taken back into your order");
        }
        return {title, reference: payload.reference};
    },
});
