import {Component, useState} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {Dialog} from "@web/core/dialog/dialog";
import {useAutofocus} from "@web/core/utils/hooks";
import {usePos} from "@point_of_sale/app/hooks/pos_hook";
import {getOrderType} from "../../../models/utils/deposit_rule";
import {dayFromToday, formatDay} from "../../../utils/fulfilment";

/**
 * What is said of the order as a whole: order or quote, until when, the customer's own
 * number, a note, and whether it goes first (CO-13, CO-14, QT-02). It is kept with the
 * ticket, and sent with what is picked up or shipped.
 */
export class OrderPanel extends Component {
    static template = "retail_customer_orders.OrderPanel";
    static components = {Dialog};
    static props = {order: Object, getPayload: Function, close: Function};

    setup() {
        this.pos = usePos();
        useAutofocus({refName: "reference"});
        const choices = this.props.order.customerOrderChoices;
        this.state = useState({
            type: getOrderType(this.props.order),
            client_order_ref: choices.client_order_ref || "",
            note: choices.note || "",
            expedited: Boolean(choices.expedited),
            validity_date: choices.validity_date || "",
        });
    }

    get types() {
        return [
            {name: "customer_order", label: _t("Order")},
            {name: "quote", label: _t("Quote")},
        ];
    }

    get isQuote() {
        return this.state.type === "quote";
    }

    get today() {
        return dayFromToday(0);
    }

    /** @returns {string} the last day that a cashier may choose; empty without one */
    get latest() {
        const days = this.pos.company.retail_quote_validity_days;
        return days > 0 ? dayFromToday(days) : "";
    }

    get isOrder() {
        return this.props.order.hasLaterPart;
    }

    /** @returns {string} what is wrong with the last day of the quote */
    get obstacle() {
        const day = this.state.validity_date;
        if (!this.isQuote || !day) {
            return "";
        }
        if (day < this.today) {
            return _t("This day is past. Choose another one.");
        }
        return this.latest && day > this.latest
            ? _t("Quotes hold until %s at most.", formatDay(this.latest))
            : "";
    }

    save() {
        const {type, client_order_ref: reference, note, expedited} = this.state;
        this.props.getPayload({
            type,
            client_order_ref: reference.trim(),
            note: note.trim(),
            expedited,
            validity_date: (this.isQuote && this.state.validity_date) || null,
        });
        this.props.close();
    }
}
