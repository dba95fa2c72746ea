import {Component, onWillStart, useState} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {Dialog} from "@web/core/dialog/dialog";
import {KeepLast} from "@web/core/utils/concurrency";
import {ConnectionLostError, RPCError} from "@web/core/network/rpc";
import {usePos} from "@point_of_sale/app/hooks/pos_hook";

/**
 * Which lines of an order are handed out, and how many (PU-02). Resolves with the lines
 * and the deposit as the server prepared them.
 */
export class PickupDialog extends Component {
    static template = "retail_customer_orders.PickupDialog";
    static components = {Dialog};
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
        });
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

    askServer() {
        return this.pos.data.call("retail.order.request", "prepare_pickup_from_ui", [
            this.pos.config.id,
            this.props.detail.id,
            this.wanted,
        ]);
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
        return Boolean(this.state.prepared) && !this.state.loading;
    }

    formatQty(quantity) {
        return this.env.utils.formatProductQty(quantity, false);
    }

    get confirmLabel() {
        if (!this.count) {
            return _t("Choose what is handed out");
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

    confirm() {
        this.props.getPayload(this.state.prepared);
        this.props.close();
    }
}
