import {patch} from "@web/core/utils/patch";
import {useHotkey} from "@web/core/hotkeys/hotkey_hook";
import {ProductScreen} from "@point_of_sale/app/screens/product_screen/product_screen";

patch(ProductScreen.prototype, {
    setup() {
        super.setup(...arguments);
        useHotkey("alt+l", () => this.pos.openLines());
        useHotkey("alt+b", () => this.pos.openBulkEntry());
    },
});
