import {patch} from "@web/core/utils/patch";
import OrderPaymentValidation from "@point_of_sale/app/utils/order_payment_validation";

patch(OrderPaymentValidation.prototype, {
    /** The server may refuse this ticket, and only this one: its customer is here. */
    async finalizeValidation() {
        this.order.uiState.isUnsent = true;
        this.pos.interactiveTicketUuid = this.order.uuid;
        try {
            return await super.finalizeValidation(...arguments);
        } finally {
            this.pos.interactiveTicketUuid = null;
        }
    },
});
