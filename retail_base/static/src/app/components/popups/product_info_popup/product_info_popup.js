import {ProductInfoPopup} from "@point_of_sale/app/components/popups/product_info_popup/product_info_popup";
import {hasStock} from "@retail_base/app/utils/find_product";
import {patch} from "@web/core/utils/patch";

patch(ProductInfoPopup.prototype, {
    get hasStock() {
        return hasStock(this.props.productTemplate);
    },
    openStockDialog() {
        this.pos.openStockDialog(this.props.productTemplate);
    },
});
