import * as Chrome from "@point_of_sale/../tests/pos/tours/utils/chrome_util";
import * as PaymentScreen from "@point_of_sale/../tests/pos/tours/utils/payment_screen_util";
import * as ProductScreen from "@point_of_sale/../tests/pos/tours/utils/product_screen_util";
import * as ReceiptScreen from "@point_of_sale/../tests/pos/tours/utils/receipt_screen_util";
import {registry} from "@web/core/registry";
import * as CustomerOrder from "./utils/customer_order_util";
import * as FindOrder from "./utils/find_order_util";
import * as Phone from "./utils/phone_util";
import {
    addLampInOtherStore,
    openOrder,
    orderChair,
    pickUpWithoutCode,
    saveOrder,
    undoPickup,
} from "./utils/settle_util";

const tours = registry.category("web_tour.tours");

function press(selector) {
    return {content: `press ${selector}`, trigger: selector, run: "click"};
}

function write(selector, text) {
    return {content: `write ${text}`, trigger: selector, run: `edit ${text}`};
}

/** What the browser prints is kept on the page instead. */
function printAgain() {
    return [
        {
            content: "catch the print",
            trigger: "body",
            run: () => {
                window.print = () => {
                    const slip = document.querySelector(".render-container");
                    document.body.dataset.printed = slip?.textContent || "nothing";
                };
            },
        },
        FindOrder.pressAction("print"),
        {content: "the order is printed", trigger: "body[data-printed*=CO]"},
    ];
}

// A table is shipped to a new address by express, a chair is picked up in a slot; less
// deposit than the rule, with a manager.
tours.add("retail_customer_orders_phone_take", {
    steps: () =>
        [
            Chrome.startPoS(),
            ProductScreen.clickDisplayedProduct("Oak Table"),
            ProductScreen.clickDisplayedProduct("Red Chair"),
            ProductScreen.clickReview(),
            CustomerOrder.openFulfilment(),
            CustomerOrder.chooseCustomer("Kari Customer"),
            CustomerOrder.chooseLines("Oak Table"),
            CustomerOrder.chooseTab("ship"),
            press(".fulfilment-dialog .new-address"),
            Phone.fitsThePhone(".address-dialog"),
            write(".address-dialog [name=street]", "Nygata 5"),
            write(".address-dialog [name=city]", "Bergen"),
            press(".address-dialog .save-address:not(:disabled)"),
            press(".delivery-mode:contains(Express)"),
            Phone.fitsThePhone(".fulfilment-dialog"),
            CustomerOrder.confirmFulfilment("Ship 1 line to Nygata 5"),
            CustomerOrder.lineHasBadge("Oak Table", "Express"),
            CustomerOrder.openFulfilment(),
            CustomerOrder.chooseLines("Red Chair"),
            CustomerOrder.chooseTab("pickup"),
            CustomerOrder.chooseStore("Store B"),
            press(".slots .next-day"),
            press(".slot:contains('11:00–12:00')"),
            Phone.fitsThePhone(".fulfilment-dialog"),
            CustomerOrder.confirmFulfilment("Pick up 1 line in Store B tomorrow"),
            CustomerOrder.dueIs("69.90", "629.10"),
            Phone.backToProducts(),
            ProductScreen.clickPayButton(),
            CustomerOrder.depositIs("69.90"),
            CustomerOrder.changeDeposit("5"),
            CustomerOrder.approveAsManager("Mona Manager", "246810"),
            Phone.fitsThePhone(".deposit-summary"),
            PaymentScreen.totalIs("5.00"),
            CustomerOrder.payBy("Card"),
            CustomerOrder.receiptHasOrder("694.00"),
            ReceiptScreen.clickNextOrder(),
            FindOrder.openFindOrder(),
            Phone.fitsThePhone(".find-order"),
            FindOrder.typeTerm("Kari Customer"),
            FindOrder.orderIsOpen("Kari Customer"),
            Phone.fitsThePhone(".find-order"),
            printAgain(),
        ].flat(3),
});

// A quote is ordered, changed, handed out without its code and taken back.
tours.add("retail_customer_orders_phone_life", {
    steps: () =>
        [
            orderChair(),
            openOrder(),
            pickUpWithoutCode(),
            openOrder(),
            undoPickup(),
            ReceiptScreen.clickNextOrder(),
            openOrder(),
            FindOrder.pressAction("edit"),
            addLampInOtherStore(),
            saveOrder("Save 1 line"),
            {
                content: "the order shows it",
                trigger: ".order-detail .order-line:contains('Blue Lamp')",
            },
            FindOrder.pressAction("cancel"),
            FindOrder.chooseReason("Customer no longer wants it"),
            Phone.fitsThePhone(".cancel-dialog"),
            press(".cancel-dialog .oi-arrow-left, .cancel-dialog .btn-close"),
            press(".find-order .back"),
            ProductScreen.clickDisplayedProduct("Red Chair"),
            ProductScreen.clickReview(),
            CustomerOrder.openFulfilment(),
            CustomerOrder.chooseCustomer("Kari Customer"),
            press(".order-type [data-type=quote]"),
            CustomerOrder.chooseStore("Store A"),
            CustomerOrder.confirmFulfilment("Pick up 1 line in Store A today"),
            Phone.backToProducts(),
            ProductScreen.clickPayButton(),
            PaymentScreen.clickValidate(),
            {content: "a quote", trigger: ".order-voucher:contains(Quote)"},
            ReceiptScreen.clickNextOrder(),
            openOrder(),
            FindOrder.pressAction("order"),
            PaymentScreen.totalIs("20.00"),
            Phone.fitsThePhone(".deposit-summary"),
            CustomerOrder.payBy("Card"),
            FindOrder.receiptSays("Paid on your order"),
        ].flat(3),
});
