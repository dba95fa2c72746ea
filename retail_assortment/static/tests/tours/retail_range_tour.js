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
import {registry} from "@web/core/registry";
import * as Range from "./utils/range_util";

const RED_BARCODE = "4006381333931";
const GREEN_BARCODE = "4006381333948";

function readRange() {
    // Not imported: pages without the register load this file as well.
    const path = "@retail_assortment/app/utils/range_client";
    return odoo.loader.modules.get(path).refreshRange(posmodel);
}

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
            // Several words, in any order.
            ProductScreen.searchProduct("lamp gre"),
            Range.isHidden("Blue Lamp"),
            Range.isShown("Green Lamp"),
            ProductScreen.searchProduct("lamp red"),
            Range.isHidden("Green Lamp"),
            Range.isHidden("Red Lamp"),
            {
                trigger:
                    ".retail-range-empty:contains('Nothing found for \"lamp red\" in the range of Store A')",
            },
            Range.askServer(),
            {trigger: ".o_notification:contains('No other products found')"},
            Range.isHidden("Red Lamp"),
            // The same search over all products.
            {trigger: ".search-more-button .retail-search-all", run: "click"},
            Range.isShown("Red Lamp"),
            {trigger: negate(".retail-search-all")},
            Range.rangeIs("All products"),
            Range.markIs("Red Lamp", "Not sold here"),
            ProductScreen.clickDisplayedProduct("Red Lamp"),
            Range.refused("Store A does not carry Red Lamp and may not sell it."),
            ProductScreen.orderIsEmpty(),
        ].flat(),
});

registry.category("web_tour.tours").add("RetailRangeOtherStoreTour", {
    steps: () =>
        [
            openRegister(),
            Range.rangeIs("This store"),
            Range.isHidden("Red Lamp"),
            Range.showStore("Store B", "b sto"),
            Range.isShown("Red Lamp"),
            Range.isShown("Green Lamp"),
            Range.isHidden("Blue Lamp"),
            // What it carries is marked by the own range.
            Range.markIs("Red Lamp", "Not sold here"),
            Range.markIs("Green Lamp"),
            // The search stays in its range.
            ProductScreen.searchProduct("lamp"),
            Range.askServer(),
            Range.isHidden("Blue Lamp"),
            Range.isShown("Red Lamp"),
            ProductScreen.clickDisplayedProduct("Red Lamp"),
            Range.refused("Store A does not carry Red Lamp and may not sell it."),
            // A scanner follows the policy in every range.
            scan_barcode(RED_BARCODE),
            Range.refused("Store A does not carry Red Lamp and may not sell it."),
            ProductScreen.orderIsEmpty(),
            sell(["Green Lamp"]),
            ReceiptScreen.clickNextOrder(),
            // The next customer wants what this store has.
            Range.rangeIs("This store"),
            Range.isShown("Blue Lamp"),
            Range.isHidden("Red Lamp"),
        ].flat(),
});

// The register has loaded few of the 72 products of its range.
registry.category("web_tour.tours").add("RetailRangePagesTour", {
    steps: () =>
        [
            openRegister(),
            Range.hintIs("of 72 products are loaded: search for the others."),
            // By itself, after a pause.
            ProductScreen.searchProduct("wax candle"),
            Range.hintIs("60 of 70 products that match"),
            Range.cardCountIs(60),
            // All match alike: by name.
            Range.isFirst("Candle 00"),
            {trigger: ".search-more-button .btn-primary", run: "click"},
            Range.cardCountIs(70),
            Range.hintIs(""),
            {trigger: negate(".search-more-button .btn:contains('Search more')")},
            ProductScreen.searchProduct("wax-69"),
            Range.cardCountIs(1),
            sell(["Candle 69"]),
        ].flat(),
});

registry.category("web_tour.tours").add("RetailRangeOnEnterTour", {
    steps: () =>
        [
            openRegister(),
            ProductScreen.searchProduct("wax-69"),
            run(
                () => new Promise((resolve) => setTimeout(resolve, 1500)),
                "typing alone asks nobody"
            ),
            Range.isHidden("Candle 69"),
            Range.askServer(),
            Range.isShown("Candle 69"),
            Range.cardCountIs(1),
        ].flat(),
});

registry.category("web_tour.tours").add("RetailRangeAnyWordTour", {
    steps: () =>
        [
            openRegister(),
            ProductScreen.searchProduct("green nonsense blue shade"),
            Range.isShown("Green Lamp"),
            Range.isShown("Blue Lamp"),
            Range.isFirst("Green Lamp"),
            Range.askServer(),
            Range.isFirst("Green Lamp"),
            Range.isHidden("Red Lamp"),
        ].flat(),
});

registry.category("web_tour.tours").add("RetailRangeBlockedTour", {
    steps: () => {
        const refused = Range.refused(
            "Green Lamp may not be sold. Recalled: the shade can melt.",
            "Blocked for sale"
        );
        return [
            openRegister(),
            Range.markIs("Green Lamp", "Blocked"),
            Range.markIs("Blue Lamp"),
            ProductScreen.clickDisplayedProduct("Green Lamp"),
            refused,
            scan_barcode(GREEN_BARCODE),
            refused,
            ProductScreen.orderIsEmpty(),
            Range.showAllProducts(),
            ProductScreen.searchProduct("green"),
            Range.markIs("Green Lamp", "Blocked"),
            ProductScreen.clickDisplayedProduct("Green Lamp"),
            refused,
            ProductScreen.searchProduct("blue"),
            sell(["Blue Lamp"]),
        ].flat();
    },
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
            run(readRange, "the range has changed"),
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
