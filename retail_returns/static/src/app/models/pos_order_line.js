import "@retail_assortment/app/models/pos_order_line";
import {patch} from "@web/core/utils/patch";
import {PosOrderline} from "@point_of_sale/app/models/pos_order_line";

patch(PosOrderline.prototype, {
    /** A restocking fee is no goods: no store has it in its range. */
    handsOutGoods() {
        const extras = this.order_id?.return_payload?.extras || [];
        return super.handsOutGoods() && !extras.some(({uuid}) => uuid === this.uuid);
    },
});
