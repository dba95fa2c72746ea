import {Component, useState} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {Dialog} from "@web/core/dialog/dialog";
import {useAutofocus} from "@web/core/utils/hooks";
import {useBarcodeReader} from "@point_of_sale/app/hooks/barcode_reader_hook";

/** Where packed goods are put: scanned, typed or chosen. Resolves with the place. */
export class StageDialog extends Component {
    static template = "retail_customer_orders.StageDialog";
    static components = {Dialog};
    static props = {
        delivery: Object,
        places: Array,
        getPayload: Function,
        close: Function,
    };

    setup() {
        this.state = useState({place: this.props.delivery.place});
        useAutofocus({refName: "place", selectAll: true, mobile: true});
        const scan = ({base_code}) => (this.state.place = base_code);
        useBarcodeReader({product: scan, client: scan, lot: scan, error: scan}, true);
    }

    get title() {
        return _t("Where does %s wait?", this.props.delivery.reference);
    }

    get place() {
        return this.state.place.trim();
    }

    get confirmLabel() {
        return this.place
            ? _t("Put it at %s", this.place)
            : _t("Scan or type the place");
    }

    onKeydown(ev) {
        if (ev.key === "Enter") {
            // A scanner ends with it: nothing else is to happen to what it typed.
            ev.preventDefault();
            ev.stopPropagation();
            this.state.place = ev.target.value;
            this.confirm();
        }
    }

    confirm() {
        if (this.place) {
            this.props.getPayload(this.place);
            this.props.close();
        }
    }
}
