import {Component} from "@odoo/owl";

/** Whether an order goes first, and until when a quote holds (CO-14, QT-02). */
export class OrderTerms extends Component {
    static template = "retail_customer_orders.OrderTerms";
    /** The terms: `EditedTerms`, reactive. */
    static props = {terms: Object};
}
