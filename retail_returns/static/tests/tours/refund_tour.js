import * as Chrome from "@point_of_sale/../tests/pos/tours/utils/chrome_util";
import * as PartnerList from "@point_of_sale/../tests/pos/tours/utils/partner_list_util";
import * as PaymentScreen from "@point_of_sale/../tests/pos/tours/utils/payment_screen_util";
import * as ProductScreen from "@point_of_sale/../tests/pos/tours/utils/product_screen_util";
import * as ReceiptScreen from "@point_of_sale/../tests/pos/tours/utils/receipt_screen_util";
import {registry} from "@web/core/registry";
import * as Returns from "./utils/returns_util";

const tours = registry.category("web_tour.tours");

function detailSays(kind, text) {
    return {
        content: `${kind}: ${text}`,
        trigger: `.refund-details .refund-${kind}:contains("${text}")`,
    };
}

// Two Blue Lamps at 100 of a shipped order, with a charge of 25 for both; returns cost
// ten percent, and go to store credit. See test_tours.py.
tours.add("retail_returns_refund", {
    steps: () =>
        [
            Chrome.startPoS(),
            Returns.openReturns(),
            Returns.typeTerm("S0RF001"),
            Returns.saleIsOpen("S0RF001"),
            Returns.takeMore("Blue Lamp"),
            Returns.chooseReason("Changed mind"),
            detailSays("charge", "12.50"),
            detailSays("fee", "10.00"),
            detailSays("tender", "Store Credit"),
            Returns.refundIs("102.50"),
            {content: "waive the fee", trigger: ".waive-fee", run: "click"},
            Returns.refundIs("112.50"),
            {content: "keep the fee", trigger: ".waive-fee", run: "click"},
            Returns.giveBack("102.50"),
            PaymentScreen.totalIs("-102.50"),
            // Filled in by itself.
            PaymentScreen.selectedPaymentlineHas("Store Credit", "-102.50"),
            PaymentScreen.clickValidate(),
            {
                content: "the credit note is made",
                trigger: ".receipt-screen",
                timeout: 30000,
            },
            ReceiptScreen.clickNextOrder(),
            // Redeemed as far as it goes; the customer is asked for.
            ProductScreen.clickDisplayedProduct("Blue Lamp"),
            ProductScreen.clickDisplayedProduct("Blue Lamp"),
            ProductScreen.clickPayButton(),
            PaymentScreen.clickPaymentMethod("Store Credit"),
            PartnerList.clickPartner("Kari Customer"),
            PaymentScreen.selectedPaymentlineHas("Store Credit", "102.50"),
            PaymentScreen.clickPaymentMethod("Cash"),
            PaymentScreen.selectedPaymentlineHas("Cash", "97.50"),
            PaymentScreen.clickValidate(),
            ReceiptScreen.isShown(),
        ].flat(),
});
