export function open() {
    return [
        {content: "without receipt", trigger: ".open-no-receipt", run: "click"},
        {content: "the page is open", trigger: ".no-receipt-page"},
    ];
}

export function lineSays(name, text) {
    return {
        content: `${name} says "${text}"`,
        trigger: `.no-receipt-line:contains("${name}"):contains("${text}")`,
    };
}

export function quantityIs(name, quantity) {
    return {
        content: `${quantity} of ${name} comes back`,
        trigger: `.no-receipt-line:contains("${name}") .line-quantity:value("${quantity}")`,
    };
}

export function typePrice(name, price) {
    return {
        content: `${name} gives back ${price}`,
        trigger: `.no-receipt-line:contains("${name}") .line-price`,
        run: `edit ${price} && press Tab`,
    };
}

export function search(term) {
    return {
        content: `look for "${term}"`,
        trigger: ".no-receipt-page .retail-look-up-term",
        run: `edit ${term} && press Enter`,
    };
}

export function openCustomers() {
    return {content: "choose the customer", trigger: ".choose-customer", run: "click"};
}

export function customerIs(name) {
    return {
        content: `${name} is the customer`,
        trigger: `.choose-customer:contains("${name}")`,
    };
}

export {chooseCondition} from "./returns_util";

export function needsManager(text) {
    return {
        content: `a manager is needed: ${text}`,
        trigger: `.needs-manager:contains("${text}")`,
    };
}

export function needsNoManager() {
    return {
        content: "no manager is needed",
        trigger: ".no-receipt-page:not(:has(.needs-manager))",
    };
}

export function receiptSaysSo() {
    return {
        content: "the receipt says so",
        trigger: ".pos-receipt .return-no-receipt",
    };
}
