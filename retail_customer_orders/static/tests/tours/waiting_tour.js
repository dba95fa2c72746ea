import * as Chrome from "@point_of_sale/../tests/pos/tours/utils/chrome_util";
import * as Dialog from "@point_of_sale/../tests/generic_helpers/dialog_util";
import * as ProductScreen from "@point_of_sale/../tests/pos/tours/utils/product_screen_util";
import {registry} from "@web/core/registry";
import {scan_barcode} from "@point_of_sale/../tests/generic_helpers/utils";
import * as CustomerOrder from "./utils/customer_order_util";
import * as FindOrder from "./utils/find_order_util";
import * as Held from "./utils/held_requests_util";

const NAMES = Array.from({length: 20}, (_, index) => `Waiting ${index + 101}`);

// A server that answers nothing keeps nobody from typing and scanning.
registry.category("web_tour.tours").add("retail_customer_orders_nobody_waits", {
    steps: () =>
        [
            Chrome.startPoS(),
            Held.waitForOpening(),
            Held.holdRequests(),
            NAMES.flatMap((name) => ProductScreen.clickDisplayedProduct(name)),
            Held.nothingWasAsked("20 lines"),
            CustomerOrder.pressCustomerOrder(),
            {content: "the dialog is open", trigger: ".fulfilment-dialog"},
            CustomerOrder.chooseLines("Waiting 105"),
            CustomerOrder.chooseTab("ship"),
            CustomerOrder.chooseTab("pickup"),
            Held.waits("retail.order.request.get_fulfilment_options_from_ui"),
            Dialog.cancel(),
            scan_barcode("7001234567890"),
            ProductScreen.selectedOrderlineHas("Blue Lamp", "1"),
            FindOrder.openFindOrder(),
            FindOrder.typeTerm("Kari"),
            {
                content: "what was typed is there",
                trigger: ".find-order-term input:value(Kari)",
            },
            {
                content: "leave the page",
                trigger: ".find-order .back",
                run: "click",
            },
            scan_barcode("7001234567890"),
            ProductScreen.selectedOrderlineHas("Blue Lamp", "2"),
            Held.releaseRequests(),
            FindOrder.openFindOrder(),
            {
                content: "the orders are looked up again",
                trigger: ".find-order:contains('Nothing waits')",
            },
        ].flat(),
});
