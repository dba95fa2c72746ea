import {patch} from "@web/core/utils/patch";
import {ControlButtons} from "@point_of_sale/app/screens/product_screen/control_buttons/control_buttons";

patch(ControlButtons.prototype, {
    /** Core offers no information on what has no card; this has none here only. */
    displayProductInfoBtn() {
        const line = this.currentOrder?.getSelectedOrderline();
        const template = line?.product_id.product_tmpl_id;
        return (
            super.displayProductInfoBtn(...arguments) ||
            Boolean(template && this.pos.retailRange.hasOutside(template))
        );
    },
});
