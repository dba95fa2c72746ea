/* global posmodel */
import * as Chrome from "@point_of_sale/../tests/pos/tours/utils/chrome_util";
import * as Dialog from "@point_of_sale/../tests/generic_helpers/dialog_util";
import * as Offline from "@point_of_sale/../tests/generic_helpers/offline_util";
import * as PaymentScreen from "@point_of_sale/../tests/pos/tours/utils/payment_screen_util";
import * as ProductScreen from "@point_of_sale/../tests/pos/tours/utils/product_screen_util";
import * as ReceiptScreen from "@point_of_sale/../tests/pos/tours/utils/receipt_screen_util";
import {registry} from "@web/core/registry";
import * as LocalReturns from "./utils/local_returns_util";
import * as Returns from "./utils/returns_util";

const RED_LAMP_BARCODE = "7090009990001";

function pay(total, confirm = []) {
    return [
        PaymentScreen.totalIs(total),
        PaymentScreen.clickPaymentMethod("Cash"),
        PaymentScreen.clickValidate(),
        confirm,
        ReceiptScreen.isShown(),
    ].flat();
}

function giveBack(total) {
    return [
        Returns.takeMore("Red Lamp"),
        Returns.chooseReason("Changed mind"),
        Returns.giveBack(total),
        ...pay(`-${total}`),
        ReceiptScreen.clickNextOrder(),
    ].flat();
}

// One lamp is sold with the network, two without it; one of each comes back without it.
registry.category("web_tour.tours").add("retail_returns_off_line", {
    steps: () =>
        [
            Chrome.startPoS(),
            ProductScreen.isShown(),
            Returns.scan(RED_LAMP_BARCODE),
            ProductScreen.clickPayButton(),
            pay("40.00"),
            ReceiptScreen.clickNextOrder(),
            Offline.setOfflineMode(),
            Returns.scan(RED_LAMP_BARCODE),
            Returns.scan(RED_LAMP_BARCODE),
            ProductScreen.clickPayButton(),
            pay("80.00", Dialog.confirm("Continue with limited functionality")),
            ReceiptScreen.clickNextOrder(),
            Returns.openReturns(),
            LocalReturns.saysNoNetwork(),
            // Sold elsewhere, and not known here.
            Returns.typeTerm("2500-99-000042"),
            LocalReturns.nothingIsFound("knows no such sale"),
            Returns.typeTerm(RED_LAMP_BARCODE),
            Returns.selectSale("80.00"),
            giveBack("40.00"),
            Returns.openReturns(),
            Returns.typeTerm(RED_LAMP_BARCODE),
            Returns.saleIsListed("1 of 2 returnable"),
            Returns.selectSale("1 of 1 returnable"),
            giveBack("40.00"),
            Offline.setOnlineMode(),
            {
                content: "the network is back: all tickets are sent",
                trigger: "body",
                run: async () => {
                    const waits = (order) => order.isUnsyncedPaid;
                    // What is on its way already is not sent a second time.
                    while (posmodel.models["pos.order"].some(waits)) {
                        await posmodel.syncAllOrders();
                        await new Promise((resolve) => setTimeout(resolve, 100));
                    }
                },
            },
        ].flat(),
});
