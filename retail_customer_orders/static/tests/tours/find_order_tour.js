import * as Chrome from "@point_of_sale/../tests/pos/tours/utils/chrome_util";
import * as Dialog from "@point_of_sale/../tests/generic_helpers/dialog_util";
import * as Offline from "@point_of_sale/../tests/generic_helpers/offline_util";
import * as PaymentScreen from "@point_of_sale/../tests/pos/tours/utils/payment_screen_util";
import * as ReceiptScreen from "@point_of_sale/../tests/pos/tours/utils/receipt_screen_util";
import {registry} from "@web/core/registry";
import * as CustomerOrder from "./utils/customer_order_util";
import * as FindOrder from "./utils/find_order_util";

const tours = registry.category("web_tour.tours");

// Presets, filters, pages, and anything that a customer can name.
tours.add("retail_customer_orders_find", {
    steps: () =>
        [
            Chrome.startPoS(),
            FindOrder.openFindOrder(),
            FindOrder.presetCounts("pickup", "35"),
            FindOrder.choosePreset("overdue"),
            FindOrder.foundIs("No order is overdue"),
            FindOrder.choosePreset("all"),
            FindOrder.shownIs("30 of 36"),
            FindOrder.showMore(),
            FindOrder.shownIs("36 of 36"),
            FindOrder.openFilters(),
            FindOrder.setFilter("fulfilment", "Ship"),
            FindOrder.shownIs("1 of 1"),
            FindOrder.setFilter("state", "Cancelled"),
            FindOrder.foundIs("No order passes these filters"),
            FindOrder.clearFilters(),
            FindOrder.shownIs("30 of 36"),
            FindOrder.typeTerm("WEB-4711"),
            FindOrder.orderIsOpen("WEB-4711"),
            FindOrder.backToList(),
            FindOrder.typeTerm("22334455"),
            FindOrder.orderIsOpen("Kari Customer"),
            FindOrder.backToList(),
            FindOrder.typeTerm("kari.customer@"),
            FindOrder.orderIsOpen("Kari Customer"),
            FindOrder.backToList(),
            FindOrder.typeTerm("Nobody at all"),
            FindOrder.foundIs("No order matches"),
        ].flat(),
});

// The customer has come to store A, and it was to be store B (PU-01).
tours.add("retail_customer_orders_move_here", {
    steps: () =>
        [
            Chrome.startPoS(),
            FindOrder.openFindOrder(),
            FindOrder.typeTerm("Kari Customer"),
            FindOrder.orderIsOpen("Kari Customer"),
            FindOrder.pressAction("move_here"),
            Dialog.bodyIs("1 × Red Chair, until now in Store B"),
            Dialog.confirm("Pick up here"),
            FindOrder.startPickup(),
            FindOrder.pickupQuantityIs("Red Chair", "1"),
            FindOrder.confirmPickup("Hand out 1 item, take $"),
            PaymentScreen.totalIs("180.00"),
            CustomerOrder.payBy("Card"),
            ReceiptScreen.isShown(),
            ReceiptScreen.clickNextOrder(),
            // What was paid, with what, and what was noted.
            FindOrder.openFindOrder(),
            FindOrder.typeTerm("Kari Customer"),
            FindOrder.orderIsOpen("Kari Customer"),
            {
                content: "the payment says with what",
                trigger:
                    ".order-payment:contains('Picked up') .tenders:contains('180')",
            },
            {
                content: "the deposit is used",
                trigger: "[data-figure=deposit-applied]:contains('20.00')",
            },
            {
                content: "open the history",
                trigger: ".order-history summary",
                run: "click",
            },
            {
                content: "it says what was moved",
                trigger: ".history-event:contains('Store B'):contains('Store A')",
            },
        ].flat(),
});

// With the network down the page says so, and what it needs.
tours.add("retail_customer_orders_find_offline", {
    steps: () =>
        [
            Chrome.startPoS(),
            Offline.setOfflineMode(),
            FindOrder.openFindOrder(),
            {
                content: "it needs the network",
                trigger:
                    ".needs-network:contains('Finding an order needs the network')",
            },
            Offline.setOnlineMode(),
            {
                content: "try again",
                trigger: ".needs-network button",
                run: "click",
            },
            FindOrder.choosePreset("all"),
            FindOrder.foundIs("Orders taken at any register"),
        ].flat(),
});
