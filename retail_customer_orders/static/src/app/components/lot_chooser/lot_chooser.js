import {Component, useState} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {findLot, getMissing, takeOf} from "../../utils/lot_choices";

/** What a dialog shows at once; the others are scanned or typed. */
const SHOWN = 12;

/**
 * Which lots or serial numbers of a line are handed out. A tap takes as many of a lot
 * as are still missing, or gives them back.
 */
export class LotChooser extends Component {
    static template = "retail_customer_orders.LotChooser";
    static props = {
        // As `prepare_pickup_from_ui` describes it.
        line: Object,
        // {lot id: quantity}
        chosen: Object,
        onChange: Function,
    };

    setup() {
        this.state = useState({term: "", message: ""});
    }

    get label() {
        return this.props.line.tracking === "serial"
            ? _t("Serial numbers")
            : _t("Lots");
    }

    get lots() {
        const {term} = this.state;
        const {line, chosen} = this.props;
        const isShown = ({id, name}) =>
            id in chosen || name.toLowerCase().includes(term.trim().toLowerCase());
        return line.lots.filter(isShown).slice(0, SHOWN);
    }

    get missing() {
        return getMissing(this.props.line, this.props.chosen);
    }

    toggle(lot) {
        this.state.message = "";
        const chosen = {...this.props.chosen};
        if (lot.id in chosen) {
            delete chosen[lot.id];
        } else if (this.missing > 0) {
            chosen[lot.id] = takeOf(this.props.line, lot, this.missing);
        } else {
            this.state.message = _t("Take off another one first.");
        }
        this.props.onChange(chosen);
    }

    /** A scanner with the cursor in the field types the lot and presses Enter. */
    onKeydown(ev) {
        if (ev.key !== "Enter") {
            return;
        }
        ev.preventDefault();
        ev.stopPropagation();
        const name = this.state.term.trim();
        const lot = findLot(this.props.line, name);
        if (!lot) {
            this.state.message = _t("%s is not here, or kept for another order.", name);
        } else if (!(lot.id in this.props.chosen)) {
            this.toggle(lot);
        }
        this.state.term = "";
    }

    format(quantity) {
        return this.env.utils.formatProductQty(quantity, false);
    }
}
