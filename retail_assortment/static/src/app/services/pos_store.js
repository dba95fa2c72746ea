import {markRaw} from "@odoo/owl";
import {Mutex} from "@web/core/utils/concurrency";
import {patch} from "@web/core/utils/patch";
import {_t} from "@web/core/l10n/translation";
import {ConnectionLostError} from "@web/core/network/rpc";
import {PosStore} from "@point_of_sale/app/services/pos_store";
import {ProductIndex} from "../models/utils/product_index";
import {RetailRange, SCOPES} from "../models/utils/retail_range";
import {RetailSearch} from "../models/utils/retail_search";
import {afterOpening} from "@retail_base/app/utils/after_opening";
import {listFound, listShown, watchRange} from "../utils/product_list";
import {
    completeRange,
    openWithRange,
    pollRange,
    refreshRange,
} from "../utils/range_client";
import {admitOrder, admitProduct, admitVariant} from "../utils/range_policy";
import {loadOutsideRange, resetScope, widenScope} from "../utils/scope_client";
import {getSearch, showMore} from "../utils/search_client";

const WATCH_INTERVAL = 20000;

patch(PosStore.prototype, {
    async setup() {
        this.retailRange = new RetailRange();
        this.rangeMutex = new Mutex();
        this.retailSearch = new RetailSearch();
        // Counts the changes of the range that is shown: a late answer is recognized.
        this.scopeTurn = 0;
        await super.setup(...arguments);
        this.data.connectWebSocket("RETAIL_RANGE", () => refreshRange(this));
        window.addEventListener("pos-network-online", () => refreshRange(this));
        setInterval(() => pollRange(this), WATCH_INTERVAL);
    },

    async afterProcessServerData() {
        this.retailIndex = markRaw(new ProductIndex(this.models));
        afterOpening(() =>
            this.retailIndex.warmUp(() => (this.retailRange.version += 1))
        );
        await openWithRange(this);
        return await super.afterProcessServerData(...arguments);
    },

    async loadNewProducts() {
        const result = await super.loadNewProducts(...arguments);
        await completeRange(this, result["product.template"] || []);
        return result;
    },

    getExcludedProductIds() {
        const range = watchRange(this);
        return [
            ...super.getExcludedProductIds(...arguments),
            ...range.getHiddenIds(this.models["product.template"].getAllIds()),
        ];
    },

    /** Core finds one piece of text, and shows 100 products at most. */
    get productsToDisplay() {
        if (!this.searchProductWord.trim()) {
            return super.productsToDisplay;
        }
        const ids = this.foundIds.slice(0, getSearch(this).cards);
        const templates = this.models["product.template"].readMany(ids);
        return templates.filter((template) => template.canBeDisplayed);
    },

    /** Ids of all loaded products that match the typed words, best first. */
    get foundIds() {
        if (!this._searchTriggered) {
            this.setSelectedCategory(0);
            this._searchTriggered = true;
        }
        return listFound(this);
    },

    /** How many products of the range that is shown are loaded. */
    get loadedRangeCount() {
        return listShown(this).length;
    },

    /** Ask the server for more of what matches the typed words (PS-02). */
    async searchMore() {
        const text = this.searchProductWord.trim();
        if (!text) {
            return;
        }
        try {
            if (!(await showMore(this))) {
                this.notification.add(_t('No other products found for "%s".', text));
            }
        } catch (error) {
            if (!(error instanceof ConnectionLostError)) {
                throw error;
            }
            this.notification.add(
                _t("No connection: only products that are loaded show.")
            );
        }
    },

    /** Other stores, whose ranges can be shown. */
    get otherStores() {
        const own = this.config.store_id?.id;
        return this.models["stock.warehouse"].filter(
            (store) => store.is_store && store.id !== own
        );
    },

    /**
     * Show and search the range of the store, of another store, or all products (OA-01).
     *
     * @param {string} scope one of `SCOPES`
     * @param {object} [store] the `stock.warehouse`, for "other"
     */
    async setRangeScope(scope, store) {
        if (scope === SCOPES.store) {
            resetScope(this);
        } else if (await widenScope(this, scope, store)) {
            await this.searchMore();
            await loadOutsideRange(this);
        }
    },

    /** The next customer wants what the store has: each ticket begins with its range. */
    addNewOrder() {
        resetScope(this);
        return super.addNewOrder(...arguments);
    },

    orderDone() {
        resetScope(this);
        return super.orderDone(...arguments);
    },

    async addLineToOrder(vals, order) {
        if (!(await admitProduct(this, order, vals))) {
            return;
        }
        return await super.addLineToOrder(...arguments);
    },

    /** Only here core knows which variant was chosen. */
    async handleComboProduct(values, order, configure, {line} = {}) {
        if (!line && !(await admitVariant(this, order, values))) {
            return false;
        }
        return await super.handleComboProduct(...arguments);
    },

    async pay() {
        if (!(await admitOrder(this, this.getOrder()))) {
            return;
        }
        return await super.pay(...arguments);
    },

    /** Whether an order can be taken for what may only be ordered. */
    takesCustomerOrders() {
        return false;
    },
});
