import {onWillStart, useEffect, useState} from "@odoo/owl";
import {patch} from "@web/core/utils/patch";
import {_t} from "@web/core/l10n/translation";
import {AlertDialog} from "@web/core/confirmation_dialog/confirmation_dialog";
import {PaymentScreen} from "@point_of_sale/app/screens/payment_screen/payment_screen";
import {DepositSummary} from "../../components/deposit_summary/deposit_summary";
import {refreshDeposit} from "../../utils/deposit_request";
import {getOnAccountObstacle, isOnAccount} from "../../utils/on_account";
import {checkCustomerOrder, getApproved} from "../../utils/order_check";
import {getNetworkObstacle} from "../../utils/order_network";

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
        if (order?.isStashed) {
            this.orderCheck.status = status;
            await refreshDeposit(this.pos, order);
        }
        if (!order?.isStashed || !order.partner_id) {
            this.orderCheck.status = "idle";
            return true;
        }
        // A manager is called when money is about to be taken, not on entering.
        const judge = status === "adding" ? getApproved : checkCustomerOrder;
        const {ok, offline, message} = await judge(this.pos, order);
        if (this.currentOrder !== order) {
            return ok;
        }
        this.orderCheck.status = offline ? "offline" : ok ? "accepted" : "refused";
        this.orderCheck.message = message || "";
        return ok;
    },
    async addNewPaymentLine(paymentMethod) {
        const obstacle = getNetworkObstacle(this.pos, this.currentOrder);
        if (obstacle) {
            this.dialog.add(AlertDialog, {title: _t("No network"), body: obstacle});
            return false;
        }
        if (this.orderCheck.status === "adding") {
            return false;
        }
        if (this.currentOrder.isStashed && !(await this.checkCustomerOrder("adding"))) {
            const body = this.orderCheck.message;
            this.dialog.add(AlertDialog, {title: _t("Order refused"), body});
            return false;
        }
        return this.refuseOnAccount(paymentMethod)
            ? false
            : super.addNewPaymentLine(...arguments);
    },
    /** @returns {boolean} whether a payment on the customer's account was refused */
    refuseOnAccount(paymentMethod) {
        const order = this.currentOrder;
        if (!order.isStashed || !isOnAccount(paymentMethod)) {
            return false;
        }
        const amount = order.getDefaultAmountDueToPayIn(paymentMethod);
        const body = getOnAccountObstacle(order, amount);
        if (body) {
            this.dialog.add(AlertDialog, {title: _t("Not on account"), body});
        }
        return Boolean(body);
    },
});
