import {rankProducts} from "./product_rank";
import {getSearch} from "./search_client";

/** @returns {object[]} those of some products that core and the range let be shown */
export function filterShown(pos, templates) {
    const excluded = new Set(pos.getExcludedProductIds());
    const {iface_available_categ_ids, _pos_special_display_products_ids} = pos.config;
    const categories = new Set((iface_available_categ_ids || []).map(({id}) => id));
    const isInCategories = (template) =>
        !categories.size ||
        _pos_special_display_products_ids?.includes(template.id) ||
        template.pos_categ_ids.some(({id}) => categories.has(id));
    return templates.filter(
        (template) =>
            !excluded.has(template.id) &&
            template.canBeDisplayed &&
            isInCategories(template)
    );
}

/**
 * List what matches the typed words: what the server found, in its order, then the
 * other loaded products that match. Off line these are all.
 *
 * @param {object} pos
 * @param {object[]} templates those to search
 */
export function listFound(pos, templates) {
    const shown = filterShown(pos, templates);
    const byId = new Map(shown.map((template) => [template.id, template]));
    const {ids, cards} = getSearch(pos);
    const first = ids.map((id) => byId.get(id)).filter(Boolean);
    const known = new Set(ids);
    const matchAll = pos.retailRange.searchMode === "all";
    const ranked = rankProducts(shown, pos.searchProductWord, matchAll);
    return [...first, ...ranked.filter(({id}) => !known.has(id))].slice(0, cards);
}
