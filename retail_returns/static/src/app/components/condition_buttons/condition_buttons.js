import {Component} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";

/** How goods look that come back, asked where a return policy wants to know. */
export class ConditionButtons extends Component {
    static template = "retail_returns.ConditionButtons";
    static props = {selected: String, onSelect: Function};

    get conditions() {
        return [
            ["unopened", _t("Unopened")],
            ["opened", _t("Opened")],
            ["damaged", _t("Damaged")],
            ["defective", _t("Defective")],
        ];
    }
}
