import * as PaymentScreen from "@point_of_sale/../tests/pos/tours/utils/payment_screen_util";
import * as PartnerList from "@point_of_sale/../tests/pos/tours/utils/partner_list_util";

/** Asks for the fulfilment dialog: by the visible button, on a phone in Actions. */
export function pressCustomerOrder() {
    return [
        {
            isActive: ["desktop"],
            content: "press the order button",
            trigger: ".product-screen .customer-order-button",
            run: "click",
        },
        {
            isActive: ["mobile"],
            content: "open Actions",
            trigger: ".mobile-more-button",
            run: "click",
        },
        {
            isActive: ["mobile"],
            content: "press Customer order",
            trigger: ".control-buttons button:contains('Customer order')",
            run: "click",
        },
    ];
}

/** Opens the fulfilment dialog from the cart. */
export function openFulfilment() {
    return [
        ...pressCustomerOrder(),
        {
            content: "the stock was looked up",
            trigger: ".fulfilment-dialog .store-row, .fulfilment-dialog .address-card",
        },
    ];
}

export function chooseCustomer(name) {
    return [
        {
            content: "choose the customer of the order",
            trigger: ".fulfilment-dialog .set-order-customer",
            run: "click",
        },
        ...PartnerList.searchCustomerValue(name),
        PartnerList.clickPartner(name),
        {
            content: "the customer is chosen",
            trigger: `.fulfilment-dialog .set-order-customer:contains("${name}")`,
        },
    ];
}

/** Leaves exactly these lines checked, whatever was checked before. */
export function chooseLines(...names) {
    return [
        {
            content: "check all lines",
            trigger: ".fulfilment-dialog .choose-all",
            run: ({anchor}) => anchor.checked || anchor.click(),
        },
        {
            content: "all are checked",
            trigger: ".fulfilment-dialog .choose-all:checked",
            run: "click",
        },
        {
            content: "none is checked",
            trigger: ".fulfilment-dialog:not(:has(.fulfilment-line input:checked))",
        },
        ...names.map((name) => ({
            content: `check ${name}`,
            trigger: `.fulfilment-line:contains("${name}") input`,
            run: "click",
        })),
    ];
}

export function chooseTab(name) {
    return {
        content: `choose ${name}`,
        trigger: `.fulfilment-tab[data-tab=${name}]`,
        run: "click",
    };
}

export function chooseStore(name) {
    return {
        content: `choose the store ${name}`,
        trigger: `.store-row:contains("${name}")`,
        run: "click",
    };
}

export function chooseAddress(text) {
    return {
        content: `choose the address ${text}`,
        trigger: `.address-card:contains("${text}")`,
        run: "click",
    };
}

export function chooseTomorrow() {
    return {
        content: "choose tomorrow",
        trigger: ".day-chip:contains('Tomorrow')",
        run: "click",
    };
}

/** Presses the button after having read on it what it will do. */
export function confirmFulfilment(label) {
    return [
        {
            content: `press "${label}"`,
            trigger: `.confirm-fulfilment:contains("${label}"):not(:disabled)`,
            run: "click",
        },
        {content: "the dialog is gone", trigger: "body:not(:has(.fulfilment-dialog))"},
    ];
}

export function lineHasBadge(name, label) {
    return {
        content: `${name} shows "${label}"`,
        trigger: `.orderline:contains("${name}") .fulfilment-badge:contains("${label}")`,
    };
}

export function lineHasNoBadge(name) {
    return {
        content: `${name} is carried out`,
        trigger: `.orderline:contains("${name}"):not(:has(.fulfilment-badge))`,
    };
}

export function dueIs(now, later) {
    return [
        {
            content: `due now is ${now}`,
            trigger: `.due-now:contains("${now}")`,
        },
        {
            content: `due later is ${later}`,
            trigger: `.due-later:contains("${later}")`,
        },
    ];
}

export function depositIs(amount) {
    return {
        content: `the deposit is ${amount}`,
        trigger: `.deposit-summary .deposit:contains("${amount}")`,
    };
}

/** The payment is only taken once the server has accepted the order. */
export function payBy(method) {
    return [
        ...PaymentScreen.clickPaymentMethod(method),
        {
            content: "the payment is taken",
            trigger: `.paymentline.selected:contains("${method}")`,
        },
        ...PaymentScreen.clickValidate(),
    ];
}

/** Types an amount over the one that is proposed. */
export function enterAmount(amount) {
    return [
        ...amount.split("").map((key) => ({
            content: `press ${key}`,
            trigger: `.modal .numpad button:contains("${key}")`,
            run: "click",
        })),
        {
            content: `${amount} is entered`,
            trigger: `.modal .input-value:contains("${amount}")`,
        },
        {
            content: "confirm the amount",
            trigger: ".modal:last .modal-footer .btn-primary:not(:disabled)",
            run: "click",
        },
    ];
}

export function changeDeposit(amount) {
    return [
        {
            content: "press the pencil beside the deposit",
            trigger: ".deposit-summary .edit-deposit",
            run: "click",
        },
        ...enterAmount(amount),
    ];
}

/** The manager gives a reason and the PIN on the cashier's register. */
export function approveAsManager(name, pin) {
    return [
        {content: "choose a reason", trigger: ".retail-reason", run: "click"},
        {
            content: `${name} approves`,
            trigger: `.retail-approver:contains("${name}")`,
            run: "click",
        },
        ...pin.split("").map((key) => ({
            content: "press a digit of the PIN",
            trigger: `.retail-manager-dialog .numpad button:contains("${key}")`,
            run: "click",
        })),
        {
            content: "approve",
            trigger: ".retail-approve:not(:disabled)",
            run: "click",
        },
        {
            content: "the manager is done",
            trigger: "body:not(:has(.retail-manager-dialog))",
        },
    ];
}

export function receiptHasOrder(balance) {
    return [
        {
            content: "the receipt shows the number of the order",
            trigger: ".order-voucher-reference:contains(CO)",
        },
        {
            content: "the receipt shows its code",
            trigger: ".order-voucher-code[src^='data:image']",
        },
        {
            content: `the receipt says that ${balance} is left`,
            trigger: `.order-voucher-balance:contains("${balance}")`,
        },
    ];
}
