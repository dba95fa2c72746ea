import * as Chrome from "@point_of_sale/../tests/pos/tours/utils/chrome_util";
import * as Dialog from "@point_of_sale/../tests/generic_helpers/dialog_util";
import * as PaymentScreen from "@point_of_sale/../tests/pos/tours/utils/payment_screen_util";
import * as ProductScreen from "@point_of_sale/../tests/pos/tours/utils/product_screen_util";
import * as ReceiptScreen from "@point_of_sale/../tests/pos/tours/utils/receipt_screen_util";
import {registry} from "@web/core/registry";
import * as CustomerOrder from "./utils/customer_order_util";
import * as FindOrder from "./utils/find_order_util";
import {
    addLampInOtherStore,
    openOrder,
    orderChair,
    pickUpWithoutCode,
    saveOrder,
    undoPickup,
} from "./utils/settle_util";

const tours = registry.category("web_tour.tours");

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
            pickUpWithoutCode(),
            openOrder(),
            undoPickup(),
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
            addLampInOtherStore(),
            {
                content: "today's prices",
                trigger: ".edit-order-dialog .recalculate",
                run: "click",
            },
            CustomerOrder.approveAsManager("Mona Manager", "246810"),
            saveOrder("Save 2 lines"),
            {
                content: "the order shows it",
                trigger: ".order-detail .order-line:contains('Blue Lamp')",
            },
        ].flat(3),
});
