import * as Chrome from "@point_of_sale/../tests/pos/tours/utils/chrome_util";
import * as Dialog from "@point_of_sale/../tests/generic_helpers/dialog_util";
import * as Offline from "@point_of_sale/../tests/generic_helpers/offline_util";
import * as PaymentScreen from "@point_of_sale/../tests/pos/tours/utils/payment_screen_util";
import * as ProductScreen from "@point_of_sale/../tests/pos/tours/utils/product_screen_util";
import * as ReceiptScreen from "@point_of_sale/../tests/pos/tours/utils/receipt_screen_util";
import {registry} from "@web/core/registry";
import * as CustomerOrder from "./utils/customer_order_util";
import * as FindOrder from "./utils/find_order_util";
import * as PaymentLink from "./utils/payment_link_util";

const tours = registry.category("web_tour.tours");

function orderChair() {
    return [
        Chrome.startPoS(),
        ProductScreen.clickDisplayedProduct("Red Chair"),
        CustomerOrder.openFulfilment(),
        CustomerOrder.chooseCustomer("Kari Customer"),
        CustomerOrder.chooseStore("Store B"),
        CustomerOrder.confirmFulfilment("Pick up 1 line in Store B today"),
        ProductScreen.clickPayButton(),
        CustomerOrder.depositIs("20.00"),
    ].flat();
}

function openOrder() {
    return [FindOrder.scanNewestOrder(), FindOrder.orderIsOpen("Kari Customer")];
}

// The deposit is paid by link: nothing is taken here, and the code is shown.
tours.add("retail_customer_orders_link_for_deposit", {
    steps: () =>
        [
            orderChair(),
            PaymentLink.chooseLink("The whole order"),
            PaymentLink.linkAmountIs("200.00"),
            PaymentScreen.totalIs("0.00"),
            PaymentLink.chooseLink("No link"),
            CustomerOrder.depositIs("20.00"),
            PaymentScreen.totalIs("20.00"),
            PaymentLink.chooseLink("The deposit"),
            PaymentLink.linkAmountIs("20.00"),
            // Back and forth changes nothing.
            PaymentScreen.clickBack(),
            CustomerOrder.dueIs("0.00", "180.00"),
            ProductScreen.clickPayButton(),
            PaymentLink.linkAmountIs("20.00"),
            PaymentScreen.totalIs("0.00"),
            PaymentScreen.clickValidate(),
            PaymentLink.linkIsShown("20.00"),
            PaymentLink.mailLink("kari@example.com"),
            PaymentLink.closeLink(),
            CustomerOrder.receiptHasOrder("200.00"),
            {
                content: "the receipt says what is paid by link",
                trigger: ".order-voucher-link:contains(20.00)",
            },
            {
                content: "the link can be shown again",
                trigger: ".show-payment-link",
                run: "click",
            },
            PaymentLink.linkIsShown("20.00"),
            PaymentLink.closeLink(),
            ReceiptScreen.clickNextOrder(),
            openOrder(),
            {
                content: "the order waits",
                trigger: ".order-awaits-payment:contains('Awaiting payment of')",
            },
        ].flat(2),
});

// The same on a phone.
tours.add("retail_customer_orders_link_phone", {
    steps: () =>
        [
            Chrome.startPoS(),
            ProductScreen.clickDisplayedProduct("Red Chair"),
            ProductScreen.clickReview(),
            CustomerOrder.openFulfilment(),
            CustomerOrder.chooseCustomer("Kari Customer"),
            CustomerOrder.chooseStore("Store B"),
            CustomerOrder.confirmFulfilment("Pick up 1 line in Store B today"),
            ProductScreen.back(),
            {
                content: "pay what is due now",
                trigger: ".btn-switchpane.pay-button:contains('20.00')",
                run: "click",
            },
            CustomerOrder.depositIs("20.00"),
            PaymentLink.chooseLink("The deposit"),
            PaymentLink.linkAmountIs("20.00"),
            PaymentScreen.totalIs("0.00"),
            PaymentScreen.clickValidate(),
            PaymentLink.linkIsShown("20.00"),
            PaymentLink.mailLink("kari@example.com"),
            PaymentLink.closeLink(),
        ].flat(2),
});

// Paid meanwhile: in the store of the pickup the goods can be handed out.
tours.add("retail_customer_orders_link_paid", {
    steps: () =>
        [
            Chrome.startPoS(),
            openOrder(),
            {
                content: "the order waits for nothing",
                trigger: ".order-detail:not(:has(.order-awaits-payment))",
            },
            FindOrder.pressPickUp(),
            FindOrder.confirmPickup("Hand out 1 item, take $"),
            PaymentScreen.totalIs("180.00"),
        ].flat(2),
});

// A link on an order that was taken before, and withdrawn.
tours.add("retail_customer_orders_link_later", {
    steps: () =>
        [
            Chrome.startPoS(),
            openOrder(),
            FindOrder.pressAction("payment_link"),
            CustomerOrder.enterAmount("150"),
            PaymentLink.linkIsShown("150.00"),
            PaymentLink.closeLink(),
            FindOrder.actionSaysWhyNot("pickup", "150.00 must be paid by link"),
            FindOrder.pressAction("payment_link"),
            PaymentLink.linkIsShown("150.00"),
            PaymentLink.withdrawLink(),
            PaymentLink.closeLink(),
            {
                content: "the order can be picked up again",
                trigger: ".order-action[data-action=pickup]:not(:disabled)",
            },
        ].flat(2),
});

// Without the network there is no link; the deposit is taken here.
tours.add("retail_customer_orders_link_offline", {
    steps: () =>
        [
            orderChair(),
            PaymentLink.chooseLink("The deposit"),
            PaymentLink.linkAmountIs("20.00"),
            Offline.setOfflineMode(),
            PaymentScreen.clickValidate(),
            {
                content: "it is refused with a sentence",
                trigger: ".modal:contains('A payment link needs the network')",
            },
            Dialog.confirm(),
            Offline.setOnlineMode(),
            PaymentLink.chooseLink("No link"),
            PaymentScreen.totalIs("20.00"),
            CustomerOrder.payBy("Cash"),
            CustomerOrder.receiptHasOrder("180.00"),
        ].flat(2),
});
