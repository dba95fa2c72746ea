import {patch} from "@web/core/utils/patch";
import {Returns} from "../returns/returns";

patch(Returns.prototype, {
    openNoReceipt() {
        this.pos.navigate("NoReceipt", {});
    },
});
