import {_t} from "@web/core/l10n/translation";
import {generateQRCodeDataUrl} from "@point_of_sale/utils";
import {CustomerDisplayPosAdapter} from "@point_of_sale/app/customer_display/customer_display_adapter";

/**
 * Shows the code of a payment link on the display that the customer sees, where there
 * is one; as core shows those of its own payment methods.
 *
 * @param {{link: string, amount: string}|null} shown null takes it away
 */
export function showLinkToCustomer(pos, shown) {
    const order = pos.getOrder();
    if (!order || pos.config.customer_display_type === "none") {
        return;
    }
    const adapter = new CustomerDisplayPosAdapter();
    adapter.formatOrderData(order);
    if (shown) {
        adapter.data.qrPaymentData = {
            qrCode: generateQRCodeDataUrl(shown.link),
            name: _t("your phone"),
            amount: shown.amount,
        };
    }
    adapter.dispatch(pos);
}
