/* global posmodel */
import * as PaymentScreen from "@point_of_sale/../tests/pos/tours/utils/payment_screen_util";
import * as ProductScreen from "@point_of_sale/../tests/pos/tours/utils/product_screen_util";
import * as ReceiptScreen from "@point_of_sale/../tests/pos/tours/utils/receipt_screen_util";
import {negate, run, scan_barcode} from "@point_of_sale/../tests/generic_helpers/utils";
import {
    Manager,
    openRegister,
    sell,
} from "@retail_base/../tests/tours/utils/retail_util";
import {refreshRange} from "@retail_assortment/app/utils/range_client";
import {registry} from "@web/core/registry";
import * as Range from "./utils/range_util";

const RED_BARCODE = "4006381333931";

registry.category("web_tour.tours").add("RetailRangeForbidTour", {
    steps: () =>
        [
            openRegister(),
            // The store's own range.
            Range.isShown("Blue Lamp"),
            Range.isShown("Green Lamp"),
            Range.isHidden("Red Lamp"),
            Range.markIs("Blue Lamp"),
            // A scanner knows what is not loaded, and is refused.
            scan_barcode(RED_BARCODE),
            Range.refused("Store A does not carry Red Lamp and may not sell it."),
            ProductScreen.orderIsEmpty(),
            Range.isHidden("Red Lamp"),
            // All products.
            Range.showAllProducts(),
            Range.isShown("Red Lamp"),
            Range.isShown("Blue Lamp"),
            Range.markIs("Red Lamp", "Not sold here"),
            Range.markIs("Blue Lamp"),
            ProductScreen.clickDisplayedProduct("Red Lamp"),
            Range.refused("Store A does not carry Red Lamp and may not sell it."),
            ProductScreen.orderIsEmpty(),
            Range.showThisStore(),
            Range.isHidden("Red Lamp"),
            // What the store carries is sold as ever.
            sell(["Blue Lamp", "Green Lamp"]),
            ReceiptScreen.clickNextOrder(),
            // A variant that the store does not carry, of a product that it does.
            Range.isShown("Shirt"),
            Range.markIs("Shirt"),
            ProductScreen.clickDisplayedProduct("Shirt"),
            {trigger: ".modal label:contains('Large')", run: "click"},
            {trigger: ".modal-footer .btn-primary", run: "click"},
            Range.refused("Store A does not carry Shirt (Large) and may not sell it."),
            ProductScreen.orderIsEmpty(),
            ProductScreen.clickDisplayedProduct("Shirt"),
            {trigger: ".modal label:contains('Small')", run: "click"},
            {trigger: ".modal-footer .btn-primary", run: "click"},
            ProductScreen.selectedOrderlineHas("Shirt", "1"),
        ].flat(),
});

registry.category("web_tour.tours").add("RetailRangeSearchTour", {
    steps: () =>
        [
            openRegister(),
            ProductScreen.searchProduct("blue"),
            Range.isHidden("Green Lamp"),
            Range.isShown("Blue Lamp"),
            ProductScreen.searchProduct("red"),
            Range.isHidden("Blue Lamp"),
            Range.isHidden("Red Lamp"),
            {trigger: ".search-more-button .btn-primary", run: "click"},
            {trigger: ".o_notification:contains('No other products found')"},
            Range.isHidden("Red Lamp"),
            // The same search over all products.
            {trigger: ".search-more-button .retail-search-all", run: "click"},
            Range.isShown("Red Lamp"),
            {trigger: negate(".retail-search-all")},
            {trigger: ".retail-scope-all.active"},
            Range.markIs("Red Lamp", "Not sold here"),
            ProductScreen.clickDisplayedProduct("Red Lamp"),
            Range.refused("Store A does not carry Red Lamp and may not sell it."),
            ProductScreen.orderIsEmpty(),
        ].flat(),
});

registry.category("web_tour.tours").add("RetailRangeApprovalTour", {
    steps: () =>
        [
            openRegister(),
            Range.showAllProducts(),
            Range.markIs("Red Lamp", "Needs approval"),
            // Given up: nothing is added.
            ProductScreen.clickDisplayedProduct("Red Lamp"),
            Manager.isShown("Sell what Store A does not carry: Red Lamp"),
            Manager.discard(),
            Manager.isClosed(),
            ProductScreen.orderIsEmpty(),
            // Approved, once for the ticket.
            ProductScreen.clickDisplayedProduct("Red Lamp"),
            Manager.chooseReason("Tour reason"),
            Manager.approve("Mona Manager", "246810"),
            ProductScreen.selectedOrderlineHas("Red Lamp", "1"),
            ProductScreen.clickDisplayedProduct("Red Lamp", true, "2"),
            ProductScreen.clickDisplayedProduct("Yellow Lamp", true, "1"),
            ProductScreen.clickPayButton(),
            PaymentScreen.clickPaymentMethod("Cash"),
            PaymentScreen.clickValidate(),
            ReceiptScreen.receiptIsThere(),
            ReceiptScreen.clickNextOrder(),
            // The next ticket needs its own.
            scan_barcode(RED_BARCODE),
            Manager.isShown("Sell what Store A does not carry: Red Lamp"),
            Manager.discard(),
            Manager.isClosed(),
        ].flat(),
});

registry.category("web_tour.tours").add("RetailRangeAllowTour", {
    steps: () =>
        [
            openRegister(),
            Range.isHidden("Red Lamp"),
            Range.showAllProducts(),
            Range.markIs("Red Lamp", "Other range"),
            sell(["Red Lamp"]),
        ].flat(),
});

// The server drops the blue lamp from the range when it is asked the second time, and
// the red one joins.
registry.category("web_tour.tours").add("RetailRangeChangeTour", {
    steps: () =>
        [
            openRegister(),
            Range.isShown("Blue Lamp"),
            Range.isHidden("Red Lamp"),
            ProductScreen.clickDisplayedProduct("Blue Lamp", true, "1"),
            ProductScreen.clickDisplayedProduct("Green Lamp", true, "1"),
            run(() => refreshRange(posmodel), "the range has changed"),
            Range.isHidden("Blue Lamp"),
            Range.isShown("Red Lamp"),
            Range.markIs("Red Lamp"),
            // What lies in the cart stays there, and is refused before it is paid.
            ProductScreen.clickLine("Blue Lamp"),
            ProductScreen.clickPayButton(false),
            Range.refused(
                "Store A does not carry this: Blue Lamp. Take it off the ticket."
            ),
            ProductScreen.isShown(),
            ProductScreen.clickNumpad("⌫"),
            ProductScreen.selectedOrderlineHas("Blue Lamp", "0"),
            ProductScreen.clickNumpad("⌫"),
            {trigger: negate(".order-container .orderline:contains('Blue Lamp')")},
            ProductScreen.checkOrderlinesNumber(1),
            ProductScreen.clickDisplayedProduct("Red Lamp", true, "1"),
            ProductScreen.clickPayButton(),
            PaymentScreen.clickPaymentMethod("Cash"),
            PaymentScreen.clickValidate(),
            ReceiptScreen.receiptIsThere(),
        ].flat(),
});
