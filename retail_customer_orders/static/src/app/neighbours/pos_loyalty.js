import {patch} from "@web/core/utils/patch";
import {_t} from "@web/core/l10n/translation";
import {PosOrder} from "@point_of_sale/app/models/pos_order";
import {PosOrderline} from "@point_of_sale/app/models/pos_order_line";
import {PosStore} from "@point_of_sale/app/services/pos_store";
// What is patched here was patched there before.
import "../models/pos_order_line";
import "../services/pos_store";
import {totalOf} from "../models/utils/deposit_terms";

/**
 * `pos_loyalty`, where it is installed, counts what is carried out: ordered goods earn
 * points when they are handed out, and no reward changes the price of an order. Gift
 * cards and e-wallets are payments: they pay what is due now, deposit included.
 */

const PREPAID = ["gift_card", "ewallet"];

const isPayment = (reward) => PREPAID.includes(reward.program_id.program_type);

/** The ticket whose rewards are being worked out, and for them alone. */
let rewarded = null;

function asRewarded(order, work) {
    const before = rewarded;
    rewarded = order.uuid;
    try {
        return work();
    } finally {
        rewarded = before;
    }
}

patch(PosOrder.prototype, {
    /** What gift cards and e-wallets pay on the ticket, positive. */
    get paidByCard() {
        const paid = this.lines.filter((line) => line.isGiftCardOrEWalletReward?.());
        return -paid.reduce((sum, line) => sum + line.priceIncl, 0) || 0;
    },
    getOrderlines() {
        const lines = super.getOrderlines(...arguments);
        return rewarded && rewarded === this.uuid
            ? lines.filter((line) => line.canBeRewarded)
            : lines;
    },
    _get_regular_order_lines() {
        return super
            ._get_regular_order_lines(...arguments)
            .filter((line) => line.canBeRewarded);
    },
    getClaimableRewards() {
        return this.isSettlement
            ? []
            : asRewarded(this, () => super.getClaimableRewards(...arguments));
    },
    _canGenerateRewards(program, withTax, withoutTax) {
        const lines = this.lines.filter((line) => line.canBeRewarded);
        const all = lines.length === this.lines.length;
        return super._canGenerateRewards(
            program,
            all ? withTax : totalOf(this, lines),
            all ? withoutTax : lines.reduce((sum, line) => sum + line.priceExcl, 0)
        );
    },
    _applyReward(reward) {
        if (this.isSettlement) {
            return _t(
                "This ticket settles the order %s: choose a payment method for it. Rewards and gift cards are for tickets with goods.",
                this.existingOrder.reference
            );
        }
        return super._applyReward(...arguments);
    },
    _getRewardLineValues({reward}) {
        const work = () => super._getRewardLineValues(...arguments);
        return isPayment(reward) ? work() : asRewarded(this, work);
    },
    _getDiscountableOnOrder(reward) {
        const result = super._getDiscountableOnOrder(...arguments);
        if (!isPayment(reward) || !this.laterLines.length) {
            return result;
        }
        return {...result, discountable: Math.max(this.dueAmounts.now, 0)};
    },
    isLineValidForLoyaltyPoints(line) {
        return line.earnsPoints && super.isLineValidForLoyaltyPoints(...arguments);
    },
});

patch(PosOrderline.prototype, {
    get earnsPoints() {
        return !this.isLater && !this.isDeposit && !this.order_id.isSettlement;
    },
    get canBeRewarded() {
        return this.earnsPoints && !this.order_id.isLockedLine(this);
    },
    ignoreLoyaltyPoints() {
        return !this.earnsPoints || super.ignoreLoyaltyPoints(...arguments);
    },
    /** Money on a card, sold as a product: it is handed out at once. */
    get isPrepaid() {
        const programs = this.models["loyalty.program"]?.getAll() || [];
        return programs.some(
            (program) =>
                PREPAID.includes(program.program_type) &&
                program.trigger_product_ids.some(({id}) => id === this.product_id?.id)
        );
    },
    get canBeLater() {
        return super.canBeLater && !this.isPrepaid;
    },
});

patch(PosStore.prototype, {
    async openFulfilment() {
        const order = this.getOrder();
        const hadReward = order.lines.some((line) => line.is_reward_line);
        const wasLater = order.laterLines.length;
        await super.openFulfilment(...arguments);
        this.updateRewards?.();
        if (hadReward && order.laterLines.length > wasLater) {
            this.notification.add(
                _t(
                    "Rewards count for what is carried out. Give ordered lines a discount of their own."
                ),
                {type: "info"}
            );
        }
    },
});
