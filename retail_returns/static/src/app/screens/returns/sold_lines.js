import {Component, onWillUpdateProps, useState} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {parseFloat} from "@web/views/fields/parsers";
import {describeDate, describeStore} from "./sale_list";

/** One sale: how much of each of its lines comes back. */
export class SoldLines extends Component {
    static template = "retail_returns.SoldLines";
    static props = {sale: Object, basket: Object, scanned: Object};

    setup() {
        this.basket = useState(this.props.basket);
        this.state = useState({message: ""});
        onWillUpdateProps(({scanned}) => {
            if (scanned.count > this.props.scanned.count) {
                this.addScanned(scanned);
            }
        });
    }

    get sale() {
        return this.props.sale;
    }

    get description() {
        return `${describeStore(this.sale)} · ${describeDate(this.sale)}`;
    }

    /** The orders that a ticket is of, or the invoices that an order is on. */
    get documents() {
        const names = this.sale.orders.join(", ");
        return this.sale.kind === "ticket" ? _t("Order %s", names) : names;
    }

    get returnableLines() {
        return this.sale.why_not
            ? []
            : this.sale.lines.filter((line) => line.returnable > 0);
    }

    getQuantity(line) {
        return this.basket.getQuantity(line);
    }

    get isAllTaken() {
        return this.returnableLines.every(
            (line) => this.getQuantity(line) === line.returnable
        );
    }

    takeAll() {
        const isAllTaken = this.isAllTaken;
        for (const line of this.returnableLines) {
            this.setQuantity(line, isAllTaken ? 0 : line.returnable);
        }
    }

    /** A scanned product counts one more, or what its barcode says (RT-03). */
    addScanned({code, quantity, lot}) {
        const lines = this.returnableLines;
        const ofLot = lines.find((line) => line.lots.includes(lot || code));
        if (ofLot) {
            const name = lot || code;
            this.state.message = this.basket.addLot(
                this.sale,
                ofLot,
                name,
                quantity || 1
            );
            return;
        }
        const more = quantity || 1;
        const line = lines.find(
            (one) =>
                one.barcode === code && this.getQuantity(one) + more <= one.returnable
        );
        if (line) {
            this.setQuantity(line, this.getQuantity(line) + more);
        } else {
            this.state.message = _t("No more of this product can come back.");
        }
    }

    setQuantity(line, quantity) {
        this.state.message = this.basket.setQuantity(this.sale, line, quantity);
    }

    onQuantityInput(line, ev) {
        let quantity = 0;
        try {
            quantity = parseFloat(ev.target.value);
        } catch {
            // Not a number: nothing of it comes back.
        }
        this.setQuantity(line, quantity);
        ev.target.value = this.formatQty(this.getQuantity(line));
    }

    formatQty(quantity) {
        return this.env.utils.formatProductQty(quantity, false);
    }

    format(amount) {
        return this.env.utils.formatCurrency(amount);
    }

    describeLine(line) {
        const sold = _t("Sold %s", this.formatQty(line.sold));
        if (!line.returned) {
            return sold;
        }
        return `${sold} · ${_t("returned %s", this.formatQty(line.returned))}`;
    }
}
