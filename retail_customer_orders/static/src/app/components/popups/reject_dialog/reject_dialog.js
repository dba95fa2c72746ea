import {Component, useState} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {Dialog} from "@web/core/dialog/dialog";
import {usePos} from "@point_of_sale/app/hooks/pos_hook";
import {
    ReasonButtons,
    isReasonGiven,
} from "@retail_base/app/components/reason_buttons/reason_buttons";
import {QuantityStepper} from "../../quantity_stepper/quantity_stepper";

/** What the store does not ship, and why (FU-11). Resolves as the server takes it. */
export class RejectDialog extends Component {
    static template = "retail_customer_orders.RejectDialog";
    static components = {Dialog, QuantityStepper, ReasonButtons};
    static props = {delivery: Object, getPayload: Function, close: Function};

    setup() {
        this.pos = usePos();
        const [line] = this.lines;
        this.state = useState({
            lineId: line.id,
            quantity: line.qty,
            reasonId: false,
            note: "",
        });
    }

    get lines() {
        return this.props.delivery.lines.filter(
            ({acceptance, picked}) => acceptance && !picked
        );
    }

    get line() {
        return this.lines.find(({id}) => id === this.state.lineId);
    }

    chooseLine({id, qty}) {
        Object.assign(this.state, {lineId: id, quantity: qty});
    }

    get reasons() {
        return this.pos.models["retail.reason.code"]
            .filter(({kind}) => kind === "rejection")
            .sort((one, other) => one.sequence - other.sequence);
    }

    get reason() {
        return this.reasons.find(({id}) => id === this.state.reasonId);
    }

    get title() {
        return _t("Reject goods of %s", this.props.delivery.reference);
    }

    get canConfirm() {
        return isReasonGiven(this.reason, this.state.note);
    }

    get confirmLabel() {
        if (!this.reason) {
            return _t("Choose a reason");
        }
        return _t("Reject %(quantity)s × %(product)s", {
            quantity: this.env.utils.formatProductQty(this.state.quantity, false),
            product: this.line.name,
        });
    }

    confirm() {
        this.props.getPayload({
            line_id: this.line.id,
            quantity: this.state.quantity,
            open_qty: this.line.open_qty,
            reason_id: this.state.reasonId,
            note: this.state.note.trim(),
        });
        this.props.close();
    }
}
