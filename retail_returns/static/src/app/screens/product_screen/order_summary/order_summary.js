import {patch} from "@web/core/utils/patch";
import {_t} from "@web/core/l10n/translation";
import {AlertDialog} from "@web/core/confirmation_dialog/confirmation_dialog";
import {OrderSummary} from "@point_of_sale/app/screens/product_screen/order_summary/order_summary";
import "@retail_customer_orders/app/screens/product_screen/order_summary/order_summary";

patch(OrderSummary.prototype, {
    refuseChange(line) {
        const order = this.currentOrder;
        if (!line || order.isRefund || !order.isReturnedLine(line)) {
            return super.refuseChange(...arguments);
        }
        this.numberBuffer.reset();
        this.dialog.add(AlertDialog, {
            title: _t("This comes back"),
            body: _t(
                "Its quantity and price are those of the sale. To change what comes back, delete this ticket and begin again in Returns."
            ),
        });
        return true;
    },
});
