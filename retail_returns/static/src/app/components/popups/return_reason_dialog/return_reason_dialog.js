import {Component, useState} from "@odoo/owl";
import {Dialog} from "@web/core/dialog/dialog";
import {usePos} from "@point_of_sale/app/hooks/pos_hook";
import {
    ReasonButtons,
    isReasonGiven,
} from "@retail_base/app/components/reason_buttons/reason_buttons";
import {ConditionButtons} from "../../condition_buttons/condition_buttons";

/** Asks why goods come back; resolves with {id, note, condition}. */
export class ReturnReasonDialog extends Component {
    static template = "retail_returns.ReturnReasonDialog";
    static components = {ConditionButtons, Dialog, ReasonButtons};
    static props = {
        asksCondition: {type: Boolean, optional: true},
        getPayload: Function,
        close: Function,
    };

    setup() {
        this.pos = usePos();
        this.state = useState({reasonId: false, note: "", condition: ""});
    }

    get reasons() {
        return this.pos.models["retail.reason.code"].filter(
            ({kind}) => kind === "return"
        );
    }

    get canConfirm() {
        const reason = this.reasons.find(({id}) => id === this.state.reasonId);
        const {note, condition} = this.state;
        const isLooked = !this.props.asksCondition || condition;
        return isReasonGiven(reason, note) && Boolean(isLooked);
    }

    confirm() {
        const {reasonId, note, condition} = this.state;
        this.props.getPayload({id: reasonId, note: note.trim(), condition});
        this.props.close();
    }
}
