import {patch} from "@web/core/utils/patch";
import {roundDecimals} from "@web/core/utils/numbers";
import {PosOrder} from "@point_of_sale/app/models/pos_order";
import {PosOrderline} from "@point_of_sale/app/models/pos_order_line";
import {PosStore} from "@point_of_sale/app/services/pos_store";
// What is patched here was patched there before.
import "../services/pos_store_cart";

/**
 * `pos_discount`, where it is installed, gives the discount on a ticket as a line of its
 * own. Lines that come later leave the ticket for their order: they take their share of
 * the percentage along as a discount of their own, and the line is for the others.
 */

const DISCOUNT_DIGITS = 2;

patch(PosOrder.prototype, {
    /** The percentage that was given on the whole ticket; 0 when none was. */
    get ticketDiscount() {
        return this.customer_order_payload?.ticket_discount || 0;
    },
    setTicketDiscount(percent) {
        const isNeeded = percent && this.laterLines.length > 0;
        if (this.isStashed || (!isNeeded && !this.ticketDiscount)) {
            return;
        }
        this.setCustomerOrderChoices({ticket_discount: isNeeded ? percent : 0});
        this.triggerRecomputeAllPrices();
    },
    removeOrderline(line) {
        if (line.isDiscountLine) {
            this.setTicketDiscount(0);
        }
        return super.removeOrderline(...arguments);
    },
});

patch(PosOrderline.prototype, {
    /** What an order promised has its price, and a deposit is no price at all. */
    isGlobalDiscountApplicable() {
        return (
            !this.isLater &&
            !this.isDeposit &&
            !this.order_id.isLockedLine(this) &&
            super.isGlobalDiscountApplicable(...arguments)
        );
    },
    getDiscount() {
        const own = super.getDiscount(...arguments);
        const percent = this.isLater ? this.order_id?.ticketDiscount || 0 : 0;
        return percent
            ? roundDecimals(own + ((100 - own) * percent) / 100, DISCOUNT_DIGITS)
            : own;
    },
    getDiscountStr() {
        const discount = this.isLater && this.getDiscount();
        return discount ? discount.toString() : super.getDiscountStr(...arguments);
    },
});

patch(PosStore.prototype, {
    async applyDiscount(percent, order = this.getOrder()) {
        order.setTicketDiscount(percent);
        return super.applyDiscount(percent, order);
    },
    openFulfilment() {
        return this.keepTicketDiscount(() => super.openFulfilment(...arguments));
    },
    openLines() {
        return this.keepTicketDiscount(() => super.openLines(...arguments));
    },
    carryOutAll() {
        return this.keepTicketDiscount(() => super.carryOutAll(...arguments));
    },
    /** Lines go from one kind to the other: each has its own way of discount. */
    async keepTicketDiscount(work) {
        const order = this.getOrder();
        const percent = order.globalDiscountPc || order.ticketDiscount;
        await work();
        if (percent) {
            await this.applyDiscount(percent, order);
        }
    },
});
