import {Mutex} from "@web/core/utils/concurrency";
import {patch} from "@web/core/utils/patch";
import {user} from "@web/core/user";
import {_t} from "@web/core/l10n/translation";
import {ConnectionLostError} from "@web/core/network/rpc";
import {PosStore} from "@point_of_sale/app/services/pos_store";
import {RetailRange, SCOPES} from "../models/utils/retail_range";
import {
    completeRange,
    recallRange,
    refreshRange,
    watchRange,
} from "../utils/range_client";
import {admitOrder, admitProduct, admitVariant} from "../utils/range_policy";

const WATCH_INTERVAL = 20000;
const FIRST_PAGE = 100;

patch(PosStore.prototype, {
    async setup() {
        this.retailRange = new RetailRange();
        this.rangeMutex = new Mutex();
        await super.setup(...arguments);
        this.data.connectWebSocket("RETAIL_RANGE", () => refreshRange(this));
        window.addEventListener("pos-network-online", () => refreshRange(this));
        setInterval(() => watchRange(this), WATCH_INTERVAL);
    },

    async afterProcessServerData() {
        recallRange(this);
        await refreshRange(this);
        return await super.afterProcessServerData(...arguments);
    },

    async loadNewProducts() {
        const result = await super.loadNewProducts(...arguments);
        await completeRange(this, result["product.template"] || []);
        return result;
    },

    getExcludedProductIds() {
        return [
            ...super.getExcludedProductIds(...arguments),
            ...this.retailRange.getHiddenIds(),
        ];
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

    /**
     * Show the range of the store, or all products (OA-01).
     *
     * @param {string} scope one of `SCOPES`
     */
    async setRangeScope(scope) {
        this.retailRange.scope = scope;
        // The server searches in the scope that the context names.
        user.updateContext({retail_scope: scope});
        if (scope === SCOPES.all) {
            await this.loadOutsideRange();
        }
    },

    /** Load the first products outside the range; the search finds the others. */
    async loadOutsideRange() {
        const domain = [
            ["assorted_store_ids", "not in", [this.config.store_id.id]],
            ["available_in_pos", "=", true],
            ["sale_ok", "=", true],
        ];
        const {limit_categories, iface_available_categ_ids} = this.config;
        if (limit_categories && iface_available_categ_ids.length) {
            domain.push([
                "pos_categ_ids",
                "in",
                iface_available_categ_ids.map(({id}) => id),
            ]);
        }
        try {
            await this.loadNewProducts(domain, 0, FIRST_PAGE);
        } catch (error) {
            if (!(error instanceof ConnectionLostError)) {
                throw error;
            }
            this.notification.add(
                _t("No connection: only products that are loaded show.")
            );
        }
    },
});
