import {negate} from "@point_of_sale/../tests/generic_helpers/utils";

const CARD = "article.product";

const INPUT = ".pos-rightheader .form-control > input";

/** On a desktop the ranges are in a menu. */
function choose(scope) {
    return [
        {isActive: ["desktop"], trigger: ".retail-scope", run: "click"},
        {
            content: `choose the range: ${scope}`,
            trigger: `.retail-scope-${scope}`,
            run: "click",
        },
    ];
}

/** Which range is shown: "This store", the name of another one, or "All products". */
export function rangeIs(name) {
    return [
        {
            isActive: ["desktop"],
            content: `the range is: ${name}`,
            trigger: `.retail-scope .retail-scope-name:contains("${name}")`,
        },
        {
            isActive: ["mobile"],
            content: `the range is: ${name}`,
            trigger: `.btn-group > .active:contains("${name}")`,
        },
    ];
}

export function showAllProducts() {
    return [...choose("all"), ...rangeIs("All products")];
}

export function showThisStore() {
    return [...choose("store"), ...rangeIs("This store")];
}

/** Choose another store, typing a part of its name. */
export function showStore(name, part = name) {
    return [
        ...choose("other"),
        {trigger: ".retail-store-dialog .retail-store-search", run: `edit ${part}`},
        {trigger: negate(`.retail-store:not(:contains("${name}"))`)},
        {trigger: ".retail-store-dialog .retail-store-search", run: "press Enter"},
        {trigger: negate(".retail-store-dialog")},
        ...rangeIs(name),
    ];
}

/** Press Enter in the search field. */
export function askServer() {
    return {
        content: "press Enter in the search field",
        trigger: INPUT,
        run: "press Enter",
    };
}

export function hintIs(text) {
    const trigger = ".retail-range-hint";
    return {
        content: `the hint says: ${text || "nothing"}`,
        trigger: text ? `${trigger}:contains("${text}")` : negate(trigger),
    };
}

export function cardCountIs(count) {
    return {
        content: `${count} products are shown`,
        trigger: `.product-list:not(:has(article.product:eq(${count}))) article.product:eq(${
            count - 1
        })`,
    };
}

export function isFirst(name) {
    return {
        content: `${name} is shown first`,
        trigger: `.product-list article.product:eq(0) .product-name:contains("${name}")`,
    };
}

export function isShown(name) {
    return {content: `${name} is shown`, trigger: `${CARD}:contains("${name}")`};
}

export function isHidden(name) {
    return {
        content: `${name} is not shown`,
        trigger: negate(`${CARD}:contains("${name}")`),
    };
}

export function markIs(name, mark) {
    const trigger = `${CARD}:contains("${name}") .retail-range-mark`;
    return {
        content: `the card of ${name} says ${mark || "nothing"}`,
        trigger: mark ? `${trigger}:contains("${mark}")` : negate(trigger),
    };
}

/** The sentence that refuses something. */
export function refused(sentence, title = "Not in the range of Store A") {
    return [
        {
            content: `refused: ${sentence}`,
            trigger: `.modal:has(.modal-header:contains("${title}")) .modal-body:contains("${sentence}")`,
        },
        {trigger: ".modal .modal-footer .btn-primary", run: "click"},
        {trigger: negate(".modal")},
    ];
}
