import {Component, onWillStart, useState} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {Dialog} from "@web/core/dialog/dialog";
import {KeepLast} from "@web/core/utils/concurrency";
import {ConnectionLostError, RPCError} from "@web/core/network/rpc";
import {uuidv4} from "@point_of_sale/utils";
import {useBarcodeReader} from "@point_of_sale/app/hooks/barcode_reader_hook";
import {usePos} from "@point_of_sale/app/hooks/pos_hook";
import {CallProblem} from "../../call_problem/call_problem";
import {CardChooser} from "../../card_chooser/card_chooser";
import {findLot, getMissing, LotChooser, takeOf} from "../../lot_chooser/lot_chooser";
import {QuantityStepper} from "../../quantity_stepper/quantity_stepper";

/**
 * Which lines of an order are handed out, and how many (PU-02). Resolves with the lines
 * and the deposit as the server prepared them.
 */
export class PickupDialog extends Component {
    static template = "retail_customer_orders.PickupDialog";
    static components = {
        CallProblem,
        CardChooser,
        Dialog,
        LotChooser,
        QuantityStepper,
    };
    static props = {
        detail: Object,
        // What a ticket that is changed holds: {uuid, byManager, quantities}.
        pickup: {type: Object, optional: true},
        getPayload: Function,
        close: Function,
    };

    setup() {
        this.pos = usePos();
        this.keepLast = new KeepLast();
        const {pickup} = this.props;
        const proposed = ({id, qty_ready}) =>
            pickup ? pickup.quantities[id] || 0 : qty_ready;
        this.state = useState({
            quantities: Object.fromEntries(
                this.lines.map((line) => [line.id, proposed(line)])
            ),
            // {order line id: {qty, chosen: {lot id: quantity}}}
            lots: {},
            prepared: null,
            loading: true,
            error: "",
            code: "",
            codeMessage: "",
            cardMessage: "",
            byManager: Boolean(pickup?.byManager),
        });
        // A right code proves this one pickup: it need not travel in the ticket.
        this.uuid = pickup?.uuid || uuidv4();
        const scan = ({base_code}) => this.scanLot(base_code);
        useBarcodeReader({product: scan, lot: scan, error: scan}, true);
        onWillStart(() => {
            this.prepare();
        });
    }

    get lines() {
        return this.props.detail.lines.filter((line) => line.pickup_here);
    }

    /** @returns {object} {order line id: quantity} of what is handed out */
    get wanted() {
        return Object.fromEntries(
            Object.entries(this.state.quantities).filter(([, quantity]) => quantity > 0)
        );
    }

    get count() {
        return Object.values(this.wanted).reduce((sum, quantity) => sum + quantity, 0);
    }

    getOpen(line) {
        return line.qty - line.qty_done;
    }

    setQuantity(line, quantity) {
        const bounded = Math.min(Math.max(quantity || 0, 0), this.getOpen(line));
        this.state.quantities[line.id] = bounded;
        this.prepare();
    }

    async prepare() {
        if (!this.count) {
            Object.assign(this.state, {prepared: null, loading: false, error: ""});
            return;
        }
        Object.assign(this.state, {loading: true, error: ""});
        try {
            this.takeOver(await this.keepLast.add(this.askServer()));
        } catch (error) {
            Object.assign(this.state, {
                prepared: null,
                error: this.describeError(error),
            });
        }
        this.state.loading = false;
    }

    /** Lots stay as they were chosen, unless the quantity is another one now. */
    takeOver(prepared) {
        this.state.prepared = prepared;
        for (const line of prepared.lines.filter(({lots}) => lots)) {
            if (this.state.lots[line.order_line_id]?.qty !== line.qty) {
                const kept = line.lots.filter(({qty}) => qty > 0);
                const chosen = Object.fromEntries(kept.map(({id, qty}) => [id, qty]));
                this.state.lots[line.order_line_id] = {qty: line.qty, chosen};
            }
        }
    }

    /** @returns {object|undefined} the line of the answer, where it has lots */
    getTracked(line) {
        return this.trackedLines.find(({order_line_id: id}) => id === line.id);
    }

    get trackedLines() {
        return this.state.prepared?.lines.filter(({lots}) => lots) || [];
    }

    getChosenLots(line) {
        return this.state.lots[line.order_line_id].chosen;
    }

    setLots(line, chosen) {
        this.state.lots[line.order_line_id].chosen = chosen;
    }

    scanLot(code) {
        for (const line of this.trackedLines) {
            const lot = findLot(line, code);
            const chosen = this.getChosenLots(line);
            const missing = getMissing(line, chosen);
            if (lot && !(lot.id in chosen) && missing > 0) {
                const taken = takeOf(line, lot, missing);
                return this.setLots(line, {...chosen, [lot.id]: taken});
            }
        }
    }

