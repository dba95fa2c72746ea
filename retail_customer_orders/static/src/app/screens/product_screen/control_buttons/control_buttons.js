import {patch} from "@web/core/utils/patch";
import {ControlButtons} from "@point_of_sale/app/screens/product_screen/control_buttons/control_buttons";

patch(ControlButtons.prototype, {
    async clickCustomerOrder() {
        this.dialog.closeAll();
        await this.pos.openFulfilment();
    },
    /** @param {string} open name of the method of the `PosStore` that opens it */
    clickCart(open) {
        this.dialog.closeAll();
        this.pos[open]();
    },
    clickFindOrder() {
        this.dialog.closeAll();
        this.pos.navigate("FindOrder", {});
    },
});
