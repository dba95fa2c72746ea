import {logPosMessage} from "@point_of_sale/app/utils/pretty_console_log";
import {PAGE, RetailSearch} from "../models/utils/retail_search";
import {SCOPES} from "../models/utils/retail_range";

const FEW = 10;
const PAUSE = 300;
const SHORTEST = 3;
const LONGEST = 200;

function getKey(pos) {
    const {scope, scopeStore, searchMode} = pos.retailRange;
    const text = pos.searchProductWord.trim();
    return JSON.stringify([text, scope, scopeStore?.id, searchMode]);
}

/** @returns {RetailSearch} what the server said of what is typed now, if anything */
export function getSearch(pos) {
    const key = getKey(pos);
    return pos.retailSearch.key === key ? pos.retailSearch : new RetailSearch(key);
}

async function loadPage(pos, search) {
    const {ids, total} = await pos.data.call(
        "product.template",
        "search_products_from_ui",
        [pos.config.id, pos.searchProductWord.trim(), search.ids.length, PAGE]
    );
    const missing = ids.filter((id) => !pos.models["product.template"].get(id));
    if (missing.length) {
        await pos.loadNewProducts([["id", "in", missing]]);
    }
    // Somebody has typed on, or looks at another range: only the last answer counts.
    if (getKey(pos) === search.key) {
        if (pos.retailRange.scope === SCOPES.other) {
            ids.forEach((id) => pos.retailRange.inside.add(id));
        }
        search.ids.push(...ids);
        search.total = ids.length ? total : search.ids.length;
    }
}

/**
 * Ask the server for the next page of what it finds for what is typed.
 *
 * @param {object} pos
 * @returns {Promise<RetailSearch>}
 * @throws {ConnectionLostError}
 */
export async function loadNextPage(pos) {
    pos.retailSearch = getSearch(pos);
    const search = pos.retailSearch;
    if (!search.isComplete) {
        search.pending ||= loadPage(pos, search);
        try {
            await search.pending;
        } finally {
            search.pending = null;
        }
    }
    return search;
}

/** Whether all products of the range that is shown are known to be loaded here. */
export function hasWholeRange(pos) {
    const {total} = pos.retailRange;
    return total !== null && pos.loadedRangeCount >= total;
}

/** Whether there may be more of what matches than is shown. */
export function hasMore(pos) {
    return (
        pos.foundIds.length > getSearch(pos).cards ||
        (!getSearch(pos).isComplete && !hasWholeRange(pos))
    );
}

/**
 * Ask the server by itself after a short pause, if only a few products are found here
 * (PS-03). Neither typing nor scanning waits for it.
 *
 * @returns {Function} gives it up
 */
export function suggest(pos) {
    const text = pos.searchProductWord.trim();
    const wanted =
        pos.retailRange.searchSuggestions &&
        !pos.data.network.offline &&
        text.length >= SHORTEST &&
        text.length <= LONGEST &&
        getSearch(pos).total === null &&
        pos.productsToDisplay.length < FEW &&
        !hasWholeRange(pos);
    const timer = wanted && setTimeout(() => loadSuggestions(pos), PAUSE);
    return () => clearTimeout(timer);
}

async function loadSuggestions(pos) {
    try {
        await loadNextPage(pos);
    } catch (error) {
        logPosMessage("Store", "suggest", "No suggestions could be read", undefined, [
            error,
        ]);
    }
}

/**
 * Show more of what matches, loaded here or not, and say so if there is no more.
 *
 * @throws {ConnectionLostError}
 * @returns {Promise<boolean>} whether more is shown
 */
export async function showMore(pos) {
    const shown = pos.productsToDisplay.length;
    let search = null;
    do {
        search = await loadNextPage(pos);
        search.cards = Math.max(search.cards, shown + PAGE);
    } while (
        pos.productsToDisplay.length <= shown &&
        !search.isComplete &&
        getKey(pos) === search.key
    );
    return pos.productsToDisplay.length > shown;
}
