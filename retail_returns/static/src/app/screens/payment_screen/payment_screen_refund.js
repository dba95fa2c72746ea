import {useEffect} from "@odoo/owl";
import {patch} from "@web/core/utils/patch";
import {PaymentScreen} from "@point_of_sale/app/screens/payment_screen/payment_screen";
import {getStoreCreditMost, proposeRefundTenders} from "../../utils/refund_tenders";

patch(PaymentScreen.prototype, {
    setup() {
        super.setup(...arguments);
        useEffect(
            () => {
                const order = this.currentOrder;
                if (order?.return_payload?.tenders) {
                    proposeRefundTenders(this.pos, order);
                }
            },
            () => [this.props.orderUuid]
        );
    },
    async addNewPaymentLine(paymentMethod) {
        if (!paymentMethod.is_store_credit) {
            return super.addNewPaymentLine(...arguments);
        }
        const most = await getStoreCreditMost(this.pos, this.currentOrder);
        if (most === null || !(await super.addNewPaymentLine(...arguments))) {
            return false;
        }
        this.selectedPaymentLine.setAmount(most);
        this.numberBuffer.set(most.toString());
        return true;
    },
});
