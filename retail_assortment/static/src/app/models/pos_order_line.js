import {patch} from "@web/core/utils/patch";
import {PosOrderline} from "@point_of_sale/app/models/pos_order_line";

// Methods, as getters of records are cached: the range changes while the line does not.
patch(PosOrderline.prototype, {
    /** Whether the customer takes the goods along; addons that take orders know more. */
    isCarriedOut() {
        return true;
    },
    /** Whether the line is neither a return nor a discount or reward. */
    handsOutGoods() {
        return this.qty > 0 && !this.refunded_orderline_id && !this.isReduction();
    },
    /** Whether the line only takes money off, as rewards and gift cards do. */
    isReduction() {
        const isService = this.product_id.product_tmpl_id.type === "service";
        return isService && this.price_unit < 0;
    },
    /** Why what the line sells may not be sold, or ""; a part of a combo as well. */
    getBlock(range) {
        const product = this.product_id;
        return this.handsOutGoods()
            ? range.getBlock(product.product_tmpl_id, product)
            : "";
    },
    /**
     * Whether the line sells something that the store does not carry.
     *
     * What comes back is none, nor a part of a combo, which is judged as a whole.
     */
    isOutsideRange(range) {
        const product = this.product_id;
        return (
            this.handsOutGoods() &&
            !this.combo_parent_id &&
            (range.hasOutside(product.product_tmpl_id) ||
                range.hasOutsideVariant(product))
        );
    },
});
