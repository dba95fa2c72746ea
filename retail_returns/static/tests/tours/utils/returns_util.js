/* global posmodel */

/** Opens the page from the menu at the top right. */
export function openReturns() {
    return [
        {
            content: "open the menu",
            trigger: ".pos-rightheader button:has(.fa-bars)",
            run: "click",
        },
        {
            content: "press Returns",
            trigger: ".dropdown-item:contains('Returns')",
            run: "click",
        },
        {content: "the page is open", trigger: ".returns"},
    ];
}

/** Scans a code wherever the cashier is. */
export function scan(code) {
    return {
        content: `scan ${code}`,
        trigger: ".pos-content",
        run: () => posmodel.barcodeReader.scan(code),
    };
}

export function typeTerm(term) {
    return {
        content: `look for "${term}"`,
        trigger: ".returns-term input",
        run: `edit ${term} && press Enter`,
    };
}

export function saleIsListed(text) {
    return {content: `${text} is found`, trigger: `.found-sale:contains("${text}")`};
}

export function selectSale(text) {
    return {...saleIsListed(text), run: "click"};
}

export function saleIsOpen(text) {
    return {
        content: `the sale ${text} is open`,
        trigger: `.sold-lines:contains("${text}")`,
    };
}

export function backToList() {
    return {content: "back to the sales found", trigger: ".back-to-list", run: "click"};
}

export function lineSays(name, text) {
    return {
        content: `${name} says "${text}"`,
        trigger: `.sold-line:contains("${name}"):contains("${text}")`,
    };
}

export function cannotReturn(name) {
    return {
        content: `${name} cannot be returned`,
        trigger: `.sold-line:contains("${name}"):not(:has(.more))`,
    };
}

export function takeMore(name) {
    return {
        content: `one more ${name} comes back`,
        trigger: `.sold-line:contains("${name}") .more:not(:disabled)`,
        run: "click",
    };
}

export function takeNoMore(name) {
    return {
        content: `no more ${name} can come back`,
        trigger: `.sold-line:contains("${name}") .more:disabled`,
    };
}

export function takeAll() {
    return {content: "take all", trigger: ".take-all", run: "click"};
}

export function typeQuantity(name, quantity) {
    return {
        content: `${quantity} of ${name} come back`,
        trigger: `.sold-line:contains("${name}") .sold-quantity`,
        run: `edit ${quantity} && press Tab`,
    };
}

export function quantityIs(name, quantity) {
    return {
        content: `${quantity} of ${name} comes back`,
        trigger: `.sold-line:contains("${name}") .sold-quantity:value("${quantity}")`,
    };
}

export function chooseReason(name) {
    return {
        content: `because: ${name}`,
        trigger: `.reason:contains("${name}")`,
        run: "click",
    };
}

export function writeNote(text) {
    return {content: "write a note", trigger: ".reason-note", run: `edit ${text}`};
}

export function refundIs(amount) {
    return {
        content: `${amount} is given back`,
        trigger: `.refund-total:contains("${amount}")`,
    };
}

export function missingIs(text) {
    return {
        content: `the button says "${text}"`,
        trigger: `.pay-refund:disabled:contains("${text}")`,
    };
}

export function giveBack(amount) {
    return {
        content: `give back ${amount}`,
        trigger: `.pay-refund:not(:disabled):contains("${amount}")`,
        run: "click",
    };
}

export function receiptNames(receipt) {
    return {
        content: `the receipt names ${receipt}`,
        trigger: `.pos-receipt .return-origin:contains("${receipt}")`,
    };
}

/** On a phone: from the open sale to what comes back. */
export function openBasket() {
    return {content: "go on", trigger: ".open-basket", run: "click"};
}

export function basketHas(name, text) {
    return {
        content: `${name} comes back: ${text}`,
        trigger: `.basket-line:contains("${name}"):contains("${text}")`,
    };
}

export function askReason(name) {
    return {
        content: `ask why ${name} comes back`,
        trigger: `.basket-line:contains("${name}") .ask-reason`,
        run: "click",
    };
}

export function toggleSameForAll() {
    return {content: "a reason for each", trigger: ".same-for-all", run: "click"};
}

export function partIs(text) {
    return {content: text, trigger: `.refund-part:contains("${text}")`};
}

export function nextRefundIs(part) {
    return {
        content: `refund ${part} is next`,
        trigger: `.next-refund:contains("refund ${part}")`,
    };
}

export function chooseCondition(name) {
    return {
        content: `it looks: ${name}`,
        trigger: `.condition:contains("${name}")`,
        run: "click",
    };
}

/** No ticket that gives back waits to be paid. */
export function nothingIsOpen() {
    return {
        content: "no return is open",
        trigger: ".ticket-screen",
        run: () => {
            const open = posmodel.getOpenOrders().filter(({lines}) => lines.length);
            if (open.length) {
                throw new Error("A refused return is left open.");
            }
        },
    };
}

export function refusalIs(text) {
    return {content: text, trigger: `.return-error:contains("${text}")`};
}
