import {Component} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {usePos} from "@point_of_sale/app/hooks/pos_hook";
import {patch} from "@web/core/utils/patch";
import {DepositSummary} from "../deposit_summary/deposit_summary";
import {chooseLink} from "../../utils/payment_link";

/** What the customer pays by link instead of here (CO-15). */
export class PaymentLinkChoice extends Component {
    static template = "retail_customer_orders.PaymentLinkChoice";
    static props = {order: Object, onChanged: {type: Function, optional: true}};

    setup() {
        this.pos = usePos();
    }

    get linkAmount() {
        return this.props.order.dueAmounts.linkAmount;
    }

    get isDisabled() {
        return this.props.order.payment_ids.length > 0;
    }

    get obstacle() {
        return this.isDisabled ? _t("Take off the payments first") : "";
    }

    format(amount) {
        return this.env.utils.formatCurrency(amount);
    }

    async choose() {
        if (await chooseLink(this.pos, this.props.order)) {
            this.props.onChanged?.();
        }
    }
}

patch(DepositSummary, {
    components: {...DepositSummary.components, PaymentLinkChoice},
});
