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
                [posmodel.config.id, {term: "", preset: "all", offset: 0, limit: 1}]
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
