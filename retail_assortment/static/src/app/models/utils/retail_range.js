import {_t} from "@web/core/l10n/translation";

export const SCOPES = {store: "store", other: "other", all: "all"};

const MARKS = {
    allow: {text: _t("Other range"), class: "text-bg-secondary"},
    order_only: {text: _t("Order only"), class: "text-bg-info"},
    approval: {text: _t("Needs approval"), class: "text-bg-warning"},
    forbid: {text: _t("Not sold here"), class: "text-bg-danger"},
};
const BLOCKED = {text: _t("Blocked"), class: "text-bg-danger"};

function readMessages(messages = {}) {
    return Object.entries(messages).map(([id, message]) => [Number(id), message]);
}

/**
 * What the register's store does not carry of the products that are loaded here, and
 * which of them are shown.
 *
 * The products stay loaded whatever happens to the range: taking away one that lies in
 * an open cart keeps the register from starting again.
 */
export class RetailRange {
    constructor() {
        this.store = "";
        this.restricted = false;
        this.policy = "allow";
        this.approvalMinutes = 0;
        this.changeAt = 0;
        this.searchMode = "all";
        this.searchSuggestions = true;
        this.known = new Set();
        this.outside = new Set();
        this.outsideVariants = new Set();
        // Why products, and variants, may not be sold though they show (AS-11).
        this.blocked = new Map();
        this.blockedVariants = new Map();
        // How many products the store has in its range, loaded here or not; null when
        // it is not known.
        this.ownTotal = null;
        // Thousands of ids are read past what tells of their changes; this tells.
        this.version = 0;
        this.resetScope();
    }

    /** Show the range of the register's own store. */
    resetScope() {
        this.scope = SCOPES.store;
        this.scopeStore = null;
        this.scopeTotal = null;
        this.inside = new Set();
        this.version += 1;
    }

    /**
     * Show another range.
     *
     * @param {string} scope one of `SCOPES`
     * @param {object} [store] the `stock.warehouse` whose range it is, for "other"
     */
    setScope(scope, store = null) {
        this.resetScope();
        this.scope = scope;
        this.scopeStore = store;
    }

    /**
     * Take over what the server said of the range that is shown.
     *
     * @param {object} answer of `get_scope_from_ui`
     */
    completeScope({inside, total}) {
        inside.forEach((id) => this.inside.add(id));
        if (this.scope === SCOPES.store) {
            this.ownTotal = total;
        } else {
            this.scopeTotal = total;
        }
        this.version += 1;
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
        this.searchMode = answer.search_mode;
        this.searchSuggestions = answer.search_suggestions;
        this.known = new Set();
        this.outside = new Set();
        this.outsideVariants = new Set();
        this.blocked = new Map();
        this.blockedVariants = new Map();
        this.add(answer, asked);
    }

    /** Take over what the server said of some products that were loaded since. */
    add(answer, asked) {
        asked.forEach((id) => this.known.add(id));
        answer.outside.forEach((id) => this.outside.add(id));
        answer.outside_variants.forEach((id) => this.outsideVariants.add(id));
        for (const [id, message] of readMessages(answer.blocked)) {
            this.blocked.set(id, message);
        }
        for (const [id, message] of readMessages(answer.blocked_variants)) {
            this.blockedVariants.set(id, message);
        }
        this.version += 1;
    }

    isDue() {
        return Boolean(this.changeAt) && Date.now() >= this.changeAt;
    }

    /** How many products there are in the range that is shown, or null. */
    get total() {
        return this.scope === SCOPES.store ? this.ownTotal : this.scopeTotal;
    }

    /** @returns {boolean} whether the store carries no variant of the product */
    hasOutside(template) {
        return this.outside.has(template.id);
    }

    /** @returns {boolean} whether the store does not carry this variant */
    hasOutsideVariant(product) {
        return this.outsideVariants.has(product.id);
    }

    /** @returns {string} why a product, or a variant of it, may not be sold, or "" */
    getBlock(template, product) {
        return (
            this.blocked.get(template.id) ||
            (product && this.blockedVariants.get(product.id)) ||
            ""
        );
    }

    /** @returns {boolean} whether the product lies outside the range that is shown */
    isHidden(template) {
        switch (this.scope) {
            case SCOPES.all:
                return false;
            case SCOPES.other:
                return !this.inside.has(template.id);
            default:
                return this.hasOutside(template);
        }
    }

    /** @returns {number[]} ids of those products that are not shown */
    getHiddenIds(templateIds) {
        return templateIds.filter((id) => this.isHidden({id}));
    }

    /** @returns {object | false} what a product's card says of a block */
    getBlockMark(template) {
        return Boolean(this.getBlock(template)) && BLOCKED;
    }

    /** @returns {object | false} what a product's card says */
    getMark(template) {
        return (
            this.getBlockMark(template) ||
            (this.hasOutside(template) && MARKS[this.policy])
        );
    }

    /** @returns {string} what an off-line start needs, see `parse` */
    stringify() {
        const {store, restricted, policy, approvalMinutes, changeAt, ownTotal} = this;
        const {searchMode, searchSuggestions} = this;
        return JSON.stringify({
            ...{store, restricted, policy, approvalMinutes, changeAt, ownTotal},
            ...{searchMode, searchSuggestions},
            known: [...this.known],
            outside: [...this.outside],
            outsideVariants: [...this.outsideVariants],
            blocked: [...this.blocked],
            blockedVariants: [...this.blockedVariants],
        });
    }

    parse(text) {
        const values = JSON.parse(text);
        const sets = ["known", "outside", "outsideVariants"];
        const maps = ["blocked", "blockedVariants"];
        Object.assign(this, values);
        sets.forEach((name) => (this[name] = new Set(values[name])));
        maps.forEach((name) => (this[name] = new Map(values[name])));
        this.version += 1;
    }
}
