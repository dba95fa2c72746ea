import {Component} from "@odoo/owl";
import {useAutofocus} from "@web/core/utils/hooks";

/** Why something is done: large buttons, and a note where the reason asks for one. */
export class ReasonButtons extends Component {
    static template = "retail_base.ReasonButtons";
    static props = {
        reasons: Array,
        selectedId: [Number, Boolean],
        note: String,
        onSelect: Function,
        onNote: Function,
    };

    setup() {
        useAutofocus({refName: "note", mobile: true});
    }

    get selected() {
        return this.props.reasons.find((reason) => reason.id === this.props.selectedId);
    }
}

/** @returns {boolean} whether nothing is missing to give this reason */
export function isReasonGiven(reason, note) {
    return Boolean(reason) && (!reason.note_required || Boolean(note.trim()));
}
