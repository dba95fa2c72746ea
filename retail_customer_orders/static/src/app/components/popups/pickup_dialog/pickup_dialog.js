import {Component, onWillStart, useState} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {Dialog} from "@web/core/dialog/dialog";
import {KeepLast} from "@web/core/utils/concurrency";
import {uuidv4} from "@point_of_sale/utils";
import {useBarcodeReader} from "@point_of_sale/app/hooks/barcode_reader_hook";
import {usePos} from "@point_of_sale/app/hooks/pos_hook";
import {describeError} from "@retail_base/app/utils/describe_error";
import {CallProblem} from "../../call_problem/call_problem";
import {CardChooser} from "../../card_chooser/card_chooser";
import {LotChooser} from "../../lot_chooser/lot_chooser";
import {QuantityStepper} from "../../quantity_stepper/quantity_stepper";
import {CardCharge} from "../../../utils/card_charge";
import {describeHandOut} from "../../../utils/hand_out";
import {LotChoices} from "../../../utils/lot_choices";

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
        this.cardCharge = new CardCharge((charge) =>
            this.call("charge_cards_from_ui", [charge])
        );
        this.lots = useState(new LotChoices());
        const scan = ({base_code}) => this.lots.scan(this.preparedLines, base_code);
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

    takeOver(prepared) {
        this.state.prepared = prepared;
        this.lots.takeOver(prepared.lines);
    }

    /** @returns {object|undefined} the line of the answer, where it has lots */
    getTracked({id}) {
        return this.preparedLines.find(
            (line) => line.order_line_id === id && line.lots
        );
    }

    get preparedLines() {
        return this.state.prepared?.lines || [];
    }

    /** @returns {object|undefined} the first line that lacks lots */
    get lineWithoutLots() {
        return this.lots.findIncomplete(this.preparedLines);
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
        this.state.cardMessage = await this.cardCharge.send({
            pickup_uuid: this.uuid,
            quantities: this.wanted,
            card_ids: ids,
        });
        await this.prepare();
    }

    describeError(error) {
        return describeError(
            error,
            _t("A pickup needs the network. Try again when it is back.")
        );
    }

    get title() {
        return _t("Pick up %s", this.props.detail.reference);
    }

    get goodsTotal() {
        const {balance, deposit} = this.state.prepared;
        return balance + deposit;
    }

    get canConfirm() {
        const {prepared, loading} = this.state;
        const isReady = Boolean(prepared) && !loading && !this.obstacle;
        return isReady && !this.pos.data.network.offline;
    }

    formatQty(quantity) {
        return this.env.utils.formatProductQty(quantity, false);
    }

    /** @returns {string} what is still missing; empty when nothing is */
    get obstacle() {
        if (!this.count) {
            return _t("Choose what is handed out");
        }
        if (this.needsCode && !this.state.code.trim()) {
            return _t("Enter the collector's code");
        }
        return this.lineWithoutLots
            ? _t("Choose the lots of %s", this.lineWithoutLots.name)
            : "";
    }

    get confirmLabel() {
        return (
            this.obstacle ||
            describeHandOut(
                this.count,
                this.state.prepared?.balance,
                this.pos.currency,
                this.env.utils
            )
        );
    }

    async confirm() {
        if (await this.proveCollector()) {
            const {prepared, byManager} = this.state;
            const lines = prepared.lines.map((line) =>
                line.lots ? {...line, chosen: this.lots.get(line)} : line
            );
            this.props.getPayload({...prepared, lines, uuid: this.uuid, byManager});
            this.props.close();
        }
    }
}
