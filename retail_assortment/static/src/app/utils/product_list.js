import {toRaw} from "@odoo/owl";
import {rankProducts} from "./product_rank";
import {getSearch} from "./search_client";

/** Return the range to read thousands of products by, told when it changes. */
export function watchRange(pos) {
    // Reading these is what subscribes; the rest is read past it.
    const isWatched = [pos.retailRange.version, pos.models["product.template"].length];
    return isWatched && toRaw(pos.retailRange);
}

/**
 * List the loaded products that core and the range let be shown.
 *
 * @returns {object[]} entries of the `ProductIndex`
 */
export function listShown(pos) {
    const excluded = new Set(pos.getExcludedProductIds());
    const {iface_available_categ_ids, _pos_special_display_products_ids} = pos.config;
    const categories = new Set((iface_available_categ_ids || []).map(({id}) => id));
    const isInCategories = ({id, categoryIds}) =>
        !categories.size ||
        _pos_special_display_products_ids?.includes(id) ||
        categoryIds.some((categoryId) => categories.has(categoryId));
    return pos.retailIndex
        .getEntries()
        .filter(
            (entry) => entry.isSold && !excluded.has(entry.id) && isInCategories(entry)
        );
}

/**
 * List what matches the typed words: what the server found, in its order, then the
 * other loaded products that match. Off line these are all.
 *
 * @param {object} pos
 * @returns {number[]} ids of `product.template`
 */
export function listFound(pos) {
    let entries = listShown(pos);
    if (pos.selectedCategory?.id) {
        const inside = new Set(
            pos.selectedCategory.associatedProducts.map(({id}) => id)
        );
        entries = entries.filter(({id}) => inside.has(id));
    }
    const shown = new Set(entries.map(({id}) => id));
    const first = getSearch(pos).ids.filter((id) => shown.has(id));
    const matchAll = pos.retailRange.searchMode === "all";
    const ranked = rankProducts(entries, pos.searchProductWord, matchAll);
    return [...new Set([...first, ...ranked])];
}
