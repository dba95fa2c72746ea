import {_t} from "@web/core/l10n/translation";
import {patch} from "@web/core/utils/patch";
import {OrderDetail} from "@retail_customer_orders/app/screens/find_order/order_detail";

/** What was collected of an order can be brought back to any store. */
patch(OrderDetail.prototype, {
    get actions() {
        return [...super.actions, this.returnAction];
    },
    get returnAction() {
        const isCollected = (line) => line.fulfilment === "pickup" && line.qty_done > 0;
        const enabled = this.detail.lines.some(isCollected);
        return {
            name: "return",
            label: _t("Return"),
            icon: "fa-undo",
            enabled: enabled && !this.pos.data.network.offline,
            why: enabled ? _t("Needs the network") : _t("Nothing was collected yet"),
            run: () => this.pos.navigate("Returns", {term: this.detail.reference}),
        };
    },
});
