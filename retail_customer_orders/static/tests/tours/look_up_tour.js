import * as Chrome from "@point_of_sale/../tests/pos/tours/utils/chrome_util";
import * as LookUp from "@retail_base/../tests/tours/utils/look_up_util";
import * as PartnerList from "@point_of_sale/../tests/pos/tours/utils/partner_list_util";
import * as PaymentScreen from "@point_of_sale/../tests/pos/tours/utils/payment_screen_util";
import * as ProductScreen from "@point_of_sale/../tests/pos/tours/utils/product_screen_util";
import {registry} from "@web/core/registry";
import * as CustomerOrder from "./utils/customer_order_util";

// What is not here is ordered from where it is: the chair is picked up in store B, the
// table shipped from the depot, which hands nothing out.
registry.category("web_tour.tours").add("retail_customer_orders_look_up", {
    steps: () =>
        [
            Chrome.startPoS(),
            LookUp.open(),
            LookUp.search("CHAIR-1"),
            LookUp.freeIs("Store A", "0"),
            LookUp.openRow("Depot"),
            LookUp.saysWhyNot("pickup", "A warehouse: nobody can pick up there"),
            LookUp.openRow("Store C"),
            LookUp.saysWhyNot("pickup", "Store C hands out no orders"),
            LookUp.openRow("Store B"),
            LookUp.act("pickup"),
            PartnerList.searchCustomerValue("Kari Customer"),
            PartnerList.clickPartner("Kari Customer"),
            LookUp.isClosed(),
            // On the payment screen the look-up works as well, and leads back.
            ProductScreen.clickPayButton(),
            PaymentScreen.totalIs("20.00"),
            LookUp.open(),
            LookUp.search("TABLE-1"),
            LookUp.openRow("Depot"),
            LookUp.act("ship"),
            LookUp.isClosed(),
            ProductScreen.clickReview(),
            CustomerOrder.lineHasBadge("Red Chair", "Pick up · Store B"),
            CustomerOrder.lineHasBadge("Oak Table", "Ship · Storgata 1"),
            CustomerOrder.dueIs("60.00", "540.00"),
            {...ProductScreen.back(), isActive: ["mobile"]},
            ProductScreen.clickPayButton(),
            PaymentScreen.totalIs("60.00"),
            CustomerOrder.payBy("Card"),
            CustomerOrder.receiptHasOrder("540.00"),
        ].flat(),
});

// The line that the cashier stands on is ordered; none is added.
registry.category("web_tour.tours").add("retail_customer_orders_look_up_line", {
    steps: () =>
        [
            Chrome.startPoS(),
            ProductScreen.clickPartnerButton(),
            ProductScreen.clickCustomer("Kari Customer"),
            ProductScreen.clickDisplayedProduct("Red Chair", true, "1"),
            ProductScreen.clickDisplayedProduct("Red Chair", true, "2"),
            ProductScreen.clickControlButton("Stock in stores"),
            LookUp.openRow("Store B"),
            LookUp.act("pickup"),
            LookUp.isClosed(),
            CustomerOrder.lineHasBadge("Red Chair", "Pick up · Store B"),
            ProductScreen.checkOrderlinesNumber(1),
            CustomerOrder.dueIs("40.00", "360.00"),
        ].flat(),
});
