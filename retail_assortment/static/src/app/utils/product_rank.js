import {normalize} from "@web/core/l10n/utils";

/** @returns {string[]} the words of a text, each once, as products are searched by */
export function splitWords(text) {
    return [...new Set(normalize(text).split(/\s+/).filter(Boolean))];
}

/** Say how well a product has the words, or null if it has not enough of them. */
function rateProduct(template, words, matchAll) {
    const text = template.searchString;
    const matched = words.filter((word) => text.includes(word)).length;
    if (matched < (matchAll ? words.length : 1)) {
        return null;
    }
    const codes = template.searchCodes;
    const name = template.normalizedName;
    return {
        template,
        exact: [...words, words.join(" ")].some((word) => codes.includes(word)),
        matched,
        begins: words.some((word) => name.startsWith(word)),
        name,
    };
}

function compareRatings(a, b) {
    return (
        b.exact - a.exact ||
        b.matched - a.matched ||
        b.begins - a.begins ||
        (a.name > b.name) - (a.name < b.name) ||
        a.template.id - b.template.id
    );
}

/**
 * Search products as the server does (PS-02), see `search_products_from_ui`.
 *
 * @param {object[]} templates
 * @param {string} text what was typed
 * @param {boolean} matchAll whether each of the words must match, or one of them
 * @returns {object[]} those that match, best first
 */
export function rankProducts(templates, text, matchAll) {
    const words = splitWords(text);
    if (!words.length) {
        return [];
    }
    return templates
        .map((template) => rateProduct(template, words, matchAll))
        .filter(Boolean)
        .sort(compareRatings)
        .map(({template}) => template);
}
