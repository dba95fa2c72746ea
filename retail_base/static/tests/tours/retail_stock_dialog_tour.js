import {negate} from "@point_of_sale/../tests/generic_helpers/utils";
import * as ProductScreen from "@point_of_sale/../tests/pos/tours/utils/product_screen_util";
import {openRegister} from "@retail_base/../tests/tours/utils/retail_util";
import {registry} from "@web/core/registry";

function storeHas(position, name, text) {
    return {
        content: `${name}: ${text}`,
        trigger:
            `.retail-stock-dialog .retail-stock-row:nth-child(${position})` +
            `:contains("${name}"):contains("${text}")`,
    };
}

const closeDialog = [
    {trigger: ".modal:has(.retail-stock-dialog) .retail-discard", run: "click"},
    {trigger: negate(".retail-stock-dialog")},
];

registry.category("web_tour.tours").add("RetailStockDialogTour", {
    steps: () =>
        [
            openRegister(),
            // From the cart, for the chosen line.
            ProductScreen.clickDisplayedProduct("Blue Lamp", true, "1"),
            ProductScreen.clickControlButton("Stock in stores"),
            storeHas(1, "Store A", "This store"),
            storeHas(1, "Store A", "10"),
            storeHas(2, "Store B", "7"),
            storeHas(2, "Store B", "3 incoming"),
            closeDialog,
            // From the product's information.
            ProductScreen.clickControlButton("Info"),
            {trigger: ".modal .retail-stock-button", run: "click"},
            storeHas(2, "Store B", "7"),
            closeDialog,
            {trigger: ".modal .modal-footer button:contains('Close')", run: "click"},
            {trigger: negate(".modal")},
        ].flat(),
});
