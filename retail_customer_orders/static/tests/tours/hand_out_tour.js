import * as Chrome from "@point_of_sale/../tests/pos/tours/utils/chrome_util";
import * as Order from "@point_of_sale/../tests/generic_helpers/order_widget_util";
import * as PaymentScreen from "@point_of_sale/../tests/pos/tours/utils/payment_screen_util";
import * as ProductScreen from "@point_of_sale/../tests/pos/tours/utils/product_screen_util";
import * as ReceiptScreen from "@point_of_sale/../tests/pos/tours/utils/receipt_screen_util";
import {registry} from "@web/core/registry";
import * as CustomerOrder from "./utils/customer_order_util";
import * as FindOrder from "./utils/find_order_util";

/* global posmodel */

const tours = registry.category("web_tour.tours");

function openPickup() {
    return [
        Chrome.startPoS(),
        FindOrder.scanNewestOrder(),
        FindOrder.orderIsOpen("Kari Customer"),
        FindOrder.startPickup(),
    ];
}

function chargeCard(amount) {
    return {
        content: `charge the card of ${amount}`,
        trigger: `.authorised-card:contains("${amount}") .charge-card:not(:disabled)`,
        run: "click",
    };
}

function balanceIs(amount) {
    return {
        content: `${amount} is left to pay`,
        trigger: `.pickup-dialog .balance:contains("${amount}")`,
    };
}

function chooseLot(name) {
    return {
        content: `choose ${name}`,
        trigger: `.lot-chip:contains("${name}")`,
        run: "click",
    };
}

function lotIsChosen(name) {
    return {
        content: `${name} is chosen`,
        trigger: `.lot-chip.btn-primary:contains("${name}")`,
    };
}

// DP-12: two cards, 60 and 150 authorised, for goods that lack 180.
tours.add("retail_customer_orders_charge_cards", {
    steps: () =>
        [
            openPickup(),
            {
                content: "the cards are listed and counted",
                trigger: ".card-chooser:contains('2 authorised cards')",
            },
            balanceIs("180.00"),
            chargeCard("60.00"),
            balanceIs("120.00"),
            {
                content: "one card is left, and pays no more than is due",
                trigger:
                    ".card-chooser:contains('1 authorised card') .charge-card:contains(120.00)",
                run: "click",
            },
            balanceIs("0.00"),
            {
                content: "nothing is due: no card is offered",
                trigger: ".pickup-dialog:not(:has(.card-chooser))",
            },
            FindOrder.confirmPickup("Hand out 2 items"),
            ReceiptScreen.isShown(),
        ].flat(2),
});

// DP-13: the card is refused; another tender pays.
tours.add("retail_customer_orders_card_refused", {
    steps: () =>
        [
            openPickup(),
            chargeCard("180.00"),
            {
                content: "it says why, and what to do",
                trigger:
                    ".card-message:contains('has expired'):contains('Take another payment')",
            },
            balanceIs("180.00"),
            FindOrder.confirmPickup("Hand out 2 items, take $"),
            PaymentScreen.totalIs("180.00"),
            CustomerOrder.payBy("Cash"),
            ReceiptScreen.isShown(),
        ].flat(2),
});

// PU-02: reserved serial numbers are proposed; others are chosen by tap and by scan.
tours.add("retail_customer_orders_pickup_lots", {
    steps: () =>
        [
            openPickup(),
            lotIsChosen("S1"),
            lotIsChosen("S2"),
            chooseLot("S1"),
            {content: "one is missing", trigger: ".lots-missing:contains('1')"},
            {
                content: "the button says so",
                trigger:
                    ".confirm-pickup:contains('Choose the lots of Watch'):disabled",
            },
            {
                content: "scan what is handed out",
                trigger: ".pickup-dialog",
                run: async () => {
                    await posmodel.barcodeReader.scan("S3");
                },
            },
            lotIsChosen("S3"),
            chooseLot("S2"),
            {
                content: "type one that is not here",
                trigger: ".lot-term",
                run: "edit S9 && press Enter",
            },
            {
                content: "it says so",
                trigger: ".lot-chooser:contains('S9 is not here')",
            },
            {
                content: "type one that is",
                trigger: ".lot-term",
                run: "edit s2 && press Enter",
            },
            lotIsChosen("S2"),
            FindOrder.confirmPickup("Hand out 2 items, take $"),
            PaymentScreen.totalIs("180.00"),
            PaymentScreen.clickBackToProductScreen(),
            {
                content: "the ticket names them",
                trigger: ".orderline:contains(Watch):contains(S2):contains(S3)",
            },
            {...ProductScreen.back(), isActive: ["mobile"]},
            ProductScreen.clickPayButton(),
            CustomerOrder.payBy("Card"),
            ReceiptScreen.isShown(),
            {
                content: "so does the receipt",
                trigger: ".pos-receipt .orderline:contains(S3)",
            },
        ].flat(2),
});

// PU-04: what is handed out is changed on the ticket, without voiding it.
tours.add("retail_customer_orders_change_pickup", {
    steps: () =>
        [
            openPickup(),
            FindOrder.confirmPickup("Hand out 3 items, take $"),
            PaymentScreen.totalIs("360.00"),
            {
                content: "change what is handed out",
                trigger: ".deposit-summary .change-pickup",
                run: "click",
            },
            FindOrder.pickupQuantityIs("Article A", "2"),
            FindOrder.setPickupQuantity("Article A", "less"),
            FindOrder.setPickupQuantity("Article B", "less"),
            FindOrder.confirmPickup("Hand out 1 item, take $"),
            PaymentScreen.totalIs("90.00"),
            PaymentScreen.clickBackToProductScreen(),
            // Something that is carried out beside stays.
            ProductScreen.clickDisplayedProduct("Blue Lamp"),
            ProductScreen.clickLine("Article A", "1"),
            ProductScreen.clickNumpad("2"),
            FindOrder.pickupQuantityIs("Article A", "1"),
            FindOrder.setPickupQuantity("Article A", "more"),
            FindOrder.confirmPickup("Hand out 2 items, take $"),
            Order.hasLine({productName: "Article A", quantity: "2"}),
            Order.hasLine({productName: "Blue Lamp", quantity: "1"}),
            ProductScreen.clickPayButton(),
            PaymentScreen.totalIs("280.00"),
            CustomerOrder.payBy("Card"),
            ReceiptScreen.isShown(),
        ].flat(2),
});
