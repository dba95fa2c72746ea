import {Component} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {usePos} from "@point_of_sale/app/hooks/pos_hook";
import {useBackOnline} from "@retail_base/app/hooks/back_online_hook";

/**
 * Why a dialog cannot go on, and the way out: off line it waits and asks again by itself
 * when the network is back (AY-11).
 */
export class CallProblem extends Component {
    static template = "retail_customer_orders.CallProblem";
    static props = {
        message: String,
        // Asks again what failed; none where the dialog's own button does it.
        retry: {type: Function, optional: true},
        className: {type: String, optional: true},
    };

    setup() {
        this.pos = usePos();
        useBackOnline(() => this.props.message && this.props.retry?.());
    }

    get isOffline() {
        return this.pos.data.network.offline;
    }

    get message() {
        return this.isOffline
            ? _t("This needs the network. Wait until it is back; nothing is lost.")
            : this.props.message;
    }
}
