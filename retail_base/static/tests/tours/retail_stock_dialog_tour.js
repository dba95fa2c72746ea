import * as Offline from "@point_of_sale/../tests/generic_helpers/offline_util";
import * as ProductScreen from "@point_of_sale/../tests/pos/tours/utils/product_screen_util";
import {negate, run, scan_barcode} from "@point_of_sale/../tests/generic_helpers/utils";
import {openRegister} from "@retail_base/../tests/tours/utils/retail_util";
import {registry} from "@web/core/registry";
import * as LookUp from "./utils/look_up_util";

/* global posmodel */

/** What is scanned while the look-up is open is looked up, not sold. */
function cartIsEmpty() {
    return run(() => {
        if (posmodel.getOrder().lines.length) {
            throw new Error("the cart is not empty");
        }
    }, "the cart is empty");
}

const tours = registry.category("web_tour.tours");

// From the cart for the chosen line, and from a product's information.
tours.add("RetailStockDialogTour", {
    steps: () =>
        [
            openRegister(),
            ProductScreen.clickDisplayedProduct("Blue Lamp", true, "1"),
            ProductScreen.clickControlButton("Stock in stores"),
            LookUp.rowIs(1, "Store A", "This store"),
            LookUp.freeIs("Store A", "10"),
            LookUp.rowIs(3, "Store B", "7 on hand", "3 incoming"),
            LookUp.close(),
            ProductScreen.clickControlButton("Info"),
            {trigger: ".modal .retail-stock-button", run: "click"},
            LookUp.freeIs("Store B", "7"),
            LookUp.close(),
            {trigger: ".modal .modal-footer button:contains('Close')", run: "click"},
            {trigger: negate(".modal")},
        ].flat(),
});

// The jacket is Navy or Blue, S or M; Blue M is not sold any more. Store C is near, B is
// far, the depot is nowhere.
tours.add("RetailLookUpTour", {
    steps: () =>
        [
            openRegister(),
            LookUp.open(),
            LookUp.search("nonsense"),
            {trigger: ".retail-look-up-message:contains('nonsense')"},
            // By words, then by scanner, by number.
            LookUp.search("jack"),
            LookUp.productIs("Jacket", "JAC-NAVY-S"),
            LookUp.rowIs(1, "Store A", "This store", "Open until"),
            LookUp.rowIs(2, "Store C", "18 km"),
            LookUp.rowIs(3, "Store B", "City of Store B", "304 km"),
            LookUp.rowIs(4, "Depot"),
            scan_barcode("4006381333931"),
            LookUp.productIs("Jacket", "JAC-NAVY-M"),
            LookUp.freeIs("Store B", "4"),
            cartIsEmpty(),
            LookUp.search("jac-blue-s"),
            LookUp.productIs("Jacket", "JAC-BLUE-S"),
            LookUp.freeIs("Store B", "0"),
            // Sorted and filtered.
            LookUp.chooseValue("Navy"),
            LookUp.chooseValue("M"),
            LookUp.freeIs("Depot", "9"),
            LookUp.sortBy("quantity"),
            LookUp.rowIs(1, "Depot"),
            LookUp.rowIs(2, "Store B"),
            {
                trigger: ".retail-place-filter",
                run: "edit store b",
            },
            {trigger: negate(".retail-store-name:contains('Depot')")},
            LookUp.rowIs(1, "Store B"),
            {trigger: ".retail-place-filter", run: "edit store"},
            {trigger: ".retail-only-stock", run: "click"},
            {trigger: negate(".retail-store-name:contains('Store C')")},
            // Blue M does not exist: blue is to be had in S.
            LookUp.chooseValue("Blue"),
            LookUp.productIs("Jacket", "JAC-BLUE-S"),
            {trigger: ".retail-only-stock", run: "click"},
            {trigger: ".retail-place-filter", run: "clear"},
            // All variants of one store.
            LookUp.openRow("Store B"),
            LookUp.hasNoAction("add_to_cart"),
            {trigger: ".retail-address:contains('Main Street 1')"},
            LookUp.openMatrix(),
            LookUp.matrixIs(["S", "M"], {Navy: ["0", "4"], Blue: ["0", "n/a"]}),
            LookUp.chooseCell(1, 2),
            LookUp.productIs("Jacket", "JAC-NAVY-M"),
            LookUp.hasNoAction("add_to_cart"),
            LookUp.backToPlaces(),
            LookUp.freeIs("Store B", "4"),
            // What is here is sold, also when there is none.
            LookUp.openRow("Store A"),
            LookUp.openMatrix(),
            LookUp.matrixIs(["S", "M"], {Navy: ["2", "0"], Blue: ["1", "n/a"]}),
            LookUp.chooseCell(2, 1),
            LookUp.act("add_to_cart"),
            LookUp.isClosed(),
            ProductScreen.selectedOrderlineHas("Jacket", "1", "80.00", "Blue, S"),
        ].flat(),
});

// Without the network it says so, and works again when it is back.
tours.add("RetailLookUpOfflineTour", {
    steps: () =>
        [
            openRegister(),
            LookUp.open(),
            Offline.setOfflineMode(),
            LookUp.search("jack"),
            {trigger: ".retail-look-up-message:contains('No connection')"},
            LookUp.search("JAC-NAVY-S"),
            {trigger: ".retail-stock-message:contains('No connection')"},
            {trigger: negate(".retail-stock-row")},
            Offline.setOnlineMode(),
            {trigger: ".retail-stock-message button", run: "click"},
            LookUp.freeIs("Store A", "2"),
            {trigger: negate(".retail-stock-message")},
            LookUp.close(),
        ].flat(),
});
