import {patch} from "@web/core/utils/patch";
import {_t} from "@web/core/l10n/translation";
import {AlertDialog} from "@web/core/confirmation_dialog/confirmation_dialog";
import {ask} from "@point_of_sale/app/utils/make_awaitable_dialog";
import OrderPaymentValidation from "@point_of_sale/app/utils/order_payment_validation";
import {getOnAccountObstacle} from "./on_account";
import {forgetAccepted, getApproved} from "./order_check";
import {getNetworkObstacle} from "./order_network";

patch(OrderPaymentValidation.prototype, {
    setup(vals) {
        // Before the payment line of a fast payment is made with the amount due.
        vals.pos.models["pos.order"].getBy("uuid", vals.orderUuid)?.stashLater();
        super.setup(...arguments);
    },
    /** A link is shown on the receipt screen: it must not be skipped. */
    get nextPage() {
        const next = super.nextPage;
        const isSkipped = next.page === "FeedbackScreen";
        return isSkipped && this.order.customer_order_payload?.link_amount
            ? {page: "ReceiptScreen", params: {orderUuid: this.order.uuid}}
            : next;
    },
    async askBeforeValidation() {
        const body = getNetworkObstacle(this.pos, this.order);
        if (body) {
            this.pos.dialog.add(AlertDialog, {title: _t("No network"), body});
            return false;
        }
        if (this.order.isStashed && !(await this._acceptCustomerOrder())) {
            return false;
        }
        return super.askBeforeValidation(...arguments);
    },
    async _acceptCustomerOrder() {
        if (!this.order.partner_id) {
            return this._askForOrderCustomer();
        }
        if (this.order.customer_order_payload.link_amount) {
            // The link is shown at once: the network must be there now.
            forgetAccepted(this.order);
        }
        const {ok, offline, message} = await getApproved(this.pos, this.order);
        const obstacle =
            getOnAccountObstacle(this.order) || this._getLinkObstacle(offline);
        const body = ok ? obstacle : message;
        const accepted = ok && !body;
        if (!accepted) {
            this.pos.dialog.add(AlertDialog, {title: _t("Order refused"), body});
        }
        return accepted;
    },
    _getLinkObstacle(isOffline) {
        return isOffline && this.order.customer_order_payload.link_amount
            ? _t(
                  "A payment link needs the network. Take the deposit here instead, or try again when it is back."
              )
            : "";
    },
    async _askForOrderCustomer() {
        const confirmed = await ask(this.pos.dialog, {
            title: _t("Customer required"),
            body: _t("An order that is picked up or shipped later needs a customer."),
        });
        if (confirmed) {
            await this.pos.selectPartner(this.order);
        }
        return false;
    },
});
