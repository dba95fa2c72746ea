export function chooseLink(label) {
    return [
        {
            content: "press Send payment link",
            trigger: ".deposit-summary .choose-link:not(:disabled)",
            run: "click",
        },
        {
            content: `choose "${label}"`,
            trigger: `.modal .selection-item:contains("${label}")`,
            run: "click",
        },
    ];
}

export function linkAmountIs(amount) {
    return {
        content: `${amount} is paid by link`,
        trigger: `.payment-link-choice .link-amount:contains("${amount}")`,
    };
}

/** The code is on the screen, with what it asks for and a clock that runs. */
export function linkIsShown(amount) {
    return [
        {
            content: "the code is shown",
            trigger: ".payment-link-dialog .payment-link-code[src^='data:image']",
        },
        {
            content: `it asks for ${amount}`,
            trigger: `.payment-link-amount:contains("${amount}")`,
        },
        {
            content: "the time left is shown",
            trigger: ".payment-link-left:contains('left to pay'):contains(':')",
        },
    ];
}

export function mailLink(address) {
    return [
        {content: "mail the link", trigger: ".mail-link:not(:disabled)", run: "click"},
        {
            content: `it went to ${address}`,
            trigger: `.payment-link-message:contains("${address}")`,
        },
    ];
}

export function withdrawLink() {
    return [
        {
            content: "withdraw the link",
            trigger: ".withdraw-link:not(:disabled)",
            run: "click",
        },
        {
            content: "yes",
            trigger: ".modal:last .modal-footer .btn-primary:contains(Withdraw)",
            run: "click",
        },
        {content: "it is withdrawn", trigger: ".payment-link-withdrawn"},
    ];
}

export function closeLink() {
    return [
        {content: "close the link", trigger: ".close-link", run: "click"},
        {content: "it is closed", trigger: "body:not(:has(.payment-link-dialog))"},
    ];
}
