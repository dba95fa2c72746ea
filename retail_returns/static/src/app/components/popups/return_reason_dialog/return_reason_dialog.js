import {Component, useState} from "@odoo/owl";
import {Dialog} from "@web/core/dialog/dialog";
import {usePos} from "@point_of_sale/app/hooks/pos_hook";
import {
    ReasonButtons,
    isReasonGiven,
} from "@retail_base/app/components/reason_buttons/reason_buttons";

/** Asks why goods come back; resolves with {id, note}. */
export class ReturnReasonDialog extends Component {
    static template = "retail_returns.ReturnReasonDialog";
    static components = {Dialog, ReasonButtons};
    static props = {getPayload: Function, close: Function};

    setup() {
        this.pos = usePos();
        this.state = useState({reasonId: false, note: ""});
    }

    get reasons() {
        return this.pos.models["retail.reason.code"].filter(
            ({kind}) => kind === "return"
        );
    }

    get canConfirm() {
        const reason = this.reasons.find(({id}) => id === this.state.reasonId);
        return isReasonGiven(reason, this.state.note);
    }

    confirm() {
        this.props.getPayload({id: this.state.reasonId, note: this.state.note.trim()});
        this.props.close();
    }
}
