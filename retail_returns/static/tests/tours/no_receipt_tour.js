import * as Chrome from "@point_of_sale/../tests/pos/tours/utils/chrome_util";
import * as PartnerList from "@point_of_sale/../tests/pos/tours/utils/partner_list_util";
import * as PaymentScreen from "@point_of_sale/../tests/pos/tours/utils/payment_screen_util";
import * as ReceiptScreen from "@point_of_sale/../tests/pos/tours/utils/receipt_screen_util";
import {registry} from "@web/core/registry";
import * as CustomerOrder from "@retail_customer_orders/../tests/tours/utils/customer_order_util";
import * as NoReceipt from "./utils/no_receipt_util";
import * as Returns from "./utils/returns_util";

const tours = registry.category("web_tour.tours");

// A Red Lamp was sold at 40 in Store A; cash is not for goods without receipt.
const RED_LAMP_BARCODE = "7090009990001";

tours.add("retail_returns_no_receipt", {
    steps: () =>
        [
            Chrome.startPoS(),
            Returns.openReturns(),
            NoReceipt.open(),
            Returns.missingIs("Scan what comes back"),
            Returns.scan(RED_LAMP_BARCODE),
            NoReceipt.lineSays("Red Lamp", "At most $ 40.00: lowest price of 90 days"),
            Returns.scan(RED_LAMP_BARCODE),
            NoReceipt.quantityIs("Red Lamp", "2"),
            Returns.refundIs("80.00"),
            Returns.missingIs("Choose the customer"),
            NoReceipt.openCustomers(),
            PartnerList.clickPartner("Kari Customer"),
            NoReceipt.customerIs("Kari Customer"),
            Returns.missingIs("Choose why it comes back"),
            Returns.chooseReason("Changed mind"),
            NoReceipt.chooseCondition("Damaged"),
            NoReceipt.needsNoManager(),
            // Another price is a manager's.
            NoReceipt.typePrice("Red Lamp", "45"),
            NoReceipt.needsManager("gives back at most"),
            Returns.refundIs("90.00"),
            Returns.giveBack("90.00"),
            CustomerOrder.approveAsManager("Mona Manager", "246810"),
            PaymentScreen.totalIs("-90.00"),
            PaymentScreen.clickPaymentMethod("Cash"),
            PaymentScreen.clickValidate(),
            // So is another tender, on this register (RP-02).
            {
                content: "the acceptable tenders are named",
                trigger:
                    ".modal:contains('Cash may take at most'):contains('Use Card')",
            },
            CustomerOrder.approveAsManager("Mona Manager", "246810"),
            ReceiptScreen.isShown(),
            NoReceipt.receiptSaysSo(),
        ].flat(),
});

tours.add("retail_returns_no_receipt_phone", {
    steps: () =>
        [
            Chrome.startPoS(),
            Returns.openReturns(),
            NoReceipt.open(),
            NoReceipt.search("Red Lamp"),
            NoReceipt.lineSays("Red Lamp", "At most"),
            NoReceipt.openCustomers(),
            PartnerList.clickPartner("Kari Customer"),
            Returns.chooseReason("Changed mind"),
            Returns.giveBack("40.00"),
            PaymentScreen.totalIs("-40.00"),
            PaymentScreen.clickPaymentMethod("Card"),
            PaymentScreen.clickValidate(),
            ReceiptScreen.isShown(),
        ].flat(),
});
