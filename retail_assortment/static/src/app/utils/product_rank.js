import {normalize} from "@web/core/l10n/utils";

/** @returns {string[]} the words of a text, each once, as products are searched by */
export function splitWords(text) {
    return [...new Set(normalize(text).split(/\s+/).filter(Boolean))];
}

/** Say how well a product has the words, or null if it has not enough of them. */
function rate(entry, words, matchAll) {
    const matched = words.filter((word) => entry.text.includes(word)).length;
    if (matched < (matchAll ? words.length : 1)) {
        return null;
    }
    return {
        entry,
        exact: [...words, words.join(" ")].some((word) => entry.codes.includes(word)),
        matched,
        begins: words.some((word) => entry.name.startsWith(word)),
    };
}

function compare(a, b) {
    return (
        b.exact - a.exact ||
        b.matched - a.matched ||
        b.begins - a.begins ||
        (a.entry.name > b.entry.name) - (a.entry.name < b.entry.name) ||
        a.entry.id - b.entry.id
    );
}

/**
 * Search products as the server does (PS-02), see `search_products_from_ui`.
 *
 * @param {object[]} entries of a `ProductIndex`
 * @param {string} text what was typed
 * @param {boolean} matchAll whether each of the words must match, or one of them
 * @returns {number[]} ids of those that match, best first
 */
export function rankProducts(entries, text, matchAll) {
    const words = splitWords(text);
    if (!words.length) {
        return [];
    }
    return entries
        .map((entry) => rate(entry, words, matchAll))
        .filter(Boolean)
        .sort(compare)
        .map(({entry}) => entry.id);
}
