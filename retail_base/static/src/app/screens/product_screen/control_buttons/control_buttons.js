import {ControlButtons} from "@point_of_sale/app/screens/product_screen/control_buttons/control_buttons";
import {patch} from "@web/core/utils/patch";

patch(ControlButtons.prototype, {
    clickStockInStores() {
        const product = this.currentOrder.getSelectedOrderline().product_id;
        this.dialog.closeAll();
        this.pos.openStockDialog(product.product_tmpl_id, product);
    },
});
