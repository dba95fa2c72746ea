import {onWillStart, useEffect, useState} from "@odoo/owl";
import {patch} from "@web/core/utils/patch";
import {_t} from "@web/core/l10n/translation";
import {AlertDialog} from "@web/core/confirmation_dialog/confirmation_dialog";
import {PaymentScreen} from "@point_of_sale/app/screens/payment_screen/payment_screen";
import {DepositSummary} from "../../components/deposit_summary/deposit_summary";
import {checkCustomerOrder} from "../../utils/order_check";

patch(PaymentScreen, {
    components: {...PaymentScreen.components, DepositSummary},
});

patch(PaymentScreen.prototype, {
    setup() {
        super.setup(...arguments);
        this.orderCheck = useState({status: "idle", message: ""});
        // Every road to the payment starts here: button, tab, browser, reload.
        onWillStart(() => this.currentOrder?.stashLater());
        useEffect(
            () => {
                this.currentOrder?.stashLater();
                this.checkCustomerOrder();
            },
            () => [this.props.orderUuid, this.currentOrder?.partner_id?.id]
        );
    },
    /** @returns {Promise<boolean>} whether payments may be taken for the order */
    async checkCustomerOrder(status = "checking") {
        const order = this.currentOrder;
        if (!order?.isStashed || !order.partner_id) {
            this.orderCheck.status = "idle";
            return true;
        }
        this.orderCheck.status = status;
        const {ok, offline, message} = await checkCustomerOrder(this.pos, order);
        this.orderCheck.status = offline ? "offline" : ok ? "accepted" : "refused";
        this.orderCheck.message = message || "";
        return ok;
    },
    async addNewPaymentLine() {
        if (this.orderCheck.status === "adding") {
            return false;
        }
        if (this.currentOrder.isStashed && !(await this.checkCustomerOrder("adding"))) {
            const body = this.orderCheck.message;
            this.dialog.add(AlertDialog, {title: _t("Order refused"), body});
            return false;
        }
        return super.addNewPaymentLine(...arguments);
    },
});
