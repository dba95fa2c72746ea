import {patch} from "@web/core/utils/patch";
import {PosOrderline} from "@point_of_sale/app/models/pos_order_line";
import {describeFulfilment, prepareFulfilment} from "../utils/fulfilment";

const COMPARED = [
    "fulfilment",
    "fulfilment_store_id",
    "fulfilment_date",
    "fulfilment_partner_id",
];

const isSame = (one, other) =>
    JSON.stringify(one || null) === JSON.stringify(other || null);

patch(PosOrderline.prototype, {
    get isLater() {
        return this.fulfilment === "pickup" || this.fulfilment === "ship";
    },
    isCarriedOut() {
        return !this.isLater && super.isCarriedOut(...arguments);
    },
    /** What an order promised is handed out, whatever the range of this store. */
    isOutsideRange() {
        return !this.order_id.isLockedLine(this) && super.isOutsideRange(...arguments);
    },
    get isDeposit() {
        return (
            Boolean(this.product_id) &&
            this.product_id.id === this.order_id?.depositProduct?.id
        );
    },
    /** Whether the line is goods that a customer order can take over. */
    get canBeLater() {
        const special = this.config._pos_special_products_ids || [];
        return (
            this.qty > 0 &&
            !this.combo_parent_id &&
            !this.refunded_orderline_id &&
            !this.sale_order_origin_id &&
            !this.is_reward_line &&
            this.product_id.id !== this.config.tip_product_id?.id &&
            !special.includes(this.product_id.id)
        );
    },
    get fulfilmentLabel() {
        return this.isLater && !this.combo_parent_id
            ? describeFulfilment({
                  fulfilment: this.fulfilment,
                  place:
                      this.fulfilment === "pickup"
                          ? this.fulfilment_store_id?.name
                          : this.fulfilment_partner_id?.street,
                  date: this.raw.fulfilment_date,
                  time: this.raw.fulfilment_delivery?.time,
                  mode: this.raw.fulfilment_delivery?.mode,
              })
            : "";
    },
    /** @param {object} choice as `prepareFulfilment` takes it */
    setFulfilment(choice) {
        const values = prepareFulfilment(this.models, choice);
        this.getAllLinesInCombo().forEach((line) => line.update(values));
    },
    forgetAddress() {
        if (this.fulfilment === "ship") {
            this.fulfilment_partner_id = this.order_id.partner_id || undefined;
            // What carries the goods, and for how much, depends on the address.
            this.fulfilment_delivery = false;
        }
    },
    canBeMergedWith(orderline) {
        const mine = this.raw;
        const other = orderline.raw;
        return (
            COMPARED.every(
                (name) => (mine[name] || false) === (other[name] || false)
            ) &&
            isSame(mine.fulfilment_delivery, other.fulfilment_delivery) &&
            !this.order_id.isLockedLine(this) &&
            super.canBeMergedWith(orderline)
        );
    },
});
