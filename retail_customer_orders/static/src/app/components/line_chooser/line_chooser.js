import {Component, useRef, useState} from "@odoo/owl";
import {useAutofocus} from "@web/core/utils/hooks";
import {findLines} from "../../utils/line_search";

/**
 * Lines of a ticket with check boxes, and a field that finds some of them. The arrow keys
 * go from one to the next, Enter in the field checks all that it shows.
 */
export class LineChooser extends Component {
    static template = "retail_customer_orders.LineChooser";
    static props = {
        lines: Array,
        // {uuid: whether it is checked}, reactive; it is written.
        chosen: Object,
        hasSearch: {type: Boolean, optional: true},
        autofocus: {type: Boolean, optional: true},
    };

    setup() {
        this.root = useRef("root");
        if (this.props.autofocus) {
            useAutofocus({refName: "term"});
        }
        this.chosen = useState(this.props.chosen);
        this.state = useState({term: ""});
    }

    get shown() {
        return findLines(this.props.lines, this.state.term);
    }

    get allChosen() {
        const {shown} = this;
        return shown.length > 0 && shown.every(({uuid}) => this.chosen[uuid]);
    }

    toggleLine(line) {
        this.chosen[line.uuid] = !this.chosen[line.uuid];
    }

    toggleAll() {
        const chosen = !this.allChosen;
        this.shown.forEach(({uuid}) => (this.chosen[uuid] = chosen));
    }

    onSearchKeydown(event) {
        if (event.key === "Enter" && this.state.term.trim()) {
            event.preventDefault();
            this.shown.forEach(({uuid}) => (this.chosen[uuid] = true));
            this.state.term = "";
        }
    }

    onKeydown(event) {
        const step = {ArrowDown: 1, ArrowUp: -1}[event.key];
        if (step) {
            event.preventDefault();
            const fields = [...this.root.el.querySelectorAll("input")];
            fields[fields.indexOf(document.activeElement) + step]?.focus();
        }
    }
}
