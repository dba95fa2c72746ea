import {useEffect} from "@odoo/owl";
import {patch} from "@web/core/utils/patch";
import {_t} from "@web/core/l10n/translation";
import {AlertDialog} from "@web/core/confirmation_dialog/confirmation_dialog";
import {OrderSummary} from "@point_of_sale/app/screens/product_screen/order_summary/order_summary";
import {getDepositKey} from "../../../models/utils/deposit_rule";
import {changePickup} from "../../../utils/change_pickup";
import {refreshDeposit} from "../../../utils/deposit_request";

patch(OrderSummary.prototype, {
    setup() {
        super.setup(...arguments);
        useEffect(
            () => {
                refreshDeposit(this.pos, this.currentOrder);
            },
            () => [this.currentOrder?.hasLaterPart && getDepositKey(this.currentOrder)]
        );
    },
    async updateSelectedOrderline() {
        if (this.refuseChange(this.currentOrder?.getSelectedOrderline())) {
            return;
        }
        return super.updateSelectedOrderline(...arguments);
    },
    async onOrderlineLongPress(ev, orderline) {
        if (this.refuseChange(orderline)) {
            return false;
        }
        return super.onOrderlineLongPress(...arguments);
    },
    async editPackLotLines(line) {
        return this.refuseChange(line) ? null : super.editPackLotLines(...arguments);
    },
    /**
     * Prices are those of the order; what is handed out of it is chosen in the dialog
     * of the pickup, and nowhere else (PU-04).
     */
    refuseChange(line) {
        if (!line || !this.currentOrder.isLockedLine(line)) {
            return false;
        }
        this.numberBuffer.reset();
        if (this.currentOrder.isPickupTicket && !this.currentOrder.isSettlement) {
            changePickup(this.pos, this.currentOrder);
            return true;
        }
        this.dialog.add(AlertDialog, {
            title: _t("This line belongs to an order"),
            body: _t(
                "Its quantity and price come from the order. To change them, cancel this ticket and start again from the order."
            ),
        });
        return true;
    },
});
