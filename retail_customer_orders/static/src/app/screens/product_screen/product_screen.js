import {onWillStart, useEffect} from "@odoo/owl";
import {patch} from "@web/core/utils/patch";
import {ProductScreen} from "@point_of_sale/app/screens/product_screen/product_screen";
import {useBarcodeReader} from "@point_of_sale/app/hooks/barcode_reader_hook";
import {refreshDeposit} from "../../utils/deposit_request";

patch(ProductScreen.prototype, {
    setup() {
        super.setup(...arguments);
        const restore = () => this.currentOrder?.restoreLater();
        // Every road back to the cart ends here: button, tab, browser, reload.
        onWillStart(restore);
        useEffect(restore, () => [this.currentOrder?.uuid]);
        useBarcodeReader({customer_order: this._barcodeCustomerOrderAction});
    },
    get total() {
        const due =
            this.currentOrder?.laterLines.length && this.currentOrder.dueAmounts;
        return due ? this.env.utils.formatCurrency(due.now) : super.total;
    },
    async _barcodeCustomerOrderAction(code) {
        this.pos.navigate("FindOrder", {term: code.base_code});
    },
    async fastValidate() {
        const order = this.currentOrder;
        // The payment is made with the amount due, before anything else is asked.
        await refreshDeposit(this.pos, order);
        await super.fastValidate(...arguments);
        // Refused: the cashier is still at the cart.
        order.restoreLater();
    },
});
