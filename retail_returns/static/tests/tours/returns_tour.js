import * as Chrome from "@point_of_sale/../tests/pos/tours/utils/chrome_util";
import * as Dialog from "@point_of_sale/../tests/generic_helpers/dialog_util";
import * as PaymentScreen from "@point_of_sale/../tests/pos/tours/utils/payment_screen_util";
import * as ProductScreen from "@point_of_sale/../tests/pos/tours/utils/product_screen_util";
import * as ReceiptScreen from "@point_of_sale/../tests/pos/tours/utils/receipt_screen_util";
import * as TicketScreen from "@point_of_sale/../tests/pos/tours/utils/ticket_screen_util";
import {Manager} from "@retail_base/../tests/tours/utils/retail_util";
import {registry} from "@web/core/registry";
import * as Returns from "./utils/returns_util";

const tours = registry.category("web_tour.tours");

// Two Blue Lamps at 100 and a Red Lamp at 40, sold in Store A, see test_tours.py.
const RECEIPT = "2500-99-000042";
const RECEIPT_CODE = "RT0B2C6F0E9A3D4A548B533F1D2C4E5A69";
const RED_LAMP_BARCODE = "7090009990001";

tours.add("retail_returns_other_store", {
    steps: () =>
        [
            Chrome.startPoS(),
            ProductScreen.isShown(),
            // Scanned at the cart: the sale opens by itself.
            Returns.scan(RECEIPT_CODE),
            Returns.saleIsOpen(RECEIPT),
            Returns.saleIsOpen("Store A"),
            Returns.saleIsOpen("Kari Customer"),
            Returns.takeMore("Blue Lamp"),
            Returns.scan(RED_LAMP_BARCODE),
            Returns.quantityIs("Red Lamp", "1"),
            Returns.takeNoMore("Red Lamp"),
            Returns.refundIs("140.00"),
            Returns.missingIs("Choose why it comes back"),
            Returns.chooseReason("Other"),
            Returns.missingIs("Write what happened"),
            Returns.chooseReason("Changed mind"),
            Returns.giveBack("140.00"),
            PaymentScreen.totalIs("-140.00"),
            PaymentScreen.clickPaymentMethod("Cash"),
            PaymentScreen.clickValidate(),
            ReceiptScreen.isShown(),
            Returns.receiptNames(RECEIPT),
            ReceiptScreen.clickNextOrder(),
            // What came back is gone, and the page says so.
            Returns.openReturns(),
            Returns.typeTerm("Kari"),
            Returns.saleIsListed("1 of 3 returnable"),
            Returns.saleIsOpen(RECEIPT),
            Returns.lineSays("Red Lamp", "Returned already in Store B"),
            Returns.cannotReturn("Red Lamp"),
            Returns.lineSays("Blue Lamp", "returned 1"),
            Returns.typeQuantity("Blue Lamp", "5"),
            Returns.quantityIs("Blue Lamp", "1"),
            Returns.refundIs("100.00"),
        ].flat(),
});

tours.add("retail_returns_phone", {
    steps: () =>
        [
            Chrome.startPoS(),
            Returns.openReturns(),
            Returns.typeTerm(RECEIPT),
            Returns.saleIsOpen("Store A"),
            Returns.backToList(),
            Returns.selectSale("Store A"),
            Returns.saleIsOpen(RECEIPT),
            Returns.takeAll(),
            Returns.openBasket(),
            Returns.refundIs("240.00"),
            Returns.chooseReason("Changed mind"),
            Returns.giveBack("240.00"),
            PaymentScreen.totalIs("-240.00"),
            PaymentScreen.clickPaymentMethod("Cash"),
            PaymentScreen.clickValidate(),
            ReceiptScreen.isShown(),
        ].flat(),
});

