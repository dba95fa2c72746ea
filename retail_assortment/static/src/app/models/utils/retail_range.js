import {_t} from "@web/core/l10n/translation";

export const SCOPES = {store: "store", all: "all"};

const MARKS = {
    allow: {text: _t("Other range"), class: "text-bg-secondary"},
    order_only: {text: _t("Order only"), class: "text-bg-info"},
    approval: {text: _t("Needs approval"), class: "text-bg-warning"},
    forbid: {text: _t("Not sold here"), class: "text-bg-danger"},
};

/**
 * What the register's store does not carry of the products that are loaded here.
 *
 * The products stay loaded whatever happens to the range: taking away one that lies in
 * an open cart keeps the register from starting again.
 */
export class RetailRange {
    constructor() {
        this.scope = SCOPES.store;
        this.store = "";
        this.restricted = false;
        this.policy = "allow";
        this.approvalMinutes = 0;
        this.changeAt = 0;
        this.known = new Set();
        this.outside = new Set();
        this.outsideVariants = new Set();
    }

    /**
     * Take over what the server said of all products loaded here.
     *
     * @param {object} answer of `get_range_from_ui`
     * @param {number[]} asked ids of the `product.template` it is about
     */
    replace(answer, asked) {
        this.store = answer.store;
        this.restricted = answer.restricted;
        this.policy = answer.policy;
        this.approvalMinutes = answer.approval_minutes;
        // Seconds, not a date: the clock of a register may be wrong.
        this.changeAt = answer.next_change ? Date.now() + answer.next_change * 1000 : 0;
        this.known = new Set(asked);
        this.outside = new Set(answer.outside);
        this.outsideVariants = new Set(answer.outside_variants);
    }

    /** Take over what the server said of some products that were loaded since. */
    add(answer, asked) {
        asked.forEach((id) => this.known.add(id));
        answer.outside.forEach((id) => this.outside.add(id));
        answer.outside_variants.forEach((id) => this.outsideVariants.add(id));
    }

    isDue() {
        return Boolean(this.changeAt) && Date.now() >= this.changeAt;
    }

    /** @returns {boolean} whether the store carries no variant of the product */
    hasOutside(template) {
        return this.outside.has(template.id);
    }

    /** @returns {boolean} whether the store does not carry this variant */
    hasOutsideVariant(product) {
        return this.outsideVariants.has(product.id);
    }

    /** @returns {number[]} ids of the `product.template` that are not shown */
    getHiddenIds() {
        return this.scope === SCOPES.store ? [...this.outside] : [];
    }

    /** @returns {object | false} what a product's card says of the range */
    getMark(template) {
        return this.hasOutside(template) && MARKS[this.policy];
    }

    /** @returns {string} what an off-line start needs, see `parse` */
    stringify() {
        const {store, restricted, policy, approvalMinutes, changeAt} = this;
        return JSON.stringify({
            ...{store, restricted, policy, approvalMinutes, changeAt},
            known: [...this.known],
            outside: [...this.outside],
            outsideVariants: [...this.outsideVariants],
        });
    }

    parse(text) {
        const {known, outside, outsideVariants, ...values} = JSON.parse(text);
        Object.assign(this, values, {
            known: new Set(known),
            outside: new Set(outside),
            outsideVariants: new Set(outsideVariants),
        });
    }
}
