import * as Chrome from "@point_of_sale/../tests/pos/tours/utils/chrome_util";
import * as Dialog from "@point_of_sale/../tests/generic_helpers/dialog_util";
import * as Offline from "@point_of_sale/../tests/generic_helpers/offline_util";
import * as PaymentScreen from "@point_of_sale/../tests/pos/tours/utils/payment_screen_util";
import * as ProductScreen from "@point_of_sale/../tests/pos/tours/utils/product_screen_util";
import * as ReceiptScreen from "@point_of_sale/../tests/pos/tours/utils/receipt_screen_util";
import * as Utils from "@point_of_sale/../tests/generic_helpers/utils";
import {registry} from "@web/core/registry";
import * as CustomerOrder from "./utils/customer_order_util";
import * as FindOrder from "./utils/find_order_util";

/* global posmodel */

const tours = registry.category("web_tour.tours");

function fillCart(...names) {
    return names.flatMap((name) => ProductScreen.clickDisplayedProduct(name));
}

// One line to carry out, one to pick up in store B, one to ship: 100 + 200 + 400, and a
// deposit of 10 % of the 600 that come later.
tours.add("retail_customer_orders_mixed_cart", {
    steps: () =>
        [
            Chrome.startPoS(),
            fillCart("Blue Lamp", "Red Chair", "Oak Table"),
            CustomerOrder.openFulfilment(),
            CustomerOrder.chooseCustomer("Kari Customer"),
            CustomerOrder.chooseLines("Red Chair"),
            CustomerOrder.chooseStore("Store B"),
            CustomerOrder.chooseTomorrow(),
            CustomerOrder.confirmFulfilment("Pick up 1 line in Store B tomorrow"),
            CustomerOrder.lineHasBadge("Red Chair", "Pick up · Store B"),
            CustomerOrder.openFulfilment(),
            CustomerOrder.chooseLines("Oak Table"),
            CustomerOrder.chooseTab("ship"),
            CustomerOrder.chooseAddress("Storgata 1"),
            CustomerOrder.confirmFulfilment("Ship 1 line to Storgata 1 tomorrow"),
            CustomerOrder.lineHasBadge("Oak Table", "Ship · Storgata 1"),
            CustomerOrder.lineHasNoBadge("Blue Lamp"),
            CustomerOrder.dueIs("160.00", "540.00"),
            ProductScreen.clickPayButton(),
            PaymentScreen.totalIs("160.00"),
            CustomerOrder.depositIs("60.00"),
            // Back and forth changes nothing.
            PaymentScreen.clickBack(),
            CustomerOrder.lineHasBadge("Oak Table", "Ship · Storgata 1"),
            ProductScreen.totalAmountIs("700.00"),
            ProductScreen.clickPayButton(),
            PaymentScreen.totalIs("160.00"),
            CustomerOrder.payBy("Card"),
            ReceiptScreen.isShown(),
            CustomerOrder.receiptHasOrder("540.00"),
            ReceiptScreen.clickNextOrder(),
            ProductScreen.orderIsEmpty(),
        ].flat(),
});

// A quote costs nothing now, and is done with one tap.
tours.add("retail_customer_orders_quote", {
    steps: () =>
        [
            Chrome.startPoS(),
            fillCart("Red Chair"),
            CustomerOrder.openFulfilment(),
            CustomerOrder.chooseCustomer("Kari Customer"),
            {
                content: "make it a quote",
                trigger: ".order-type [data-type=quote]",
                run: "click",
            },
            CustomerOrder.chooseStore("Store B"),
            CustomerOrder.confirmFulfilment("Pick up 1 line in Store B today"),
            CustomerOrder.dueIs("0.00", "200.00"),
            ProductScreen.clickPayButton(),
            PaymentScreen.totalIs("0.00"),
            PaymentScreen.clickValidate(),
            {
                content: "the receipt is a quote",
                trigger: ".order-voucher:contains(Quote):contains(200.00)",
            },
        ].flat(),
});

// The customer has moved: the new address is made at the till.
tours.add("retail_customer_orders_new_address", {
    steps: () =>
        [
            Chrome.startPoS(),
            fillCart("Red Chair"),
            CustomerOrder.openFulfilment(),
            CustomerOrder.chooseCustomer("Kari Customer"),
            CustomerOrder.chooseTab("ship"),
            {
                content: "press New address",
                trigger: ".fulfilment-dialog .new-address",
                run: "click",
            },
            {
                content: "type the street",
                trigger: ".address-dialog [name=street]",
                run: "edit Nygata 5",
            },
            {
                content: "type the city",
                trigger: ".address-dialog [name=city]",
                run: "edit Bergen",
            },
            {
                content: "take the address",
                trigger: ".address-dialog .save-address:not(:disabled)",
                run: "click",
            },
            CustomerOrder.confirmFulfilment("Ship 1 line to Nygata 5 tomorrow"),
            CustomerOrder.lineHasBadge("Red Chair", "Ship · Nygata 5"),
            ProductScreen.clickPayButton(),
            CustomerOrder.depositIs("20.00"),
            CustomerOrder.payBy("Card"),
            CustomerOrder.receiptHasOrder("180.00"),
        ].flat(),
});