// A ticket, a shipped order and an invoice of Kari Customer, all in one return.
tours.add("retail_returns_several", {
    steps: () =>
        [
            Chrome.startPoS(),
            ProductScreen.isShown(),
            Returns.openReturns(),
            Returns.typeTerm("Kari"),
            Returns.selectSale(RECEIPT),
            Returns.takeMore("Red Lamp"),
            Returns.chooseReason("Changed mind"),
            Returns.selectSale("S0RT001"),
            Returns.takeMore("Blue Lamp"),
            Returns.selectSale("INV/RT/00001"),
            Returns.takeMore("Blue Lamp"),
            Returns.basketHas("Red Lamp", "Changed mind"),
            Returns.basketHas("Blue Lamp", "Changed mind"),
            // Each line may have a reason of its own.
            Returns.toggleSameForAll(),
            Returns.askReason("Red Lamp"),
            Returns.chooseReason("Other"),
            Returns.missingIs("Write what happened"),
            Returns.writeNote("The shade is torn"),
            Returns.refundIs("190.00"),
            Returns.giveBack("190.00"),
            ...[
                ["Refund 1 of 3", "-40.00"],
                ["Refund 2 of 3", "-100.00"],
                ["Refund 3 of 3", "-50.00"],
            ].flatMap(([part, total], index) => [
                Returns.partIs(part),
                PaymentScreen.totalIs(total),
                PaymentScreen.clickPaymentMethod("Cash"),
                PaymentScreen.clickValidate(),
                ReceiptScreen.isShown(),
                ...(index < 2 ? [Returns.nextRefundIs(index + 2)] : []),
                ReceiptScreen.clickNextOrder(),
            ]),
            ProductScreen.isShown(),
        ].flat(),
});

// A final sale, whose policy also asks how the goods look.
tours.add("retail_returns_approval", {
    steps: () =>
        [
            Chrome.startPoS(),
            Returns.openReturns(),
            Returns.typeTerm(RECEIPT),
            Returns.lineSays("Red Lamp", "is a final sale"),
            Returns.takeMore("Red Lamp"),
            Returns.chooseReason("Changed mind"),
            Returns.missingIs("Choose how it looks"),
            Returns.chooseCondition("Unopened"),
            Returns.giveBack("40.00"),
            Manager.isShown("is a final sale"),
            Manager.discard(),
            Returns.refusalIs("A manager must approve this"),
            Returns.giveBack("40.00"),
            Manager.approve("Mona Manager", "246810"),
            PaymentScreen.totalIs("-40.00"),
            PaymentScreen.clickPaymentMethod("Cash"),
            PaymentScreen.clickValidate(),
            ReceiptScreen.isShown(),
        ].flat(),
});

// Core's own refund of a final sale, which no manager allows.
tours.add("retail_returns_core_refused", {
    steps: () =>
        [
            Chrome.startPoS(),
            ProductScreen.isShown(),
            ProductScreen.clickRefund(),
            TicketScreen.selectOrder(RECEIPT),
            ProductScreen.clickLine("Red Lamp"),
            ProductScreen.clickNumpad("1"),
            TicketScreen.confirmRefund(),
            Returns.chooseReason("Changed mind"),
            Returns.chooseCondition("Unopened"),
            Dialog.confirm("Continue"),
            Manager.isShown("is a final sale"),
            Manager.discard(),
            Dialog.is({title: "Not returned"}),
            Dialog.confirm(),
            Returns.nothingIsOpen(),
        ].flat(),
});

// Core's own refund, in the store that sold.
tours.add("retail_returns_core_refund", {
    steps: () =>
        [
            Chrome.startPoS(),
            ProductScreen.isShown(),
            ProductScreen.clickRefund(),
            TicketScreen.selectOrder(RECEIPT),
            ProductScreen.clickLine("Red Lamp"),
            ProductScreen.clickNumpad("1"),
            TicketScreen.confirmRefund(),
            Dialog.is({title: "Why is it returned?"}),
            Returns.chooseReason("Other"),
            {
                content: "a note is missing",
                trigger: ".confirm-reason:disabled",
            },
            Returns.writeNote("The shade is torn"),
            Dialog.confirm("Continue"),
            PaymentScreen.totalIs("-40.00"),
            PaymentScreen.clickPaymentMethod("Cash"),
            PaymentScreen.clickValidate(),
            ReceiptScreen.isShown(),
            Returns.receiptNames(RECEIPT),
        ].flat(),
});
