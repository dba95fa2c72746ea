import {Component} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";

/** The authorised cards of an order, to pay for what is handed out (DP-12). */
export class CardChooser extends Component {
    static template = "retail_customer_orders.CardChooser";
    static props = {
        // [{id, label, amount}], as `read_order_from_ui` lists them
        cards: Array,
        due: Number,
        disabled: Boolean,
        message: String,
        // Takes the ids of the cards to charge.
        onCharge: Function,
    };

    get title() {
        const {cards} = this.props;
        return cards.length === 1
            ? _t("1 authorised card")
            : _t("%s authorised cards", cards.length);
    }

    get all() {
        return this.props.cards.map(({id}) => id);
    }

    get total() {
        return this.props.cards.reduce((sum, {amount}) => sum + amount, 0);
    }

    /** Never more than what is due. */
    describeCharge(amount) {
        return _t("Charge %s", this.format(Math.min(amount, this.props.due)));
    }

    get chargeAllLabel() {
        const amount = this.format(Math.min(this.total, this.props.due));
        return _t("Use all: charge %s", amount);
    }

    format(amount) {
        return this.env.utils.formatCurrency(amount);
    }
}