// Less deposit than the rule: only with a manager at this register.
tours.add("retail_customer_orders_lower_deposit", {
    steps: () =>
        [
            Chrome.startPoS(),
            fillCart("Red Chair"),
            CustomerOrder.openFulfilment(),
            CustomerOrder.chooseCustomer("Kari Customer"),
            CustomerOrder.chooseStore("Store B"),
            CustomerOrder.confirmFulfilment("Pick up 1 line in Store B today"),
            CustomerOrder.dueIs("50.00", "150.00"),
            ProductScreen.clickPayButton(),
            PaymentScreen.totalIs("50.00"),
            CustomerOrder.depositIs("50.00"),
            {
                content: "the rule explains the deposit",
                trigger:
                    ".deposit-summary .deposit:contains('25 % of'):contains('Chairs')",
            },
            CustomerOrder.changeDeposit("5"),
            CustomerOrder.approveAsManager("Mona Manager", "246810"),
            PaymentScreen.totalIs("5.00"),
            CustomerOrder.depositIs("5.00"),
            CustomerOrder.payBy("Card"),
            CustomerOrder.receiptHasOrder("195.00"),
        ].flat(),
});

// The network is down: the order is taken and sent once when it is back.
tours.add("retail_customer_orders_offline", {
    steps: () =>
        [
            Chrome.startPoS(),
            fillCart("Red Chair"),
            ProductScreen.clickPartnerButton(),
            ProductScreen.clickCustomer("Kari Customer"),
            Offline.setOfflineMode(),
            CustomerOrder.openFulfilment(),
            {
                content: "stock is not known",
                trigger: ".store-stock:contains('Stock not known without the network')",
            },
            CustomerOrder.chooseStore("Store B"),
            CustomerOrder.confirmFulfilment("Pick up 1 line in Store B today"),
            FindOrder.openFindOrder(),
            {
                content: "finding needs the network",
                trigger:
                    ".needs-network:contains('Finding an order needs the network')",
            },
            {content: "back to the cart", trigger: ".find-order .back", run: "click"},
            ProductScreen.clickPayButton(),
            PaymentScreen.totalIs("20.00"),
            {
                content: "the payment screen says so",
                trigger: ".deposit-summary:contains('No network')",
            },
            CustomerOrder.payBy("Cash"),
            Dialog.confirm("Continue with limited functionality"),
            ReceiptScreen.isShown(),
            CustomerOrder.receiptHasOrder("180.00"),
            Offline.setOnlineMode(),
            Utils.run(() => posmodel.syncAllOrders(), "send what waits"),
            {
                content: "it was sent",
                trigger: "body",
                run: () => {
                    if (posmodel.models["pos.order"].some((o) => o.isUnsyncedPaid)) {
                        throw new Error("the ticket was not sent");
                    }
                },
            },
        ].flat(),
});

// The same on a phone: what is due now is on the button below.
tours.add("retail_customer_orders_phone", {
    steps: () =>
        [
            Chrome.startPoS(),
            fillCart("Blue Lamp", "Red Chair"),
            ProductScreen.clickReview(),
            CustomerOrder.openFulfilment(),
            CustomerOrder.chooseCustomer("Kari Customer"),
            CustomerOrder.chooseLines("Red Chair"),
            CustomerOrder.chooseStore("Store B"),
            CustomerOrder.confirmFulfilment("Pick up 1 line in Store B today"),
            CustomerOrder.lineHasBadge("Red Chair", "Pick up · Store B"),
            CustomerOrder.dueIs("120.00", "180.00"),
            {...ProductScreen.back(), isActive: ["mobile"]},
            {
                content: "the button below asks for what is due now",
                trigger: ".btn-switchpane.pay-button:contains('120.00')",
                run: "click",
            },
            PaymentScreen.totalIs("120.00"),
            CustomerOrder.depositIs("20.00"),
            CustomerOrder.payBy("Card"),
            CustomerOrder.receiptHasOrder("180.00"),
            ReceiptScreen.clickNextOrder(),
            FindOrder.openFindOrder(),
            FindOrder.typeTerm("Kari Customer"),
            FindOrder.orderIsOpen("Kari Customer"),
            FindOrder.actionSaysWhyNot("pickup", "Store B"),
            {
                content: "back to the list",
                trigger: ".back-to-list",
                run: "click",
            },
            {content: "the list is there", trigger: ".found-order"},
        ].flat(),
});
