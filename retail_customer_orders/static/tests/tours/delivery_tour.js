import * as Chrome from "@point_of_sale/../tests/pos/tours/utils/chrome_util";
import * as PaymentScreen from "@point_of_sale/../tests/pos/tours/utils/payment_screen_util";
import * as ProductScreen from "@point_of_sale/../tests/pos/tours/utils/product_screen_util";
import * as ReceiptScreen from "@point_of_sale/../tests/pos/tours/utils/receipt_screen_util";
import {registry} from "@web/core/registry";
import * as CustomerOrder from "./utils/customer_order_util";

function press(selector) {
    return {content: `press ${selector}`, trigger: selector, run: "click"};
}

// A table is shipped by express; a chair is picked up in a slot of tomorrow.
registry.category("web_tour.tours").add("retail_customer_orders_delivery", {
    steps: () =>
        [
            Chrome.startPoS(),
            ProductScreen.clickDisplayedProduct("Oak Table"),
            ProductScreen.clickDisplayedProduct("Red Chair"),
            CustomerOrder.openFulfilment(),
            CustomerOrder.chooseCustomer("Kari Customer"),
            CustomerOrder.chooseLines("Oak Table"),
            CustomerOrder.chooseTab("ship"),
            CustomerOrder.chooseAddress("Storgata 1"),
            {
                content: "each mode says its price",
                trigger: ".delivery-mode:contains(Van) .delivery-price:contains(49.00)",
            },
            {
                content: "one must be chosen",
                trigger: ".confirm-fulfilment:contains('Choose how it is shipped')",
            },
            press(".delivery-mode:contains(Express)"),
            CustomerOrder.confirmFulfilment("Ship 1 line to Storgata 1"),
            CustomerOrder.lineHasBadge("Oak Table", "Express"),
            CustomerOrder.dueIs("249.90", "449.10"),
            {
                content: "the charge is in the cart",
                trigger: ".order-charge:contains(Express):contains(99.00)",
            },
            CustomerOrder.openFulfilment(),
            CustomerOrder.chooseLines("Red Chair"),
            CustomerOrder.chooseTab("pickup"),
            CustomerOrder.chooseStore("Store B"),
            press(".slots .next-day"),
            press(".slot:contains('11:00–12:00')"),
            CustomerOrder.confirmFulfilment("Pick up 1 line in Store B tomorrow"),
            CustomerOrder.lineHasBadge("Red Chair", "11:00"),
            CustomerOrder.dueIs("69.90", "629.10"),
            ProductScreen.clickPayButton(),
            PaymentScreen.totalIs("69.90"),
            CustomerOrder.depositIs("69.90"),
            // Back and forth nothing is lost, nothing is charged twice.
            PaymentScreen.clickBackToProductScreen(),
            CustomerOrder.dueIs("69.90", "629.10"),
            ProductScreen.clickPayButton(),
            CustomerOrder.depositIs("69.90"),
            CustomerOrder.payBy("Card"),
            CustomerOrder.receiptHasOrder("629.10"),
            {
                content: "the receipt names the charge",
                trigger: ".order-voucher-charge:contains(Express):contains(99.00)",
            },
            ReceiptScreen.clickNextOrder(),
        ].flat(),
});
