import {ProductTemplate} from "@point_of_sale/../tests/unit/data/product_template.data";
import {patch} from "@web/core/utils/patch";

patch(ProductTemplate.prototype, {
    search_products_from_ui() {
        return {ids: [], total: 0};
    },

    get_scope_from_ui() {
        return {inside: [], total: 0};
    },
});
