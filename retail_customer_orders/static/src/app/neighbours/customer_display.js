import {patch} from "@web/core/utils/patch";
import {formatCurrency} from "@point_of_sale/app/models/utils/currency";
import {CustomerDisplayPosAdapter} from "@point_of_sale/app/customer_display/customer_display_adapter";
import {describeFulfilment} from "../utils/fulfilment";

/** A line of the order that does not stand in the cart while the deposit is paid. */
function describeLaterLine(order, line) {
    const format = (amount) => formatCurrency(amount, order.currency);
    const product = order.models["product.product"].get(line.product_id);
    return {
        productId: line.product_id,
        productName: line.name,
        price: format(line.total),
        price_without_discount: format(line.qty * line.price_unit),
        discount: line.discount ? String(line.discount) : "0",
        qty: String(line.qty),
        unit: product?.uom_id?.name || "",
        unitPrice: format(line.qty ? line.total / line.qty : 0),
        customerNote: line.note || "",
        internalNote: "[]",
        packLotLines: [],
        comboParent: "",
        isSelected: false,
        fulfilment: describeFulfilment(line),
    };
}

/**
 * What the customer reads of an order: how each line comes, what is due now and later.
 * While the deposit is paid the ordered goods are still there, and what they cost.
 */
patch(CustomerDisplayPosAdapter.prototype, {
    formatOrderData(order) {
        super.formatOrderData(...arguments);
        const due = order.finalized ? null : order.dueAmounts;
        if (!due) {
            return;
        }
        const format = (amount) => formatCurrency(amount, order.currency);
        this.data.dueNow = format(due.now);
        this.data.dueLater = format(due.later);
        if (order.isStashed) {
            const carriedOut = order.lines.filter((line) => !line.isDeposit);
            const {lines, deposit} = order.customer_order_payload;
            Object.assign(this.data, {
                amount: format(due.now + due.later),
                // Of the ticket alone, which is a part of it.
                subtotal: false,
                amountTaxes: false,
                deposit: format(deposit),
                lines: [
                    ...carriedOut.map((line) => this.getOrderlineData(line)),
                    ...lines.map((line) => describeLaterLine(order, line)),
                ],
            });
        }
    },
    getOrderlineData(line) {
        return {
            ...super.getOrderlineData(...arguments),
            fulfilment: line.fulfilmentLabel,
        };
    },
});
