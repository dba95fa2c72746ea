/* global posmodel */

export function openFindOrder() {
    return [
        {content: "open Find order", trigger: ".find-order-button", run: "click"},
        {content: "the page is open", trigger: ".find-order"},
    ];
}

/** Scans the reference of the newest order, wherever the cashier is. */
export function scanNewestOrder() {
    return {
        content: "scan the code on the customer's receipt",
        trigger: ".pos-content",
        run: async () => {
            const {orders} = await posmodel.data.call(
                "retail.order.request",
                "find_orders_from_ui",
                [posmodel.config.id, {term: "", preset: "all", limit: 1}]
            );
            await posmodel.barcodeReader.scan(orders[0].reference);
        },
    };
}

export function typeTerm(term) {
    return {
        content: `look for "${term}"`,
        trigger: ".find-order-term input",
        run: `edit ${term} && press Enter`,
    };
}

export function choosePreset(name) {
    return {
        content: `choose what is "${name}"`,
        trigger: `.preset[data-preset=${name}]:not(:disabled)`,
        run: "click",
    };
}

export function presetCounts(name, count) {
    return {
        content: `${count} orders are "${name}"`,
        trigger: `.preset[data-preset=${name}] .count:contains("${count}")`,
    };
}

export function foundIs(text) {
    return {
        content: `the list says "${text}"`,
        trigger: `.order-list:contains("${text}")`,
    };
}

export function shownIs(text) {
    return {content: `${text} are shown`, trigger: `.shown:contains("${text}")`};
}

export function showMore() {
    return {content: "show more", trigger: ".show-more:not(:disabled)", run: "click"};
}

export function openFilters() {
    return [
        {content: "open the filters", trigger: ".toggle-filters", run: "click"},
        {content: "they are open", trigger: ".order-filters select[name=state]"},
    ];
}

export function setFilter(name, label) {
    return {
        content: `only ${name} ${label}`,
        trigger: `.order-filters select[name=${name}]`,
        run: `selectByLabel ${label}`,
    };
}

export function clearFilters() {
    return {
        content: "clear the filters",
        trigger: ".clear-filters:not(:disabled)",
        run: "click",
    };
}

/** On a phone the order covers the list. */
export function backToList() {
    return {
        content: "back to the list, if it is covered",
        trigger: ".order-detail",
        run: () => document.querySelector(".back-to-list")?.click(),
    };
}

export function orderIsOpen(text) {
    return {
        content: `the order of ${text} is open`,
        trigger: `.order-detail:contains("${text}")`,
    };
}

export function actionSaysWhyNot(action, why) {
    return [
        {
            content: `${action} is disabled`,
            trigger: `.order-action[data-action=${action}]:disabled`,
        },
        {content: `because: ${why}`, trigger: `.why-not:contains("${why}")`},
    ];
}

export function pressPickUp() {
    return {
        content: "press Pick up",
        trigger: ".order-action[data-action=pickup]:not(:disabled)",
        run: "click",
    };
}

export function pressAction(name) {
    return {
        content: `press ${name}`,
        trigger: `.order-action[data-action=${name}]:not(:disabled)`,
        run: "click",
    };
}

export function chooseReason(name) {
    return {
        content: `because: ${name}`,
        trigger: `.cancel-dialog .reason:contains("${name}")`,
        run: "click",
    };
}

export function confirmCancel(label) {
    return {
        content: `press "${label}"`,
        trigger: `.confirm-cancel:contains("${label}"):not(:disabled)`,
        run: "click",
    };
}

export function receiptSays(title) {
    return {
        content: `the receipt says "${title}"`,
        trigger: `.existing-order:contains("${title}"):contains(CO)`,
    };
}

export function startPickup() {
    return [
        pressPickUp(),
        {content: "the amounts are known", trigger: ".pickup-dialog .pickup-amounts"},
    ];
}

export function setPickupQuantity(name, button) {
    return {
        content: `${button} of ${name}`,
        trigger: `.pickup-line:contains("${name}") .${button}`,
        run: "click",
    };
}

export function pickupQuantityIs(name, quantity) {
    return {
        content: `${quantity} of ${name} is handed out`,
        trigger: `.pickup-line:contains("${name}") .quantity:contains("${quantity}")`,
    };
}

export function confirmPickup(label) {
    return {
        content: `press "${label}"`,
        trigger: `.confirm-pickup:contains("${label}"):not(:disabled)`,
        run: "click",
    };
}
