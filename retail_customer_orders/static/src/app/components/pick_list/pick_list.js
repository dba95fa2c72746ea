import {Component} from "@odoo/owl";

/** What somebody takes along to the shelves: goods by place, then the orders. */
export class PickList extends Component {
    static template = "retail_customer_orders.PickList";
    static props = {
        store: String,
        worker: String,
        printed: String,
        rows: Array,
        orders: Array,
    };
}
