import {Component} from "@odoo/owl";
import {formatCurrency} from "@web/core/currency";

/** What a customer keeps of an order, and the code that finds it again. */
export class OrderVoucher extends Component {
    static template = "retail_customer_orders.OrderVoucher";
    static props = {voucher: Object, currencyId: Number};

    format(amount) {
        return formatCurrency(amount, this.props.currencyId);
    }
}

/** The voucher of an order that was taken before, as it is now. */
export class OrderSlip extends Component {
    static template = "retail_customer_orders.OrderSlip";
    static components = {OrderVoucher};
    static props = {
        store: String,
        printed: String,
        voucher: Object,
        currencyId: Number,
    };
}
