import * as Chrome from "@point_of_sale/../tests/pos/tours/utils/chrome_util";
import * as Dialog from "@point_of_sale/../tests/generic_helpers/dialog_util";
import * as Order from "@point_of_sale/../tests/generic_helpers/order_widget_util";
import * as PaymentScreen from "@point_of_sale/../tests/pos/tours/utils/payment_screen_util";
import * as ProductScreen from "@point_of_sale/../tests/pos/tours/utils/product_screen_util";
import * as ReceiptScreen from "@point_of_sale/../tests/pos/tours/utils/receipt_screen_util";
import {registry} from "@web/core/registry";
import * as CustomerOrder from "./utils/customer_order_util";
import * as FindOrder from "./utils/find_order_util";

const tours = registry.category("web_tour.tours");

function fillCart(...names) {
    return names.flatMap((name) => ProductScreen.clickDisplayedProduct(name));
}

// In the store where it is picked up: scanned from the product screen.
tours.add("retail_customer_orders_pickup", {
    steps: () =>
        [
            Chrome.startPoS(),
            ProductScreen.isShown(),
            FindOrder.scanNewestOrder(),
            FindOrder.orderIsOpen("Kari Customer"),
            FindOrder.startPickup(),
            FindOrder.pickupQuantityIs("Red Chair", "1"),
            FindOrder.confirmPickup("Hand out 1 item, take $"),
            PaymentScreen.totalIs("180.00"),
            PaymentScreen.clickBackToProductScreen(),
            Order.hasLine({productName: "Deposit", quantity: "-1"}),
            // What is handed out is chosen in its dialog only.
            ProductScreen.clickLine("Red Chair", "1"),
            ProductScreen.clickNumpad("5"),
            FindOrder.pickupQuantityIs("Red Chair", "1"),
            Dialog.cancel(),
            Order.hasLine({productName: "Red Chair", quantity: "1"}),
            ProductScreen.clickPayButton(),
            PaymentScreen.totalIs("180.00"),
            CustomerOrder.payBy("Card"),
            ReceiptScreen.isShown(),
            {
                content: "the receipt names the order",
                trigger: ".existing-order:contains(CO)",
            },
            ReceiptScreen.clickNextOrder(),
        ].flat(),
});

// In another store the order is found, and the disabled button says why.
tours.add("retail_customer_orders_wrong_store", {
    steps: () =>
        [
            Chrome.startPoS(),
            FindOrder.openFindOrder(),
            FindOrder.typeTerm("Kari Customer"),
            FindOrder.orderIsOpen("Kari Customer"),
            {
                content: "the line says where it is picked up",
                trigger: ".order-line:contains('It is picked up in Store B')",
            },
            FindOrder.actionSaysWhyNot("pickup", "Nothing of this order"),
        ].flat(),
});

// Paid in full when it was ordered: handing out takes one tap.
tours.add("retail_customer_orders_paid_in_full", {
    steps: () =>
        [
            Chrome.startPoS(),
            fillCart("Red Chair"),
            CustomerOrder.openFulfilment(),
            CustomerOrder.chooseCustomer("Kari Customer"),
            CustomerOrder.chooseStore("Store A"),
            CustomerOrder.confirmFulfilment("Pick up 1 line in Store A today"),
            CustomerOrder.dueIs("20.00", "180.00"),
            ProductScreen.clickPayButton(),
            CustomerOrder.depositIs("20.00"),
            CustomerOrder.changeDeposit("200"),
            PaymentScreen.totalIs("200.00"),
            CustomerOrder.payBy("Cash"),
            CustomerOrder.receiptHasOrder("0.00"),
            ReceiptScreen.clickNextOrder(),
            FindOrder.scanNewestOrder(),
            FindOrder.orderIsOpen("Kari Customer"),
            // The goods are reserved right after the order, which no test waits for.
            FindOrder.pressPickUp(),
            FindOrder.setPickupQuantity("Red Chair", "more"),
            FindOrder.confirmPickup("Hand out 1 item"),
            ReceiptScreen.isShown(),
            {
                content: "the receipt names the order",
                trigger: ".existing-order:contains(CO)",
            },
        ].flat(),
});
