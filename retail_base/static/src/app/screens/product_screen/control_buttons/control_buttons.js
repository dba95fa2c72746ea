import {ControlButtons} from "@point_of_sale/app/screens/product_screen/control_buttons/control_buttons";
import {hasStock} from "@retail_base/app/utils/find_product";
import {patch} from "@web/core/utils/patch";

patch(ControlButtons.prototype, {
    /** The chosen line, if stores have stock of what it sells. */
    get lineWithStock() {
        const line = this.currentOrder?.getSelectedOrderline();
        return line && hasStock(line.product_id.product_tmpl_id) ? line : undefined;
    },
    clickStockInStores() {
        const line = this.lineWithStock;
        this.dialog.closeAll();
        this.pos.openStockDialog(
            line.product_id.product_tmpl_id,
            line.product_id,
            line
        );
    },
});
