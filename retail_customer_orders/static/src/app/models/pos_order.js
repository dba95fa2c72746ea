import {patch} from "@web/core/utils/patch";
import {PosOrder} from "@point_of_sale/app/models/pos_order";
import {
    getDepositTerms,
    getDepositWithoutLink,
    getDueNow,
    getLaterTotal,
} from "./utils/deposit_terms";
import {
    getChoices,
    overrideDeposit,
    restoreLater,
    setDepositRule,
    setPaymentLink,
    stashLater,
    withoutFrozen,
} from "./utils/later_part";
import {settleTransaction} from "./utils/cart_transaction";
import {getDepositRule} from "./utils/deposit_rule";

patch(PosOrder.prototype, {
    get depositProduct() {
        const id = this.company.raw.retail_deposit_product_id;
        return id ? this.models["product.product"].get(id) : undefined;
    },
    /** Lines in the cart that are picked up or shipped later. */
    get laterLines() {
        return this.lines.filter((line) => line.isLater);
    },
    /** The later lines are in the Json field, the deposit line stands for them. */
    get isStashed() {
        return Boolean(this.customer_order_payload?.lines?.length);
    },
    get hasLaterPart() {
        return this.isStashed || this.laterLines.length > 0;
    },
    get isPickupTicket() {
        return Boolean(this.pickup_payload?.lines?.length);
    },
    /** @returns {object|null} payload of the order taken before that the ticket is about */
    get existingOrder() {
        const payloads = [
            this.pickup_payload,
            this.cancel_payload,
            this.deposit_payload,
        ];
        return payloads.find((payload) => payload?.order_id) || null;
    },
    /** Whether the ticket only settles an order: nothing is sold on it beside. */
    get isSettlement() {
        return Boolean(
            this.pickup_payload?.undo_pickup_of ||
                this.cancel_payload?.order_id ||
                this.deposit_payload?.order_id
        );
    },
    get customerOrderChoices() {
        return getChoices(this);
    },
    /** @returns {object|null} what is due now and later; null when all is carried out */
    get dueAmounts() {
        if (!this.hasLaterPart) {
            return null;
        }
        const total = getLaterTotal(this);
        const terms = getDepositTerms(this, total);
        const now = this.isStashed
            ? this.totalDue
            : getDueNow(
                  this,
                  this.lines.filter((line) => !line.isLater),
                  terms.deposit
              );
        return {
            ...terms,
            charges: getDepositRule(this)?.charges || [],
            total,
            now,
            later: this.currency.round(total - terms.deposit - terms.linkAmount),
        };
    },
    get isCustomerRequired() {
        return super.isCustomerRequired || (this.hasLaterPart && !this.partner_id);
    },
    /** @param {{type: string, collector: string|null}} choices for the order as a whole */
    setCustomerOrderChoices(choices) {
        this.customer_order_payload = {...this.customer_order_payload, ...choices};
    },
    /**
     * @param {{lines: object[], choices: object}} choice the lines, the choices for the
     *     order as a whole, and beside them what `prepareFulfilment` takes
     */
    chooseFulfilment({lines, choices, ...fulfilment}) {
        this.setCustomerOrderChoices(choices);
        lines.forEach((line) => line.setFulfilment(fulfilment));
        settleTransaction(this);
    },
    stashLater() {
        stashLater(this);
    },
    restoreLater() {
        restoreLater(this);
    },
    overrideDeposit(amount) {
        overrideDeposit(this, amount);
    },
    /** What would be paid here if nothing was paid by link. */
    get depositWithoutLink() {
        return getDepositWithoutLink(this);
    },
    setPaymentLink(link) {
        setPaymentLink(this, link);
    },
    setDepositRule(rule) {
        setDepositRule(this, rule);
    },
    isLockedLine(line) {
        return (
            line.isDeposit ||
            this.isSettlement ||
            (this.isPickupTicket &&
                this.pickup_payload.lines.some(({uuid}) => uuid === line.uuid))
        );
    },
    /** Prices and addresses follow the customer, also while the lines are stashed. */
    setPartner(partner) {
        const stashed = this.isStashed;
        this.restoreLater();
        const changed = this.partner_id?.id !== partner?.id;
        const result = super.setPartner(...arguments);
        if (changed) {
            this.laterLines.forEach((line) => line.forgetAddress());
        }
        if (stashed) {
            this.stashLater();
        }
        return result;
    },
    serializeForORM(opts = {}) {
        const data = super.serializeForORM(opts);
        if (this.finalized && data.customer_order_payload?.lines) {
            data.customer_order_payload = withoutFrozen(data.customer_order_payload);
        }
        return data;
    },
});
