import {useEffect} from "@odoo/owl";
import {patch} from "@web/core/utils/patch";
import {_t} from "@web/core/l10n/translation";
import {formatInteger} from "@web/views/fields/formatters";
import {ProductScreen} from "@point_of_sale/app/screens/product_screen/product_screen";
import {RangeSwitch} from "@retail_assortment/app/components/range_switch/range_switch";
import {SCOPES} from "@retail_assortment/app/models/utils/retail_range";
import {
    getSearch,
    hasMore,
    hasWholeRange,
    suggest,
} from "@retail_assortment/app/utils/search_client";

patch(ProductScreen, {
    components: {...ProductScreen.components, RangeSwitch},
});

patch(ProductScreen.prototype, {
    setup() {
        super.setup(...arguments);
        useEffect(
            () => suggest(this.pos),
            () => {
                const {scope, scopeStore, searchSuggestions} = this.pos.retailRange;
                return [this.searchWord, scope, scopeStore?.id, searchSuggestions];
            }
        );
    },

    get canSearchAll() {
        const {restricted, scope} = this.pos.retailRange;
        return restricted && scope !== SCOPES.all;
    },

    get canSearchMore() {
        return hasMore(this.pos);
    },

    /** What the cashier may want to know of what is not shown, or "". */
    get rangeHint() {
        return this.searchWord ? this.searchHint : this.loadedHint;
    },

    get searchHint() {
        const {pending, total} = getSearch(this.pos);
        if (pending) {
            return _t("Searching...");
        }
        const shown = this.pos.productsToDisplay.length;
        return total > shown
            ? _t("%(shown)s of %(total)s products that match", {
                  shown: formatInteger(shown),
                  total: formatInteger(total),
              })
            : "";
    },

    get loadedHint() {
        const {total, version} = this.pos.retailRange;
        // Reading the version is what tells when all is counted.
        const isCounted = version && this.pos.retailIndex.isWarm;
        return !isCounted || total === null || hasWholeRange(this.pos)
            ? ""
            : _t(
                  "%(loaded)s of %(total)s products are loaded: search for the others.",
                  {
                      loaded: formatInteger(this.pos.loadedRangeCount),
                      total: formatInteger(total),
                  }
              );
    },

    /** Why nothing is shown, or "" where core says it. */
    get emptyText() {
        const {restricted, scope, scopeStore, store} = this.pos.retailRange;
        if (!restricted) {
            return "";
        }
        const names = {
            store: scopeStore ? scopeStore.name : store,
            text: this.searchWord,
        };
        if (scope === SCOPES.all) {
            return names.text && _t('Nothing found for "%(text)s".', names);
        }
        return names.text
            ? _t('Nothing found for "%(text)s" in the range of %(store)s.', names)
            : _t("%(store)s has no products here.", names);
    },

    /** The server knows more than the browser, and in which order: see `searchMore`. */
    async onPressEnterKey() {
        await this.pos.searchMore();
    },

    async searchAllProducts() {
        await this.pos.setRangeScope(SCOPES.all);
    },
});
