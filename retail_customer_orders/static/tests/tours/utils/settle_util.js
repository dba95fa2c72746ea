import * as Chrome from "@point_of_sale/../tests/pos/tours/utils/chrome_util";
import * as Dialog from "@point_of_sale/../tests/generic_helpers/dialog_util";
import * as PaymentScreen from "@point_of_sale/../tests/pos/tours/utils/payment_screen_util";
import * as ProductScreen from "@point_of_sale/../tests/pos/tours/utils/product_screen_util";
import * as ReceiptScreen from "@point_of_sale/../tests/pos/tours/utils/receipt_screen_util";
import * as CustomerOrder from "./customer_order_util";
import * as FindOrder from "./find_order_util";
import * as Phone from "./phone_util";

/** A chair of 200 to be picked up here today, a deposit of 20 by card. */
export function orderChair(store = "Store A") {
    return [
        Chrome.startPoS(),
        ProductScreen.clickDisplayedProduct("Red Chair"),
        ProductScreen.clickReview(),
        CustomerOrder.openFulfilment(),
        CustomerOrder.chooseCustomer("Kari Customer"),
        CustomerOrder.chooseStore(store),
        CustomerOrder.confirmFulfilment(`Pick up 1 line in ${store} today`),
        Phone.backToProducts(),
        ProductScreen.clickPayButton(),
        CustomerOrder.depositIs("20.00"),
        CustomerOrder.payBy("Card"),
        CustomerOrder.receiptHasOrder("180.00"),
        ReceiptScreen.clickNextOrder(),
    ];
}

export function openOrder() {
    return [FindOrder.scanNewestOrder(), FindOrder.orderIsOpen("Kari Customer")];
}

/** One chair: a wrong code counts, then a manager knows the collector. */
export function pickUpWithoutCode() {
    return [
        FindOrder.pressPickUp(),
        FindOrder.setPickupQuantity("Red Chair", "more"),
        {
            content: "say a wrong code",
            trigger: ".pickup-dialog .collector-code",
            run: "edit 000",
        },
        Phone.fitsThePhone(".pickup-dialog"),
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
    ];
}

export function undoPickup() {
    return [
        FindOrder.pressAction("undo_pickup"),
        Dialog.confirm("The goods are here"),
        {
            content: "the money goes back the way it came",
            trigger: ".paymentline:contains(Card):contains(180.00)",
        },
        PaymentScreen.clickValidate(),
        FindOrder.receiptSays("Taken back into your order"),
    ];
}

/** A lamp is added, and goes to another store. */
export function addLampInOtherStore() {
    return [
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
        Phone.fitsThePhone(".fulfilment-dialog"),
        CustomerOrder.confirmFulfilment("Pick up 1 line in Store B"),
    ];
}

export function saveOrder(label) {
    return [
        Phone.fitsThePhone(".edit-order-dialog"),
        {
            content: "save",
            trigger: `.save-order:contains('${label}'):not(:disabled)`,
            run: "click",
        },
    ];
}
