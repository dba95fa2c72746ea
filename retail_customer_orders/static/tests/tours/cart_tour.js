import * as Chrome from "@point_of_sale/../tests/pos/tours/utils/chrome_util";
import * as Offline from "@point_of_sale/../tests/generic_helpers/offline_util";
import * as PaymentScreen from "@point_of_sale/../tests/pos/tours/utils/payment_screen_util";
import * as ProductScreen from "@point_of_sale/../tests/pos/tours/utils/product_screen_util";
import * as ReceiptScreen from "@point_of_sale/../tests/pos/tours/utils/receipt_screen_util";
import {registry} from "@web/core/registry";
import * as Cart from "./utils/cart_util";
import * as CustomerOrder from "./utils/customer_order_util";

const tours = registry.category("web_tour.tours");

/** On a phone the cart is another side of the screen. */
const showCart = () => ProductScreen.clickReview();

// A list is read, corrected and added; lines of it are found, moved, discounted and
// voided; the order gets the customer's number. 4 chairs of 200, 10 % off, and 1 table.
const bulkOrder = () =>
    [
        Chrome.startPoS(),
        showCart(),
        Cart.openBulkEntry(),
        Cart.readList(
            "7012345000017; 3",
            "Oak Table",
            "No such thing, 2",
            "Far Lamp 5"
        ),
        Cart.rowIs(1, "found", "Red Chair"),
        Cart.rowIs(2, "found", "Oak Table"),
        Cart.rowIs(3, "problem", "Nothing that is sold here"),
        Cart.rowIs(4, "found", "Far Lamp"),
        Cart.scan("7012345000017"),
        Cart.addList("Add 3 lines"),
        Cart.rowIs(1, "problem", "Nothing that is sold here"),
        Cart.correctRow(1, "Blue Lamp; 2"),
        Cart.rowIs(1, "found", "Blue Lamp"),
        Cart.addList("Add 1 line"),
        Cart.isAdded(),
        Cart.totalIs("1,650.00"),
        Cart.openLines(),
        Cart.findLines("lamp"),
        Cart.chooseFound(),
        Cart.countChosen("2 lines chosen"),
        Cart.actOnLines("void"),
        Cart.confirmPopup(),
        Cart.totalIs("1,200.00"),
        Cart.openLines(),
        Cart.chooseLine("Red Chair"),
        Cart.chooseLine("Oak Table"),
        Cart.countChosen("2 lines chosen"),
        Cart.actOnLines("pickup"),
        CustomerOrder.chooseCustomer("Kari Customer"),
        CustomerOrder.chooseStore("Store B"),
        CustomerOrder.confirmFulfilment("Pick up 2 lines in Store B today"),
        Cart.openLines(),
        Cart.findLines("chair"),
        Cart.chooseFound(),
        Cart.actOnLines("discount"),
        CustomerOrder.enterAmount("10"),
        Cart.totalIs("1,120.00"),
        Cart.fillOrderPanel({reference: "PO 4711", note: "Ring first"}),
        Cart.saveOrderPanel(),
        CustomerOrder.dueIs("112.00", "1,008.00"),
    ].flat();

const payOrder = () =>
    [
        CustomerOrder.payBy("Card"),
        CustomerOrder.receiptHasOrder("1,008.00"),
        {
            content: "the receipt has the customer's number",
            trigger: ".order-voucher:contains('PO 4711')",
        },
        ReceiptScreen.clickNextOrder(),
    ].flat();

tours.add("retail_customer_orders_bulk", {
    steps: () =>
        [
            bulkOrder(),
            ProductScreen.clickPayButton(),
            PaymentScreen.totalIs("112.00"),
            payOrder(),
        ].flat(),
});

// The same on a phone.
tours.add("retail_customer_orders_bulk_phone", {
    steps: () =>
        [
            bulkOrder(),
            ProductScreen.back(),
            {
                content: "the button below asks for what is due now",
                trigger: ".btn-switchpane.pay-button:contains('112.00')",
                run: "click",
            },
            PaymentScreen.totalIs("112.00"),
            payOrder(),
        ].flat(),
});

// The network is down: what is loaded is found, the rest is said.
tours.add("retail_customer_orders_bulk_offline", {
    steps: () =>
        [
            Chrome.startPoS(),
            Offline.setOfflineMode(),
            Cart.openBulkEntry(),
            Cart.readList("7012345000017; 3", "Far Lamp 5", "oak table"),
            Cart.rowIs(1, "found", "Red Chair"),
            Cart.rowIs(2, "problem", "needs the network"),
            Cart.rowIs(3, "found", "Oak Table"),
            Cart.addList("Add 2 lines"),
            {
                content: "one row is left",
                trigger: ".bulk-added:contains('2 lines are in the cart')",
            },
            Offline.setOnlineMode(),
        ].flat(),
});

// The profile makes orders of new carts; carried out, they are plain sales again.
tours.add("retail_customer_orders_default", {
    steps: () =>
        [
            Chrome.startPoS(),
            ProductScreen.clickDisplayedProduct("Red Chair"),
            CustomerOrder.lineHasBadge("Red Chair", "Pick up · Store A"),
            CustomerOrder.dueIs("20.00", "180.00"),
            ProductScreen.clickControlButton("Carry out all"),
            CustomerOrder.lineHasNoBadge("Red Chair"),
            ProductScreen.clickDisplayedProduct("Oak Table"),
            CustomerOrder.lineHasNoBadge("Oak Table"),
            ProductScreen.clickPayButton(),
            PaymentScreen.totalIs("600.00"),
            CustomerOrder.payBy("Card"),
            ReceiptScreen.clickNextOrder(),
            ProductScreen.clickDisplayedProduct("Red Chair"),
            CustomerOrder.lineHasBadge("Red Chair", "Pick up · Store A"),
            ProductScreen.clickPartnerButton(),
            ProductScreen.clickCustomer("Kari Customer"),
            ProductScreen.clickControlButton("Order details"),
            {
                content: "a quote",
                trigger: ".order-panel [data-type=quote]",
                run: "click",
            },
            {
                content: "that holds until today",
                trigger: ".order-panel [name=validity_date]",
                run: ({anchor}) => {
                    anchor.value = anchor.min;
                    anchor.dispatchEvent(new Event("input", {bubbles: true}));
                },
            },
            Cart.saveOrderPanel(),
            CustomerOrder.dueIs("0.00", "200.00"),
            ProductScreen.clickPayButton(),
            PaymentScreen.totalIs("0.00"),
            PaymentScreen.clickValidate(),
            {
                content: "the receipt says until when",
                trigger: ".order-voucher:contains(Quote):contains('Holds until')",
            },
        ].flat(),
});