    /** @returns {object|undefined} the first line that lacks lots */
    get lineWithoutLots() {
        return this.trackedLines.find(
            (line) => getMissing(line, this.getChosenLots(line)) !== 0
        );
    }

    askServer(code) {
        return this.call("prepare_pickup_from_ui", [this.wanted, this.uuid, code]);
    }

    call(method, args = []) {
        return this.pos.data.call("retail.order.request", method, [
            this.pos.config.id,
            this.props.detail.id,
            ...args,
        ]);
    }

    get needsCode() {
        return Boolean(this.state.prepared?.code?.required) && !this.state.byManager;
    }

    /** Nobody at the register sees the code: it goes to the customer. */
    async mailCode() {
        try {
            const {message} = await this.call("send_pickup_code_from_ui");
            this.state.codeMessage = message;
        } catch (error) {
            this.state.codeMessage = this.describeError(error);
        }
    }

    /** @returns {Promise<boolean>} whether the collector's code is right, or not needed */
    async proveCollector() {
        if (!this.needsCode) {
            return true;
        }
        this.state.loading = true;
        try {
            const prepared = await this.keepLast.add(this.askServer(this.state.code));
            const {ok, message} = prepared.code;
            Object.assign(this.state, {codeMessage: message, code: ""});
            this.takeOver(prepared);
            return ok;
        } catch (error) {
            this.state.codeMessage = this.describeError(error);
            return false;
        } finally {
            this.state.loading = false;
        }
    }

    get cards() {
        const {prepared} = this.state;
        const isDue = prepared && this.pos.currency.comp(prepared.balance, 0) > 0;
        return isDue && !this.state.byManager ? prepared.cards || [] : [];
    }

    /** Charged is kept as a deposit of the order, whatever becomes of this dialog. */
    async chargeCards(ids) {
        if (this.state.loading || !(await this.proveCollector())) {
            return;
        }
        Object.assign(this.state, {loading: true, cardMessage: ""});
        // Asked again with the same words, the server charges nothing twice.
        this.charge = this.charge || {
            uuid: uuidv4(),
            pickup_uuid: this.uuid,
            quantities: this.wanted,
            card_ids: ids,
        };
        try {
            const answer = await this.call("charge_cards_from_ui", [this.charge]);
            this.state.cardMessage = answer.message;
            this.charge = null;
        } catch (error) {
            if (error instanceof ConnectionLostError) {
                this.state.cardMessage = _t(
                    "It is not known whether the card was charged. Press again when the network is back: nothing is charged twice."
                );
            } else {
                this.state.cardMessage = this.describeError(error);
                this.charge = null;
            }
        }
        await this.prepare();
    }

    describeError(error) {
        if (error instanceof ConnectionLostError) {
            return _t("A pickup needs the network. Try again when it is back.");
        }
        if (error instanceof RPCError) {
            return error.data?.message || error.message;
        }
        throw error;
    }

    get title() {
        return _t("Pick up %s", this.props.detail.reference);
    }

    get goodsTotal() {
        const {balance, deposit} = this.state.prepared;
        return balance + deposit;
    }

    get canConfirm() {
        const isProven = !this.needsCode || Boolean(this.state.code.trim());
        return (
            Boolean(this.state.prepared) &&
            !this.state.loading &&
            !this.lineWithoutLots &&
            isProven &&
            !this.pos.data.network.offline
        );
    }

    formatQty(quantity) {
        return this.env.utils.formatProductQty(quantity, false);
    }

    get confirmLabel() {
        if (!this.count) {
            return _t("Choose what is handed out");
        }
        if (this.needsCode && !this.state.code.trim()) {
            return _t("Enter the collector's code");
        }
        if (this.lineWithoutLots) {
            return _t("Choose the lots of %s", this.lineWithoutLots.name);
        }
        const items =
            this.count === 1
                ? _t("1 item")
                : _t("%s items", this.formatQty(this.count));
        const balance = this.state.prepared?.balance;
        if (!balance || this.pos.currency.isZero(balance)) {
            return _t("Hand out %s", items);
        }
        const amount = this.env.utils.formatCurrency(balance);
        return _t("Hand out %(items)s, take %(amount)s", {items, amount});
    }

    async confirm() {
        if (await this.proveCollector()) {
            const {prepared, byManager} = this.state;
            const lines = prepared.lines.map((line) =>
                line.lots ? {...line, chosen: this.getChosenLots(line)} : line
            );
            this.props.getPayload({...prepared, lines, uuid: this.uuid, byManager});
            this.props.close();
        }
    }
}
