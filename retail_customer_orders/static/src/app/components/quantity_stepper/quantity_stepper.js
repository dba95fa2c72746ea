import {Component} from "@odoo/owl";

/** A quantity between two large buttons. */
export class QuantityStepper extends Component {
    static template = "retail_customer_orders.QuantityStepper";
    static props = {
        quantity: Number,
        least: {type: Number, optional: true},
        most: {type: Number, optional: true},
        onChange: Function,
    };
    static defaultProps = {least: 0, most: Infinity};

    formatQty(quantity) {
        return this.env.utils.formatProductQty(quantity, false);
    }
}
