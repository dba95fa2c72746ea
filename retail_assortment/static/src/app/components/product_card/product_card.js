import {patch} from "@web/core/utils/patch";
import {usePos} from "@point_of_sale/app/hooks/pos_hook";
import {ProductCard} from "@point_of_sale/app/components/product_card/product_card";

patch(ProductCard.prototype, {
    setup() {
        super.setup(...arguments);
        this.pos = usePos();
    },
    /** The parts of a combo are not marked: it is judged as a whole. */
    get rangeMark() {
        const {isComboPopup, product} = this.props;
        return !isComboPopup && this.pos.retailRange.getMark(product);
    },
});
