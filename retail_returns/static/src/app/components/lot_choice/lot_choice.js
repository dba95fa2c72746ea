import {Component, useState} from "@odoo/owl";

/** Which of the lots or serial numbers that were sold come back (RT-13). */
export class LotChoice extends Component {
    static template = "retail_returns.LotChoice";
    static props = {
        /** Names that were sold and have not come back. */
        sold: Array,
        chosen: Array,
        /** Whether another one than was sold may come back. */
        canBeOther: Boolean,
        toggle: Function,
    };

    setup() {
        this.state = useState({other: ""});
    }

    /** What was sold, and what was entered beside it. */
    get names() {
        return [...new Set([...this.props.sold, ...this.props.chosen])];
    }

    addOther() {
        const name = this.state.other.trim();
        if (name && !this.props.chosen.includes(name)) {
            this.props.toggle(name);
        }
        this.state.other = "";
    }
}
