import {Component, useState} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {Dialog} from "@web/core/dialog/dialog";
import {useAutofocus} from "@web/core/utils/hooks";
import {useBarcodeReader} from "@point_of_sale/app/hooks/barcode_reader_hook";
import {getLeaving} from "../../../utils/deliveries";
import {QuantityStepper} from "../../quantity_stepper/quantity_stepper";

/** What the carrier takes (FU-09). Resolves with {totals, tracking}. */
export class ShipDialog extends Component {
    static template = "retail_customer_orders.ShipDialog";
    static components = {Dialog, QuantityStepper};
    static props = {delivery: Object, getPayload: Function, close: Function};

    setup() {
        const {delivery} = this.props;
        this.state = useState({totals: getLeaving(delivery), tracking: ""});
        useAutofocus({refName: "tracking"});
        const scan = ({base_code}) => (this.state.tracking = base_code);
        useBarcodeReader({product: scan, client: scan, lot: scan, error: scan}, true);
    }

    get title() {
        return _t("Ship %s", this.props.delivery.reference);
    }

    get count() {
        return Object.values(this.state.totals).reduce((sum, qty) => sum + qty, 0);
    }

    setQuantity(line, quantity) {
        this.state.totals[line.id] = Math.min(Math.max(quantity, 0), line.qty);
    }

    formatQty(quantity) {
        return this.env.utils.formatProductQty(quantity, false);
    }

    get confirmLabel() {
        const {count} = this;
        const items =
            count === 1 ? _t("1 item") : _t("%s items", this.formatQty(count));
        if (!count) {
            return _t("Choose what is shipped");
        }
        const {carrier} = this.props.delivery;
        return carrier
            ? _t("Hand %(items)s to %(carrier)s", {items, carrier})
            : _t("Hand %s to the carrier", items);
    }

    confirm() {
        const totals = Object.fromEntries(
            Object.entries(this.state.totals).filter(([, quantity]) => quantity)
        );
        this.props.getPayload({totals, tracking: this.state.tracking.trim()});
        this.props.close();
    }
}
