import {negate} from "@point_of_sale/../tests/generic_helpers/utils";

const CARD = "article.product";

export function showAllProducts() {
    return [
        {trigger: ".retail-scope-all", run: "click"},
        {trigger: ".retail-scope-all.active"},
    ];
}

export function showThisStore() {
    return [
        {
            isActive: ["desktop"],
            trigger: ".retail-scope-all.active",
            run: "click",
        },
        {isActive: ["mobile"], trigger: ".retail-scope-store", run: "click"},
        {trigger: ".retail-scope-all:not(.active)"},
    ];
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
export function refused(sentence) {
    return [
        {
            content: `refused: ${sentence}`,
            trigger: `.modal:has(.modal-header:contains("Not in the range of Store A")) .modal-body:contains("${sentence}")`,
        },
        {trigger: ".modal .modal-footer .btn-primary", run: "click"},
        {trigger: negate(".modal")},
    ];
}
