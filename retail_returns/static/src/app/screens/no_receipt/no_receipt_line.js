import {Component} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {parseFloat} from "@web/views/fields/parsers";

/** A product that comes back without receipt: how many, for how much, with which lot. */
export class NoReceiptLine extends Component {
    static template = "retail_returns.NoReceiptLine";
    static props = {
        line: Object,
        days: Number,
        isTracked: Boolean,
        onChange: Function,
        onRemove: Function,
    };

    get line() {
        return this.props.line;
    }

    get isSerial() {
        return this.line.product.product_tmpl_id.tracking === "serial";
    }

    get price() {
        const {price, told} = this.line;
        return price === false ? told?.price : price;
    }

    get hint() {
        const {told} = this.line;
        if (!told) {
            return "";
        }
        const price = this.env.utils.formatCurrency(told.most);
        if (!this.props.days) {
            return _t("Today's price: %s", price);
        }
        return told.is_sold
            ? _t("At most %(price)s: lowest price of %(days)s days", {
                  price,
                  days: this.props.days,
              })
            : _t("Not sold in %(days)s days. Today's price: %(price)s", {
                  price,
                  days: this.props.days,
              });
    }

    formatQty(quantity) {
        return this.env.utils.formatProductQty(quantity, false);
    }

    formatPrice() {
        return this.price === undefined
            ? ""
            : this.env.utils.formatCurrency(this.price, false);
    }

    change(values) {
        Object.assign(this.line, values);
        this.props.onChange();
    }

    setQuantity(quantity) {
        const least = this.isSerial ? 1 : 0;
        const bounded = Math.max(quantity || 0, least);
        if (!bounded) {
            this.props.onRemove();
            return;
        }
        this.change({quantity: this.isSerial ? 1 : bounded});
    }

    read(text) {
        try {
            return parseFloat(text);
        } catch {
            return NaN;
        }
    }

    onQuantity(ev) {
        this.setQuantity(this.read(ev.target.value));
        ev.target.value = this.formatQty(this.line.quantity);
    }

    /** An empty price is the one that the store gives back. */
    onPrice(ev) {
        const price = this.read(ev.target.value);
        this.change({price: price >= 0 ? price : false});
        ev.target.value = this.formatPrice();
    }
}
