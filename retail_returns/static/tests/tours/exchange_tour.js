import * as Chrome from "@point_of_sale/../tests/pos/tours/utils/chrome_util";
import * as Dialog from "@point_of_sale/../tests/generic_helpers/dialog_util";
import * as PaymentScreen from "@point_of_sale/../tests/pos/tours/utils/payment_screen_util";
import * as ProductScreen from "@point_of_sale/../tests/pos/tours/utils/product_screen_util";
import * as ReceiptScreen from "@point_of_sale/../tests/pos/tours/utils/receipt_screen_util";
import * as CustomerOrder from "@retail_customer_orders/../tests/tours/utils/customer_order_util";
import {registry} from "@web/core/registry";
import * as Exchange from "./utils/exchange_util";
import * as Returns from "./utils/returns_util";

// Two Blue Lamps at 100 and a Red Lamp at 40, sold in Store A, see test_tours.py.
const RECEIPT = "2500-99-000042";
const RECEIPT_CODE = "RT0B2C6F0E9A3D4A548B533F1D2C4E5A69";
const RED_LAMP_BARCODE = "7090009990001";

// A Blue Lamp comes back in Store B; three Red Lamps are collected in Store A instead.
// The refund pays their deposit, the rest is paid out.
registry.category("web_tour.tours").add("retail_returns_exchange", {
    steps: () =>
        [
            Chrome.startPoS(),
            ProductScreen.isShown(),
            Returns.scan(RECEIPT_CODE),
            Returns.saleIsOpen(RECEIPT),
            Returns.takeMore("Blue Lamp"),
            Returns.chooseReason("Changed mind"),
            Returns.giveBack("100.00"),
            PaymentScreen.totalIs("-100.00"),
            Exchange.press(),
            Returns.scan(RED_LAMP_BARCODE),
            Exchange.lineCosts("Blue Lamp", "-100.00"),
            Exchange.lineCosts("Red Lamp", "40.00"),
            // What comes back is as it was sold.
            ProductScreen.clickLine("Blue Lamp", "-1"),
            ProductScreen.clickNumpad("5"),
            Dialog.is({title: "This comes back"}),
            Dialog.confirm(),
            ProductScreen.clickPayButton(),
            PaymentScreen.totalIs("-60.00"),
            Exchange.press("Change the exchange"),
            Returns.scan(RED_LAMP_BARCODE),
            Returns.scan(RED_LAMP_BARCODE),
            ProductScreen.totalAmountIs("20.00"),
            CustomerOrder.openFulfilment(),
            CustomerOrder.chooseLines("Red Lamp"),
            CustomerOrder.chooseStore("Store A"),
            CustomerOrder.confirmFulfilment("Pick up"),
            CustomerOrder.dueIs("-88.00", "108.00"),
            ProductScreen.clickPayButton(),
            CustomerOrder.depositIs("12.00"),
            PaymentScreen.totalIs("-88.00"),
            Exchange.payOrderByRefund("100.00"),
            CustomerOrder.depositIs("100.00"),
            PaymentScreen.totalIs("0.00"),
            CustomerOrder.changeDeposit("12"),
            PaymentScreen.totalIs("-88.00"),
            CustomerOrder.payBy("Cash"),
            ReceiptScreen.isShown(),
            Returns.receiptNames(RECEIPT),
        ].flat(),
});

// What the customer asked for online is filled in; the code on the phone is scanned.
registry.category("web_tour.tours").add("retail_returns_asked_online", {
    steps: () =>
        [
            Chrome.startPoS(),
            ProductScreen.isShown(),
            Returns.scan("RT1C2C6F0E9A3D4A548B533F1D2C4E5A69"),
            Returns.saleIsOpen(RECEIPT),
            Exchange.askedOnlineIs("RET/2026/77777"),
            Returns.quantityIs("Blue Lamp", "2"),
            Returns.takeNoMore("Blue Lamp"),
            Returns.giveBack("200.00"),
            PaymentScreen.totalIs("-200.00"),
            PaymentScreen.clickPaymentMethod("Cash"),
            PaymentScreen.clickValidate(),
            ReceiptScreen.isShown(),
        ].flat(),
});
