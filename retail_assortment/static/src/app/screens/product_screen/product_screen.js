import {patch} from "@web/core/utils/patch";
import {ProductScreen} from "@point_of_sale/app/screens/product_screen/product_screen";
import {RangeSwitch} from "@retail_assortment/app/components/range_switch/range_switch";
import {SCOPES} from "@retail_assortment/app/models/utils/retail_range";

patch(ProductScreen, {
    components: {...ProductScreen.components, RangeSwitch},
});

patch(ProductScreen.prototype, {
    get canSearchAll() {
        const {restricted, scope} = this.pos.retailRange;
        return restricted && scope === SCOPES.store;
    },

    /** The pages of one scope do not continue those of the other. */
    async loadProductFromDB() {
        const {scope} = this.pos.retailRange;
        if (this.searchedScope !== scope) {
            this.searchedScope = scope;
            this.state.currentOffset = 0;
        }
        return await super.loadProductFromDB(...arguments);
    },

    async searchAllProducts() {
        await this.pos.setRangeScope(SCOPES.all);
        await this.onPressEnterKey();
    },
});
