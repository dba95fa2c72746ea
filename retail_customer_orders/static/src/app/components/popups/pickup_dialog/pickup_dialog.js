import {Component, onWillStart, useState} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {Dialog} from "@web/core/dialog/dialog";
import {KeepLast} from "@web/core/utils/concurrency";
import {ConnectionLostError, RPCError} from "@web/core/network/rpc";
import {uuidv4} from "@point_of_sale/utils";
import {usePos} from "@point_of_sale/app/hooks/pos_hook";
import {CallProblem} from "../../call_problem/call_problem";
import {QuantityStepper} from "../../quantity_stepper/quantity_stepper";

/**
 * Which lines of an order are handed out, and how many (PU-02). Resolves with the lines
 * and the deposit as the server prepared them.
 */
export class PickupDialog extends Component {
    static template = "retail_customer_orders.PickupDialog";
    static components = {CallProblem, Dialog, QuantityStepper};
    static props = {detail: Object, getPayload: Function, close: Function};

    setup() {
        this.pos = usePos();
        this.keepLast = new KeepLast();
        this.state = useState({
            quantities: Object.fromEntries(
                this.lines.map((line) => [line.id, line.qty_ready])
            ),
            prepared: null,
            loading: true,
            error: "",
            code: "",
            codeMessage: "",
            byManager: false,
        });
        // A right code proves this one pickup: it need not travel in the ticket.
        this.uuid = uuidv4();
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
            this.state.prepared = await this.keepLast.add(this.askServer());
        } catch (error) {
            Object.assign(this.state, {
                prepared: null,
                error: this.describeError(error),
            });
        }
        this.state.loading = false;
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
            Object.assign(this.state, {prepared, codeMessage: message, code: ""});
            return ok;
        } catch (error) {
            this.state.codeMessage = this.describeError(error);
            return false;
        } finally {
            this.state.loading = false;
        }
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
        const {offline} = this.pos.data.network;
        return (
            Boolean(this.state.prepared) && !this.state.loading && isProven && !offline
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
            this.props.getPayload({...prepared, uuid: this.uuid, byManager});
            this.props.close();
        }
    }
}
