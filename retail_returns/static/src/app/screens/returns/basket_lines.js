import {Component, useState} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {usePos} from "@point_of_sale/app/hooks/pos_hook";
import {ReasonButtons} from "@retail_base/app/components/reason_buttons/reason_buttons";
import {ConditionButtons} from "../../components/condition_buttons/condition_buttons";
import {LotChoice} from "../../components/lot_choice/lot_choice";

/** All that comes back, and why: asked by itself, for all lines at once or for each. */
export class BasketLines extends Component {
    static template = "retail_returns.BasketLines";
    static components = {ConditionButtons, LotChoice, ReasonButtons};
    static props = {basket: Object};

    setup() {
        this.pos = usePos();
        this.basket = useState(this.props.basket);
        this.state = useState({askedKey: false});
    }

    /** @returns {object|undefined} the entry whose reason is asked or can be changed */
    get asked() {
        const {askedKey} = this.state;
        const chosen = this.basket.entries.find(({sold}) => sold.key === askedKey);
        return chosen || this.basket.incomplete || this.basket.entries.at(-1);
    }

    get question() {
        return this.basket.isSameForAll
            ? _t("Why does it come back?")
            : _t("Why does %s come back?", this.asked.sold.name);
    }

    ask(entry) {
        this.state.askedKey = entry.sold.key;
    }

    /** When nothing lacks any more, the next entry that lacks something is asked. */
    explain(values) {
        const {asked} = this;
        this.basket.explain(asked, values);
        if (!this.basket.getMissing(asked)) {
            this.state.askedKey = false;
        }
    }

    setNote(note) {
        // The next question waits until the cashier has written all of it.
        this.ask(this.asked);
        this.basket.explain(this.asked, {note});
    }

    toggleLot(name) {
        this.ask(this.asked);
        this.basket.toggleLot(this.asked, name);
    }

    get asksLots() {
        const {sold, quantity} = this.asked;
        const isOther = sold.lot_check !== "refuse" && sold.lots.length > 0;
        return isOther || (sold.lots.length > 1 && quantity < sold.lots.length);
    }

    remove({sale, sold}) {
        this.basket.setQuantity(sale, sold, 0);
    }

    toggleSameForAll() {
        this.basket.setSameForAll(!this.basket.isSameForAll, this.asked);
    }

    formatQty(quantity) {
        return this.env.utils.formatProductQty(quantity, false);
    }

    formatAmount(entry) {
        const amount = this.basket.getAmount(entry, this.pos.currency);
        return this.env.utils.formatCurrency(amount);
    }
}
