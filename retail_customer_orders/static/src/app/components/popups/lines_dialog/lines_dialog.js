import {Component, useState} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {Dialog} from "@web/core/dialog/dialog";
import {useProductScanner} from "@retail_base/app/hooks/product_scanner_hook";
import {usePos} from "@point_of_sale/app/hooks/pos_hook";
import {getChoosableLines, getLineActions} from "../../../utils/line_actions";
import {LineChooser} from "../../line_chooser/line_chooser";

/**
 * Finds and chooses lines of the cart, and what to do with them in one step (CO-13).
 * Resolves with {name, lines}.
 */
export class LinesDialog extends Component {
    static template = "retail_customer_orders.LinesDialog";
    static components = {Dialog, LineChooser};
    static props = {order: Object, getPayload: Function, close: Function};

    setup() {
        this.pos = usePos();
        this.state = useState({chosen: {}, message: ""});
        const scan = ({base_code: number}) => this.chooseScanned(number);
        useProductScanner(scan);
    }

    get lines() {
        return getChoosableLines(this.props.order);
    }

    get chosenLines() {
        return this.lines.filter(({uuid}) => this.state.chosen[uuid]);
    }

    get actions() {
        return getLineActions(this.pos, this.props.order, this.chosenLines);
    }

    get summary() {
        const count = this.chosenLines.length;
        return count === 1 ? _t("1 line chosen") : _t("%s lines chosen", count);
    }

    /** The lines of what is scanned are chosen, beside those that are. */
    chooseScanned(number) {
        const packaging = this.pos.models["product.uom"].getBy("barcode", number);
        const found = this.lines.filter(
            ({product_id: product}) =>
                product.barcode === number || product.id === packaging?.product_id?.id
        );
        found.forEach(({uuid}) => (this.state.chosen[uuid] = true));
        this.state.message = found.length ? "" : _t("%s is not in the cart.", number);
    }

    run(action) {
        this.props.getPayload({name: action.name, lines: this.chosenLines});
        this.props.close();
    }
}
