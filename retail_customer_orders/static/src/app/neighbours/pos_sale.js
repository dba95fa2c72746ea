import {patch} from "@web/core/utils/patch";
import {_t} from "@web/core/l10n/translation";
import {PosStore} from "@point_of_sale/app/services/pos_store";

/** Core's *Quotation/Order* knows nothing of deposits: customer orders have a page. */
patch(PosStore.prototype, {
    async _processSaleOrder(saleOrder) {
        if (!saleOrder.is_customer_order) {
            return super._processSaleOrder(...arguments);
        }
        const reference = saleOrder.customer_order_reference;
        this.notification.add(
            _t("%s is a customer order: take its payment here.", reference),
            {type: "info"}
        );
        this.navigate("FindOrder", {term: reference});
    },
});
