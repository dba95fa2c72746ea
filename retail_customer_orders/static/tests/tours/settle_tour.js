import * as Chrome from "@point_of_sale/../tests/pos/tours/utils/chrome_util";
import * as Dialog from "@point_of_sale/../tests/generic_helpers/dialog_util";
import * as PaymentScreen from "@point_of_sale/../tests/pos/tours/utils/payment_screen_util";
import * as ProductScreen from "@point_of_sale/../tests/pos/tours/utils/product_screen_util";
import * as ReceiptScreen from "@point_of_sale/../tests/pos/tours/utils/receipt_screen_util";
import {registry} from "@web/core/registry";
import * as CustomerOrder from "./utils/customer_order_util";
import * as FindOrder from "./utils/find_order_util";

const tours = registry.category("web_tour.tours");

/** A chair of 200 to be picked up today, a deposit of 20 by card. */
function orderChair(store = "Store A") {
    return [
        Chrome.startPoS(),
        ProductScreen.clickDisplayedProduct("Red Chair"),
        CustomerOrder.openFulfilment(),
        CustomerOrder.chooseCustomer("Kari Customer"),
        CustomerOrder.chooseStore(store),
        CustomerOrder.confirmFulfilment(`Pick up 1 line in ${store} today`),
        ProductScreen.clickPayButton(),
        CustomerOrder.depositIs("20.00"),
        CustomerOrder.payBy("Card"),
        CustomerOrder.receiptHasOrder("180.00"),
        ReceiptScreen.clickNextOrder(),
    ];
}

function openOrder() {
    return [FindOrder.scanNewestOrder(), FindOrder.orderIsOpen("Kari Customer")];
}

tours.add("retail_customer_orders_order_chair", {steps: () => orderChair().flat(2)});
tours.add("retail_customer_orders_order_chair_in_b", {
    steps: () => orderChair("Store B").flat(2),
});

tours.add("retail_customer_orders_pay_and_cancel", {
    steps: () =>
        [
            Chrome.startPoS(),
            openOrder(),
            FindOrder.pressAction("payment"),
            CustomerOrder.enterAmount("80"),
            PaymentScreen.totalIs("80.00"),
            CustomerOrder.payBy("Card"),
            FindOrder.receiptSays("Paid on your order"),
            ReceiptScreen.clickNextOrder(),
            openOrder(),
            FindOrder.pressAction("cancel"),
            FindOrder.chooseReason("Customer no longer wants it"),
            FindOrder.confirmCancel("Cancel the order, give back"),
            {
                content: "the deposit goes back the way it came",
                trigger: ".paymentline:contains(Card):contains(90.00)",
            },
            // Nothing else is sold on the ticket.
            ...[
                PaymentScreen.clickBackToProductScreen(),
                ProductScreen.clickDisplayedProduct("Red Chair"),
                Dialog.confirm(),
                ProductScreen.clickPayButton(),
            ]
                .flat()
                .map((step) => ({isActive: ["desktop"], ...step})),
            PaymentScreen.clickValidate(),
            FindOrder.receiptSays("Cancelled of your order"),
            ReceiptScreen.clickNextOrder(),
            openOrder(),
            FindOrder.actionSaysWhyNot("cancel", "The order is cancelled"),
        ].flat(3),
});

tours.add("retail_customer_orders_cancel_without_charge", {
    steps: () =>
        [
            orderChair(),
            openOrder(),
            FindOrder.pressAction("cancel"),
            FindOrder.chooseReason("Customer no longer wants it"),
            {
                content: "press the pencil beside the charge",
                trigger: ".cancel-dialog .edit-charge",
                run: "click",
            },
            CustomerOrder.enterAmount("0"),
            FindOrder.confirmCancel("Cancel the order, give back"),
            CustomerOrder.approveAsManager("Mona Manager", "246810"),
            {
                content: "the whole deposit goes back",
                trigger: ".paymentline:contains(Card):contains(20.00)",
            },
            PaymentScreen.clickValidate(),
            FindOrder.receiptSays("Cancelled of your order"),
        ].flat(3),
});

tours.add("retail_customer_orders_undo_pickup", {
    steps: () =>
        [
            orderChair(),
            openOrder(),
            FindOrder.pressPickUp(),
            FindOrder.setPickupQuantity("Red Chair", "more"),
            {
                content: "say a wrong code",
                trigger: ".pickup-dialog .collector-code",
                run: "edit 000",
            },
            FindOrder.confirmPickup("Hand out 1 item"),
            {
                content: "the attempt counts",
                trigger: ".code-message:contains('Wrong code')",
            },
            {
                content: "a manager knows the collector",
                trigger: ".pickup-dialog .without-code",
                run: "click",
            },
            FindOrder.confirmPickup("Hand out 1 item, take"),
            CustomerOrder.approveAsManager("Mona Manager", "246810"),
            PaymentScreen.totalIs("180.00"),
            CustomerOrder.payBy("Card"),
            FindOrder.receiptSays("Collected from your order"),
            ReceiptScreen.clickNextOrder(),
            openOrder(),
            FindOrder.pressAction("undo_pickup"),
            Dialog.confirm("The goods are here"),
            {
                content: "the money goes back the way it came",
                trigger: ".paymentline:contains(Card):contains(180.00)",
            },
            PaymentScreen.clickValidate(),
            FindOrder.receiptSays("Taken back into your order"),
        ].flat(3),
});

// One more chair, a lamp, another store; today's prices with a manager.
tours.add("retail_customer_orders_edit", {
    steps: () =>
        [
            Chrome.startPoS(),
            openOrder(),
            FindOrder.pressAction("edit"),
            {
                content: "one more chair",
                trigger: ".edit-line:contains('Red Chair') .more",
                run: "click",
            },
            {
                content: "add a product",
                trigger: ".edit-order-dialog .add-product",
                run: "click",
            },
            {
                content: "by its name",
                trigger: ".retail-look-up-term",
                run: "edit Blue Lamp && press Enter",
            },
            {
                content: "it goes where the chair goes",
                trigger: ".edit-line:contains('Blue Lamp'):contains('Store A')",
            },
            {
                content: "to another store",
                trigger: ".edit-line:contains('Blue Lamp') .move-line",
                run: "click",
            },
            CustomerOrder.chooseStore("Store B"),
            CustomerOrder.confirmFulfilment("Pick up 1 line in Store B"),
            {
                content: "today's prices",
                trigger: ".edit-order-dialog .recalculate",
                run: "click",
            },
            CustomerOrder.approveAsManager("Mona Manager", "246810"),
            {
                content: "save",
                trigger: ".save-order:contains('Save 2 lines'):not(:disabled)",
                run: "click",
            },
            {
                content: "the order shows it",
                trigger: ".order-detail .order-line:contains('Blue Lamp')",
            },
        ].flat(3),
});
