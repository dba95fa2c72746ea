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
    /** What was filled in is not asked for twice. */
    getProposedLine(paymentMethod) {
        const order = this.currentOrder;
        const isOf = (line) => line.payment_method_id.id === paymentMethod.id;
        return order.return_payload?.tenders && order.payment_ids.find(isOf);
    },
    /** What the tenders of the sale do not cover goes to the one that is tapped. */
    addRest(line) {
        const {remainingDue, currency} = this.currentOrder;
        if (!currency.isZero(remainingDue)) {
            const amount = currency.round(line.getAmount() + remainingDue);
            line.setAmount(amount);
            this.numberBuffer.set(amount.toString());
        }
    },
    async addNewPaymentLine(paymentMethod) {
        const proposed = this.getProposedLine(paymentMethod);
        if (proposed) {
            this.selectPaymentLine(proposed.uuid);
            this.addRest(proposed);
            return true;
        }
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
