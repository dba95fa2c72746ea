import * as ProductScreen from "@point_of_sale/../tests/pos/tours/utils/product_screen_util";

/** Steps with the cart as a whole: lists, several lines, what is said of the order. */

export function openBulkEntry() {
    return [
        ...ProductScreen.clickControlButton("Bulk entry"),
        {content: "bulk entry is open", trigger: ".bulk-dialog .bulk-empty"},
    ];
}

export function readList(...rows) {
    return [
        {
            content: "type the list",
            trigger: ".bulk-dialog .bulk-text",
            run: ({anchor}) => {
                anchor.value = rows.join("\n");
                anchor.dispatchEvent(new Event("input", {bubbles: true}));
            },
        },
        {
            content: "press Look up",
            trigger: ".bulk-read:not(:disabled)",
            run: "click",
        },
        {
            content: "all rows were looked up",
            trigger: ".bulk-rows:not(:has([data-status=looking]))",
        },
    ];
}

/** Scans with the scanner of the register, whatever has the focus. */
export function scan(barcode) {
    return {
        content: `scan ${barcode}`,
        trigger: ".bulk-dialog",
        run: () => {
            document.activeElement.blur();
            window.dispatchEvent(new Event("focus"));
            odoo.__WOWL_DEBUG__.root.env.services.barcode.bus.trigger(
                "barcode_scanned",
                {barcode}
            );
        },
    };
}

export function rowIs(number, status, text) {
    return {
        content: `row ${number} is ${status}: ${text}`,
        trigger: `.bulk-row:eq(${number - 1})[data-status=${status}]:contains("${text}")`,
    };
}

export function correctRow(number, text) {
    return {
        content: `write "${text}" in row ${number}`,
        trigger: `.bulk-row:eq(${number - 1}) .bulk-correct`,
        run: `edit ${text} && press Tab`,
    };
}

export function addList(label) {
    return {
        content: `press "${label}"`,
        trigger: `.bulk-add:contains("${label}"):not(:disabled)`,
        run: "click",
    };
}

export function isAdded() {
    return {content: "bulk entry is done", trigger: "body:not(:has(.bulk-dialog))"};
}

/** In the cart as it is shown, on a phone too. */
export function totalIs(amount) {
    return {
        content: `the total is ${amount}`,
        trigger: `.order-summary .total:contains("${amount}")`,
    };
}

export function openLines() {
    return [
        ...ProductScreen.clickControlButton("Choose lines"),
        {content: "the lines are shown", trigger: ".lines-dialog .fulfilment-line"},
    ];
}

export function findLines(term) {
    return {
        content: `find the lines with ${term}`,
        trigger: ".lines-dialog .line-search",
        run: `edit ${term}`,
    };
}

export function chooseFound() {
    return {
        content: "choose all that were found",
        trigger: ".lines-dialog .choose-all:not(:checked)",
        run: "click",
    };
}

export function chooseLine(name) {
    return {
        content: `choose ${name}`,
        trigger: `.lines-dialog .fulfilment-line:contains("${name}") input`,
        run: "click",
    };
}

export function countChosen(text) {
    return {content: text, trigger: `.lines-dialog [role=status]:contains("${text}")`};
}

export function actOnLines(name) {
    return [
        {
            content: `press ${name}`,
            trigger: `.line-action[data-action=${name}]:not(:disabled)`,
            run: "click",
        },
        {content: "the lines are gone", trigger: "body:not(:has(.lines-dialog))"},
    ];
}

export function confirmPopup() {
    return {
        content: "confirm",
        trigger: ".modal:last .modal-footer .btn-primary:not(:disabled)",
        run: "click",
    };
}

export function fillOrderPanel({reference, note}) {
    return [
        ...ProductScreen.clickControlButton("Order details"),
        {
            content: "type the customer's own number",
            trigger: ".order-panel [name=client_order_ref]",
            run: `edit ${reference}`,
        },
        {
            content: "type the note",
            trigger: ".order-panel [name=note]",
            run: `edit ${note}`,
        },
        {
            content: "expedite it",
            trigger: ".order-panel [name=expedited]:not(:checked)",
            run: "click",
        },
    ];
}

export function saveOrderPanel() {
    return [
        {
            content: "save the details",
            trigger: ".save-order-panel:not(:disabled)",
            run: "click",
        },
        {content: "the details are saved", trigger: "body:not(:has(.order-panel))"},
    ];
}
