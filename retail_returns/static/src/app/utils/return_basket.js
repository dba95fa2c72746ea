import {_t} from "@web/core/l10n/translation";
import {isReasonGiven} from "@retail_base/app/components/reason_buttons/reason_buttons";

/**
 * What comes back: lines of one or several sales of one customer (RT-07).
 *
 * An entry is {sale, sold, quantity, reasonId, note, condition, lots}: `sale` and `sold`
 * as `read_sale_from_ui` gives them, `lots` the names of the lots that come back.
 */
export class ReturnBasket {
    entries = [];
    /** Whether one reason is for all entries (RT-04). */
    isSameForAll = true;
    /** What the customer asked for online, see `find_sales_from_ui`. */
    request = null;

    get sales() {
        return [...new Map(this.entries.map(({sale}) => [sale.key, sale])).values()];
    }

    get reasons() {
        return this.entries[0]?.sale.reasons || [];
    }

    get isEmpty() {
        return !this.entries.length;
    }

    getEntry(sold) {
        return this.entries.find((entry) => entry.sold.key === sold.key);
    }

    getQuantity(sold) {
        return this.getEntry(sold)?.quantity || 0;
    }

    getEntriesOf(sale) {
        return this.entries.filter((entry) => entry.sale.key === sale.key);
    }

    /** @returns {string} why nothing of this sale can be added; empty when it can */
    explainSale(sale) {
        const {customer_id: customerId} = sale;
        const isOther = (one) =>
            customerId && one.customer_id && one.customer_id !== customerId;
        if (
            this.sales.some((one) => Boolean(one.is_local) !== Boolean(sale.is_local))
        ) {
            return _t(
                "The network came or went since this return was begun. Finish it, or take all out of it, first."
            );
        }
        const other = this.sales.find(isOther);
        return other
            ? _t(
                  "This is of %(customer)s, but the return is of %(other)s. Finish that one first.",
                  {customer: sale.customer, other: other.customer}
              )
            : "";
    }

    /** @returns {string} why the quantity cannot be this; empty when it was set */
    setQuantity(sale, sold, quantity) {
        const bounded = Math.min(Math.max(quantity || 0, 0), sold.returnable);
        const entry = this.getEntry(sold);
        if (!bounded) {
            this.entries = this.entries.filter((one) => one !== entry);
            if (entry && this.isEmpty) {
                // What is chosen next is another return.
                this.request = null;
            }
            return "";
        }
        const refusal = entry ? "" : this.explainSale(sale);
        if (!refusal) {
            this.takeQuantity(entry || this.addEntry(sale, sold), bounded);
        }
        return refusal;
    }

    /** Where there is no choice, the lots that come back need not be chosen. */
    takeQuantity(entry, quantity) {
        const {sold} = entry;
        const isSerial = sold.tracking === "serial";
        const most = isSerial ? Math.ceil(quantity) : 1;
        const hasChoice = sold.lots.length > most;
        entry.quantity = quantity;
        entry.lots = hasChoice ? entry.lots.slice(0, most) : [...sold.lots];
    }

    /**
     * @param {number} more how much of a lot; a serial number is one piece
     * @returns {string} why this lot cannot come back; empty when it does
     */
    addLot(sale, sold, name, more = 1) {
        const isSerial = sold.tracking === "serial";
        if (isSerial && this.getEntry(sold)?.lots.includes(name)) {
            return _t("%s is on the return already.", name);
        }
        const quantity = this.getQuantity(sold) + (isSerial ? 1 : more);
        if (!isSerial && quantity > sold.returnable) {
            return _t("No more of this product can come back.");
        }
        const refusal = this.setQuantity(sale, sold, quantity);
        const entry = this.getEntry(sold);
        if (!refusal && !entry.lots.includes(name)) {
            this.toggleLot(entry, name);
        }
        return refusal;
    }

    /** One lot more or less comes back; of lots, as many as there are pieces. */
    toggleLot(entry, name) {
        const isSerial = entry.sold.tracking === "serial";
        const most = isSerial ? Math.ceil(entry.quantity) : 1;
        const others = entry.lots.filter((one) => one !== name);
        const isOff = others.length < entry.lots.length;
        entry.lots = isOff ? others : [...others, name].slice(-most);
    }

    /** What of a sale can come back no more leaves the basket. */
    refresh(sale) {
        for (const entry of this.getEntriesOf(sale)) {
            const sold = sale.lines.find(({key}) => key === entry.sold.key);
            Object.assign(entry, {sale, sold: sold || {...entry.sold, returnable: 0}});
            this.setQuantity(sale, entry.sold, entry.quantity);
        }
    }

    addEntry(sale, sold) {
        const first = this.isSameForAll ? this.entries[0] : undefined;
        this.entries.push({
            sale,
            sold,
            quantity: 0,
            reasonId: first?.reasonId || false,
            note: first?.note || "",
            condition: first?.condition || "",
            lots: [],
        });
        return this.entries.at(-1);
    }

    /** @param {object} values of "reasonId", "note", "condition" */
    explain(entry, values) {
        for (const one of this.isSameForAll ? this.entries : [entry]) {
            Object.assign(one, values);
        }
    }

    /** Which policy is asked depends on the reason, too: it may want to know more. */
    askCondition() {
        for (const {sold} of this.entries.filter((entry) => !entry.condition)) {
            sold.asks_condition = true;
        }
    }

    /** What is known of this entry becomes that of all. */
    setSameForAll(isSame, entry) {
        this.isSameForAll = isSame;
        if (isSame) {
            const {reasonId, note, condition} = entry;
            this.explain(entry, {reasonId, note, condition});
        }
    }

    getReason({reasonId}) {
        return this.reasons.find(({id}) => id === reasonId);
    }

    /** @returns {string} what this entry lacks; empty when it is complete */
    getMissing(entry) {
        const reason = this.getReason(entry);
        if (!reason) {
            return _t("Choose why it comes back");
        }
        if (!isReasonGiven(reason, entry.note)) {
            return _t("Write what happened");
        }
        if (entry.sold.asks_condition && !entry.condition) {
            return _t("Choose how it looks");
        }
        return this.lacksLots(entry) ? _t("Choose which ones come back") : "";
    }

    lacksLots({sold, lots, quantity}) {
        const pieces = sold.tracking === "serial" ? Math.ceil(quantity) : 1;
        return lots.length < Math.min(pieces, sold.lots.length);
    }

    /** @returns {object|undefined} the first entry that lacks something */
    get incomplete() {
        return this.entries.find((entry) => this.getMissing(entry));
    }

    /** @returns {string} what is still missing; empty when the refund can be paid */
    get missing() {
        if (this.isEmpty) {
            return _t("Choose what comes back");
        }
        return this.incomplete ? this.getMissing(this.incomplete) : "";
    }

    getAmount({sold, quantity}, currency) {
        return currency.round(sold.unit_amount * quantity);
    }

    /** @returns {number} what the goods give back, taxes included */
    getTotal(currency) {
        const amounts = this.entries.map((entry) => this.getAmount(entry, currency));
        return currency.round(amounts.reduce((sum, amount) => sum + amount, 0));
    }
}
