/* global posmodel */
import * as Dialog from "@point_of_sale/../tests/generic_helpers/dialog_util";
import * as OfflineUtil from "@point_of_sale/../tests/generic_helpers/offline_util";
import {negate, refresh, run} from "@point_of_sale/../tests/generic_helpers/utils";
import * as Chrome from "@point_of_sale/../tests/pos/tours/utils/chrome_util";
import * as PaymentScreen from "@point_of_sale/../tests/pos/tours/utils/payment_screen_util";
import * as ProductScreen from "@point_of_sale/../tests/pos/tours/utils/product_screen_util";
import * as ReceiptScreen from "@point_of_sale/../tests/pos/tours/utils/receipt_screen_util";
import {
    Manager,
    openRegister,
    sell,
    sendWaitingTickets,
    unsentCountIs,
} from "@retail_base/../tests/tours/utils/retail_util";
import {registry} from "@web/core/registry";

const confirmOffline = Dialog.confirm("Continue with limited functionality");

const openList = {trigger: ".retail-unsent-button", run: "click"};
const sendAgain = {trigger: ".modal-footer .retail-send:enabled", run: "click"};
const closeList = [
    {trigger: ".modal-footer .retail-discard", run: "click"},
    {trigger: negate(".retail-unsent-dialog")},
];

function ticketSays(text) {
    return {trigger: `.retail-unsent-dialog .retail-message:contains("${text}")`};
}

const guardIsShown = {trigger: ".retail-unsent-dialog:contains('Do not close')"};
const keepOpen = [
    {trigger: ".modal-footer button:contains('Keep the register open')", run: "click"},
    {trigger: negate(".retail-unsent-dialog")},
];

/** Off line sale: counted, listed, sent when the connection is back. */
registry.category("web_tour.tours").add("RetailUnsentTour", {
    steps: () =>
        [
            openRegister(),
            unsentCountIs(0),
            OfflineUtil.setOfflineMode(),
            ...ProductScreen.clickDisplayedProduct("Blue Lamp"),
            ProductScreen.clickPayButton(),
            PaymentScreen.clickPaymentMethod("Cash"),
            PaymentScreen.clickValidate(),
            confirmOffline,
            ReceiptScreen.receiptIsThere(),
            unsentCountIs(1),
            openList,
            {trigger: ".retail-unsent-dialog .retail-unsent-ticket:contains('100')"},
            closeList,
            OfflineUtil.setOnlineMode(),
            sendWaitingTickets(),
            unsentCountIs(0),
        ].flat(),
});

/** A ticket that the server refuses: it is sent again, and guards the closing. */
registry.category("web_tour.tours").add("RetailClosingGuardTour", {
    steps: () =>
        [
            openRegister(),
            OfflineUtil.setOfflineMode(),
            ...ProductScreen.clickDisplayedProduct("Red Lamp"),
            ProductScreen.clickPayButton(),
            PaymentScreen.clickPaymentMethod("Cash"),
            PaymentScreen.clickValidate(),
            confirmOffline,
            ReceiptScreen.receiptIsThere(),
            OfflineUtil.setOnlineMode(),
            sendWaitingTickets(),
            unsentCountIs(1),
            ReceiptScreen.clickNextOrder(),
            // It does not stop the next customer.
            sell(["Blue Lamp"]),
            ReceiptScreen.clickNextOrder(),
            unsentCountIs(1),
            // It survives a reload of the page and of the data.
            refresh(),
            unsentCountIs(1),
            run(() => posmodel.reloadData(), "reload the data", true),
            unsentCountIs(1),
            // The list says why.
            openList,
            sendAgain,
            ticketSays("Red lamps are refused"),
            closeList,
            // The register is not left or closed without it...
            Chrome.clickMenuOption("Backend"),
            guardIsShown,
            keepOpen,
            Chrome.clickMenuOption("Close Register"),
            guardIsShown,
            keepOpen,
            {trigger: negate(".close-pos-popup")},
            // ... unless a manager takes it.
            Chrome.clickMenuOption("Close Register"),
            {trigger: ".modal-footer .retail-hand-over", run: "click"},
            Manager.isShown("Continue without the tickets"),
            Manager.chooseApprover("Mona Manager"),
            Manager.enterPin("1111"),
            Manager.messageIs("Attempts left: 4"),
            Manager.enterPin("246810"),
            unsentCountIs(0),
            ProductScreen.closeWithCashAmount("100"),
            {
                trigger: ".close-pos-popup .button:contains('Close Register')",
                run: "click",
                expectUnloadPage: true,
            },
            {trigger: ".screen-login"},
        ].flat(),
});

/** Core throws the browser's database away when the register's settings changed. */
registry.category("web_tour.tours").add("RetailDataChangeTour", {
    steps: () =>
        [
            openRegister(),
            OfflineUtil.setOfflineMode(),
            sell(["Red Lamp"]),
            confirmOffline,
            OfflineUtil.setOnlineMode(),
            sendWaitingTickets(),
            unsentCountIs(1),
            run(
                () =>
                    (window.location.href = `/pos/ui/${odoo.pos_config_id}?from_backend=1`),
                "come back after the settings changed",
                true
            ),
            unsentCountIs(1),
            openList,
            {trigger: ".retail-unsent-dialog .retail-unsent-ticket:contains('100')"},
        ].flat(),
});

/** While the customer waits the server may refuse, and the cart stays. */
registry.category("web_tour.tours").add("RetailInteractiveRefusalTour", {
    steps: () => {
        const refused = [
            PaymentScreen.clickValidate(),
            {trigger: ".modal:contains('Red lamps are refused')"},
            Dialog.confirm(),
            {trigger: negate(".modal")},
            unsentCountIs(0),
            PaymentScreen.isShown(),
        ];
        return [
            openRegister(),
            ProductScreen.clickDisplayedProduct("Red Lamp"),
            ProductScreen.clickPayButton(),
            PaymentScreen.clickPaymentMethod("Cash"),
            // The second time, too, although it was sent before.
            ...refused,
            ...refused,
        ].flat(2);
    },
});
