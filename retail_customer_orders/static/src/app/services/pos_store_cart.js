import {patch} from "@web/core/utils/patch";
import {_t} from "@web/core/l10n/translation";
import {AlertDialog} from "@web/core/confirmation_dialog/confirmation_dialog";
import {makeAwaitable} from "@point_of_sale/app/utils/make_awaitable_dialog";
import {PosStore} from "@point_of_sale/app/services/pos_store";
import {BulkDialog} from "../components/popups/bulk_dialog/bulk_dialog";
import {LinesDialog} from "../components/popups/lines_dialog/lines_dialog";
import {OrderPanel} from "../components/popups/order_panel/order_panel";
import {getDefaultFulfilment} from "../models/utils/cart_transaction";
import {prepareFulfilment} from "../utils/fulfilment";
import {carryOut, runLineAction} from "../utils/line_actions";
import "./pos_store";

/** What a cashier does with the cart as a whole (CO-02, CO-03, CO-13, CO-14). */
patch(PosStore.prototype, {
    /** A cart that is an order by itself takes new lines as such (CO-03). */
    async addLineToOrder(vals, order, ...rest) {
        const fulfilment = getDefaultFulfilment(order, vals);
        if (!fulfilment) {
            return await super.addLineToOrder(...arguments);
        }
        const values = {...prepareFulfilment(order.models, fulfilment), ...vals};
        const line = await super.addLineToOrder(values, order, ...rest);
        if (line?.combo_line_ids.length) {
            // Core makes the parts of a combo without asking.
            line.setFulfilment(fulfilment);
        }
        return line;
    },
    openBulkEntry() {
        const order = this.getOrder();
        if (order?.isSettlement || order?.isRefund) {
            this.dialog.add(AlertDialog, {
                title: _t("Bulk entry"),
                body: _t(
                    "Nothing else can be sold on this ticket. Finish it first, or start a new one."
                ),
            });
            return;
        }
        this.dialog.add(BulkDialog, {});
    },
    async openLines() {
        const order = this.getOrder();
        const choice = await makeAwaitable(this.dialog, LinesDialog, {order});
        if (choice) {
            await runLineAction(this, order, choice.name, choice.lines);
        }
    },
    async openOrderPanel() {
        const order = this.getOrder();
        const obstacle = this.getOrderObstacle(order);
        if (obstacle) {
            this.dialog.add(AlertDialog, {title: _t("Order details"), body: obstacle});
            return;
        }
        const choices = await makeAwaitable(this.dialog, OrderPanel, {order});
        if (choices) {
            order.setCustomerOrderChoices(choices);
        }
    },
    /** The cart is a plain sale again (CO-02). */
    carryOutAll() {
        const order = this.getOrder();
        carryOut(order, order.laterLines);
    },
});
