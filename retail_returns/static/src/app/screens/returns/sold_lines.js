import {Component, onWillUpdateProps, useState} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {parseFloat} from "@web/views/fields/parsers";
import {usePos} from "@point_of_sale/app/hooks/pos_hook";
import {useAsyncLockedMethod} from "@point_of_sale/app/hooks/hooks";
import {
    ReasonButtons,
    isReasonGiven,
} from "@retail_base/app/components/reason_buttons/reason_buttons";
import {checkReturn, describeError} from "../../utils/returns";
import {buildReturnTicket, payReturnTicket} from "../../utils/return_ticket";

/** One sale: what comes back of it, why, and what that gives back. */
export class SoldLines extends Component {
    static template = "retail_returns.SoldLines";
    static components = {ReasonButtons};
    static props = {sale: Object, scanned: Object, date: String, refresh: Function};

    setup() {
        this.pos = usePos();
        this.state = useState({
            quantities: Object.fromEntries(this.sale.lines.map((line) => [line.id, 0])),
            reasonId: false,
            note: "",
            message: "",
        });
        this.goToPayment = useAsyncLockedMethod(this.goToPayment);
        onWillUpdateProps(({scanned}) => {
            if (scanned.count > this.props.scanned.count) {
                this.addScanned(scanned.code);
            }
        });
    }

    get sale() {
        return this.props.sale;
    }

    get returnableLines() {
        return this.sale.why_not
            ? []
            : this.sale.lines.filter((line) => line.returnable > 0);
    }

    get choices() {
        return this.returnableLines
            .map((sold) => ({sold, quantity: this.state.quantities[sold.id]}))
            .filter(({quantity}) => quantity > 0);
    }

    get refundTotal() {
        const {currency} = this.pos;
        return this.choices.reduce(
            (sum, {sold, quantity}) =>
                sum + currency.round(sold.unit_amount * quantity),
            0
        );
    }

    get reason() {
        return this.sale.reasons.find((reason) => reason.id === this.state.reasonId);
    }

    /** @returns {string} what is still missing; empty when the refund can be paid */
    get missing() {
        if (this.pos.data.network.offline) {
            return _t("Needs the network");
        }
        if (!this.choices.length) {
            return _t("Choose what comes back");
        }
        if (!this.reason) {
            return _t("Choose why it comes back");
        }
        return isReasonGiven(this.reason, this.state.note)
            ? ""
            : _t("Write what happened");
    }

    get isAllTaken() {
        const {quantities} = this.state;
        return this.returnableLines.every(
            (line) => quantities[line.id] === line.returnable
        );
    }

    takeAll() {
        const isAllTaken = this.isAllTaken;
        for (const line of this.returnableLines) {
            this.setQuantity(line, isAllTaken ? 0 : line.returnable);
        }
    }

    addScanned(code) {
        const isLeft = (line) => this.state.quantities[line.id] < line.returnable;
        const lines = this.returnableLines.filter((line) => line.barcode === code);
        const line = lines.find(isLeft);
        this.state.message = line ? "" : _t("No more of this product can come back.");
        if (line) {
            this.setQuantity(line, this.state.quantities[line.id] + 1);
        }
    }

    setQuantity(line, quantity) {
        const bounded = Math.min(Math.max(quantity || 0, 0), line.returnable);
        this.state.quantities[line.id] = bounded;
        this.state.message = "";
    }

    onQuantityInput(line, ev) {
        let quantity = 0;
        try {
            quantity = parseFloat(ev.target.value);
        } catch {
            // Not a number: nothing of it comes back.
        }
        this.setQuantity(line, quantity);
        ev.target.value = this.formatQty(this.state.quantities[line.id]);
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

    async goToPayment() {
        try {
            this.state.message = await this.checkChoices();
            if (!this.state.message) {
                const reason = {id: this.reason.id, note: this.state.note.trim()};
                payReturnTicket(
                    this.pos,
                    await buildReturnTicket(this.pos, this.sale, this.choices, reason)
                );
            }
        } catch (error) {
            this.state.message = describeError(error);
        }
    }

    checkChoices() {
        const lines = this.choices.map(({sold, quantity}) => ({
            sold_line_id: sold.id,
            qty: quantity,
        }));
        return checkReturn(this.pos, lines);
    }
}
