import {patch} from "@web/core/utils/patch";
import {debounce} from "@web/core/utils/timing";
import {_t} from "@web/core/l10n/translation";
import {AlertDialog} from "@web/core/confirmation_dialog/confirmation_dialog";
import {makeAwaitable} from "@point_of_sale/app/utils/make_awaitable_dialog";
import {PosStore} from "@point_of_sale/app/services/pos_store";
import {afterOpening} from "@retail_base/app/utils/after_opening";
import {FulfilmentDialog} from "../components/popups/fulfilment_dialog/fulfilment_dialog";

patch(PosStore.prototype, {
    async setup() {
        this.orderCounts = {pickup: 0, ship: 0, overdue: 0};
        await super.setup(...arguments);
        // Many orders may change at once, and messages come twice after off line.
        this.refreshOrderCounts = debounce(() => this.countOrders(), 1000);
        this.data.connectWebSocket("RETAIL_ORDERS", this.refreshOrderCounts);
        this.data.connectWebSocket("RETAIL_CHECK_IN", (message) =>
            this.showCheckIn(message)
        );
        afterOpening(() => this.countOrders());
    },
    /** Nobody waits for it: what fails is asked again with the next message. */
    async countOrders() {
        const counts =
            !this.data.network.offline &&
            (await this.data.silentCall(
                "retail.order.request",
                "count_orders_from_ui",
                [this.config.id]
            ));
        this.orderCounts = counts || this.orderCounts;
    },
    /** Tells that a customer has come for an order, until somebody closes it. */
    showCheckIn({reference, customer, note}) {
        const message = [reference, note].filter(Boolean).join(" · ");
        const close = this.notification.add(message, {
            title: _t("%s is here", customer),
            type: "info",
            sticky: true,
            buttons: [
                {
                    name: _t("Open"),
                    onClick: () => {
                        close();
                        this.dialog.closeAll();
                        this.navigate("FindOrder", {term: reference});
                    },
                },
            ],
        });
    },
    /** What the store's range leaves to orders may enter the cart. */
    takesCustomerOrders() {
        return true;
    },
    /**
     * Asks how the lines of the cart are fulfilled and writes the answer on them.
     *
     * @param {{chosen?: object[], tab?: string}} begin what the dialog begins with
     */
    async openFulfilment(begin = {}) {
        const order = this.getOrder();
        const obstacle = this.getFulfilmentObstacle(order);
        if (obstacle) {
            this.dialog.add(AlertDialog, {title: _t("Customer order"), body: obstacle});
            return;
        }
        const choice = await makeAwaitable(this.dialog, FulfilmentDialog, {
            order,
            ...begin,
        });
        if (choice) {
            order.chooseFulfilment(choice);
        }
    },
    /** @returns {string} why no line of the ticket can be ordered; empty when some can */
    getFulfilmentObstacle(order) {
        if (!order.lines.some((line) => line.canBeLater)) {
            return (
                this.getOrderObstacle(order) ||
                _t("Add the products first, then choose how the customer gets them.")
            );
        }
        return this.getOrderObstacle(order);
    },
    /** @returns {string} why the ticket can take no order; empty when it can */
    getOrderObstacle(order) {
        if (order.existingOrder) {
            return _t(
                "This ticket belongs to an order that was taken before. Finish or cancel it first."
            );
        }
        if (order.isRefund) {
            return _t("This ticket is a refund. Start a new ticket for the order.");
        }
        if (!order.depositProduct) {
            return _t(
                "This register knows no deposit product. Close and open the register again, or ask an administrator."
            );
        }
        return "";
    },
    async selectPartner(order = this.getOrder()) {
        if (order?.existingOrder && order.partner_id) {
            this.dialog.add(AlertDialog, {
                title: _t("Can't change customer"),
                body: _t(
                    "This ticket belongs to the order of %s.",
                    order.partner_id.name
                ),
            });
            return order.partner_id;
        }
        return super.selectPartner(...arguments);
    },
    async addLineToOrder(vals, order) {
        if (order.isSettlement) {
            this.dialog.add(AlertDialog, {
                title: _t("Nothing else on this ticket"),
                body: _t(
                    "It settles the order %s. Finish it first, then sell on a new ticket.",
                    order.existingOrder.reference
                ),
            });
            return;
        }
        return await super.addLineToOrder(...arguments);
    },
    async setDiscountFromUI(line) {
        if (line.order_id?.isLockedLine(line)) {
            return;
        }
        return super.setDiscountFromUI(...arguments);
    },
});
