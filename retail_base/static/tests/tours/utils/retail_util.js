/* global posmodel */
import * as Chrome from "@point_of_sale/../tests/pos/tours/utils/chrome_util";
import * as PaymentScreen from "@point_of_sale/../tests/pos/tours/utils/payment_screen_util";
import * as ProductScreen from "@point_of_sale/../tests/pos/tours/utils/product_screen_util";
import * as ReceiptScreen from "@point_of_sale/../tests/pos/tours/utils/receipt_screen_util";
import {negate, run} from "@point_of_sale/../tests/generic_helpers/utils";

/** Open a register whose session is open already. */
export function openRegister() {
    return Chrome.startPoS();
}

/** Put products into the cart and pay them. */
export function sell(productNames, method = "Cash") {
    return [
        ...productNames.flatMap((name) => ProductScreen.clickDisplayedProduct(name)),
        ProductScreen.clickPayButton(),
        PaymentScreen.clickPaymentMethod(method),
        PaymentScreen.clickValidate(),
        ReceiptScreen.receiptIsThere(),
    ].flat();
}

/** Send what waits, as coming back on line does; the tour's network does not tell. */
export function sendWaitingTickets() {
    return run(() => posmodel.syncAllOrders(), "send the waiting tickets");
}

export function unsentCountIs(count) {
    const trigger = ".retail-unsent-button";
    return {
        content: `${count} tickets are not sent`,
        trigger: count ? `${trigger}:contains(/^\\s*${count}\\s*$/)` : negate(trigger),
    };
}

/** The manager dialog: see `askApproval`. */
export const Manager = {
    isShown: (description) => ({
        content: `a manager is asked: ${description}`,
        trigger: `.retail-manager-dialog:contains("${description}")`,
    }),
    isClosed: () => ({trigger: negate(".retail-manager-dialog")}),
    chooseReason: (name) => ({
        content: `choose the reason ${name}`,
        trigger: `.retail-manager-dialog .retail-reason:contains("${name}")`,
        run: "click",
    }),
    chooseApprover: (name) => ({
        content: `choose ${name}`,
        trigger: `.retail-manager-dialog .retail-approver:contains("${name}")`,
        run: "click",
    }),
    enterPin: (pin) => [
        ...[...pin].map((digit) => ({
            content: `press ${digit}`,
            trigger: `.retail-manager-dialog .numpad-button:contains(/^${digit}$/)`,
            run: "click",
        })),
        {content: "approve", trigger: ".modal-footer .retail-approve", run: "click"},
    ],
    messageIs: (text) => ({
        content: `it says: ${text}`,
        trigger: `.retail-manager-dialog .retail-message:contains("${text}")`,
    }),
    discard: () => ({
        trigger: ".modal:has(.retail-manager-dialog) .retail-discard",
        run: "click",
    }),
    /** Choose a manager and let them approve. */
    approve: (name, pin) => [
        Manager.chooseApprover(name),
        ...Manager.enterPin(pin),
        Manager.isClosed(),
    ],
};
