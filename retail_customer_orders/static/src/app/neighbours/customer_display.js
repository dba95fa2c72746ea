import {patch} from "@web/core/utils/patch";
import {formatCurrency} from "@point_of_sale/app/models/utils/currency";
import {CustomerDisplayPosAdapter} from "@point_of_sale/app/customer_display/customer_display_adapter";

/** What the customer reads of an order: how each line comes, what is due now and later. */
patch(CustomerDisplayPosAdapter.prototype, {
    formatOrderData(order) {
        super.formatOrderData(...arguments);
        const due = order.finalized ? null : order.dueAmounts;
        if (due) {
            this.data.dueNow = formatCurrency(due.now, order.currency);
            this.data.dueLater = formatCurrency(due.later, order.currency);
        }
    },
    getOrderlineData(line) {
        return {
            ...super.getOrderlineData(...arguments),
            fulfilment: line.fulfilmentLabel,
        };
    },
});
