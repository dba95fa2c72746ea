import {patch} from "@web/core/utils/patch";
import {usePos} from "@point_of_sale/app/hooks/pos_hook";
import {ProductCard} from "@point_of_sale/app/components/product_card/product_card";

patch(ProductCard.prototype, {
    setup() {
        super.setup(...arguments);
        this.pos = usePos();
    },
    /** The range judges a combo as a whole; blocked is each part by itself. */
    get rangeMark() {
        const {isComboPopup, product} = this.props;
        const range = this.pos.retailRange;
        return isComboPopup ? range.getBlockMark(product) : range.getMark(product);
    },
});
