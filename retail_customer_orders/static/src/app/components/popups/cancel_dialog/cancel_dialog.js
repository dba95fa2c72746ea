import {Component, onWillStart, useState} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {Dialog} from "@web/core/dialog/dialog";
import {KeepLast} from "@web/core/utils/concurrency";
import {parseFloat} from "@web/views/fields/parsers";
import {useService} from "@web/core/utils/hooks";
import {usePos} from "@point_of_sale/app/hooks/pos_hook";
import {NumberPopup} from "@point_of_sale/app/components/popups/number_popup/number_popup";
import {makeAwaitable} from "@point_of_sale/app/utils/make_awaitable_dialog";
import {describeError} from "@retail_base/app/utils/describe_error";
import {
    ReasonButtons,
    isReasonGiven,
} from "@retail_base/app/components/reason_buttons/reason_buttons";
import {CallProblem} from "../../call_problem/call_problem";
import {QuantityStepper} from "../../quantity_stepper/quantity_stepper";

/**
 * What of an order is cancelled, why, and what it costs (CN-01, CN-02). Resolves with
 * {prepared, reason} as the server prepared it.
 */
export class CancelDialog extends Component {
    static template = "retail_customer_orders.CancelDialog";
    static components = {CallProblem, Dialog, QuantityStepper, ReasonButtons};
    static props = {detail: Object, getPayload: Function, close: Function};

    setup() {
        this.pos = usePos();
        this.dialog = useService("dialog");
        this.keepLast = new KeepLast();
        this.state = useState({
            quantities: null,
            charge: null,
            prepared: null,
            loading: true,
            error: "",
            reasonId: false,
            note: "",
        });
        onWillStart(() => {
            this.prepare();
        });
    }

    get title() {
        return _t("Cancel %s", this.props.detail.reference);
    }

    get lines() {
        return this.state.prepared?.lines || [];
    }

    get reasons() {
        return this.pos.models["retail.reason.code"]
            .filter(({kind}) => kind === "cancellation")
            .sort((one, other) => one.sequence - other.sequence);
    }

    get reason() {
        return this.reasons.find(({id}) => id === this.state.reasonId);
    }

    get count() {
        return this.lines.reduce((sum, {qty}) => sum + qty, 0);
    }

    /** @returns {number} negative when the customer gets money back */
    get due() {
        const {owed, refund} = this.state.prepared;
        return this.pos.currency.round(owed - refund);
    }

    setQuantity(line, quantity) {
        const quantities = Object.fromEntries(
            this.lines.map(({order_line_id: id, qty}) => [id, qty])
        );
        quantities[line.order_line_id] = Math.min(Math.max(quantity, 0), line.most);
        Object.assign(this.state, {quantities, charge: null});
        line.qty = quantities[line.order_line_id];
        return this.prepare();
    }

    async prepare() {
        if (this.state.prepared && !this.count) {
            Object.assign(this.state, {loading: false, error: ""});
            return;
        }
        Object.assign(this.state, {loading: true, error: ""});
        try {
            this.state.prepared = await this.keepLast.add(this.askServer());
        } catch (error) {
            this.state.error = describeError(error);
        }
        this.state.loading = false;
    }

    askServer() {
        return this.pos.data.call("retail.order.request", "prepare_cancel_from_ui", [
            this.pos.config.id,
            this.props.detail.id,
            this.state.quantities,
            this.state.charge,
        ]);
    }

    async editCharge() {
        const {charge, charge_proposed: proposed} = this.state.prepared;
        const entered = await makeAwaitable(this.dialog, NumberPopup, {
            title: _t("Cancellation charge"),
            subtitle: _t("Usually %s", this.format(proposed)),
            startingValue: this.env.utils.formatCurrency(charge, false),
            isValid: (value) => this.isValidCharge(value),
            feedback: (value) => this.describeCharge(value),
        });
        if (entered !== undefined) {
            this.state.charge = this.pos.currency.round(parseFloat(entered || "0"));
            await this.prepare();
        }
    }

    isValidCharge(value) {
        return (
            this.env.utils.isValidFloat(value || "0") && parseFloat(value || "0") >= 0
        );
    }

    describeCharge(value) {
        if (!this.isValidCharge(value)) {
            return _t("Enter an amount of 0 or more.");
        }
        const isUsual = this.pos.currency.equal(
            parseFloat(value || "0"),
            this.state.prepared.charge_proposed
        );
        return isUsual ? "" : _t("Not the usual charge: a manager must approve.");
    }

    format(amount) {
        return this.env.utils.formatCurrency(amount);
    }

    formatQty(quantity) {
        return this.env.utils.formatProductQty(quantity, false);
    }

    get canConfirm() {
        return (
            Boolean(this.state.prepared) &&
            !this.state.loading &&
            !this.state.error &&
            !this.pos.data.network.offline &&
            this.count > 0 &&
            isReasonGiven(this.reason, this.state.note)
        );
    }

    get confirmLabel() {
        if (!this.state.prepared) {
            return _t("Cancel the order");
        }
        if (!this.count) {
            return _t("Choose what is cancelled");
        }
        if (!this.reason) {
            return _t("Choose why");
        }
        const what = this.state.prepared.is_whole
            ? _t("the order")
            : this.count === 1
              ? _t("1 item")
              : _t("%s items", this.formatQty(this.count));
        if (this.pos.currency.isZero(this.due)) {
            return _t("Cancel %s", what);
        }
        const amount = this.format(Math.abs(this.due));
        return this.due < 0
            ? _t("Cancel %(what)s, give back %(amount)s", {what, amount})
            : _t("Cancel %(what)s, take %(amount)s", {what, amount});
    }

    confirm() {
        const {prepared, reasonId, note} = this.state;
        this.props.getPayload({prepared, reason: {id: reasonId, note: note.trim()}});
        this.props.close();
    }
}
