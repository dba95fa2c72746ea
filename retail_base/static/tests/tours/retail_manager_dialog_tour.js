/* global posmodel */
import * as Dialog from "@point_of_sale/../tests/generic_helpers/dialog_util";
import {negate, run, scan_barcode} from "@point_of_sale/../tests/generic_helpers/utils";
import * as OfflineUtil from "@point_of_sale/../tests/generic_helpers/offline_util";
import * as ProductScreen from "@point_of_sale/../tests/pos/tours/utils/product_screen_util";
import {Manager, openRegister} from "@retail_base/../tests/tours/utils/retail_util";
import {registry} from "@web/core/registry";

const QUESTION = "Sell the Blue Lamp although this store does not carry it";
let answer = null;

function ask(values = {}) {
    return run(() => {
        answer = undefined;
        // Not imported: pages without the register load this file as well.
        const {askApproval} = odoo.loader.modules.get(
            "@retail_base/app/utils/ask_approval"
        );
        askApproval(posmodel, {
            kind: "other",
            description: QUESTION,
            amount: 100,
            ticketUuid: "tour-ticket",
            ...values,
        }).then((result) => (answer = result));
    }, "ask for an approval");
}

function answerIs(expected) {
    return {
        content: `the answer is ${expected}`,
        trigger: "body",
        run: async () => {
            await new Promise((resolve) => setTimeout(resolve, 50));
            if ((answer && answer.approver) !== expected) {
                throw new Error(
                    `Answer: ${JSON.stringify(answer)} instead of ${expected}`
                );
            }
        },
    };
}

registry.category("web_tour.tours").add("RetailManagerDialogTour", {
    steps: () =>
        [
            openRegister(),
            ProductScreen.clickDisplayedProduct("Blue Lamp", true, "1"),
            // Wrong PINs count down, a reason is asked first, the right PIN approves.
            ask({reasonKind: "approval"}),
            Manager.isShown(QUESTION),
            {trigger: ".retail-manager-dialog:contains('100')"},
            Manager.chooseApprover("Mona Manager"),
            Manager.messageIs("Choose a reason"),
            Manager.chooseReason("Tour reason"),
            Manager.chooseApprover("Mona Manager"),
            Manager.enterPin("1111"),
            Manager.messageIs("Attempts left: 4"),
            Manager.enterPin("2222"),
            Manager.messageIs("Attempts left: 3"),
            Manager.enterPin("246810"),
            Manager.isClosed(),
            answerIs("Mona Manager"),
            // Nothing of it was typed into the cart.
            ProductScreen.selectedOrderlineHas("Blue Lamp", "1"),
            // Given up.
            ask(),
            Manager.isShown(QUESTION),
            Manager.discard(),
            Manager.isClosed(),
            answerIs(null),
            // By badge, which is no product and must not reach the cart's screen.
            ask({ticketUuid: "tour-ticket-badge"}),
            Manager.isShown(QUESTION),
            scan_barcode("BADGE-9999"),
            Manager.messageIs("Attempts left: 4"),
            scan_barcode("BADGE-4711"),
            Manager.isClosed(),
            answerIs("Mona Manager"),
            {trigger: negate(".o_notification")},
            // A scanner that types into the field of the PIN.
            ask({ticketUuid: "tour-ticket-field"}),
            Manager.chooseApprover("Mona Manager"),
            {
                trigger: ".retail-manager-dialog .retail-pin",
                run: "edit BADGE-4711 && press Enter",
            },
            Manager.isClosed(),
            answerIs("Mona Manager"),
            // Off line nobody can prove who they are.
            run(() => (posmodel.data.network.offline = true), "off line"),
            ask(),
            Dialog.is({title: "No connection"}),
            Dialog.confirm(),
            answerIs(null),
            run(() => (posmodel.data.network.offline = false), "on line"),
            // The connection dies while the manager types.
            ask(),
            Manager.chooseApprover("Mona Manager"),
            OfflineUtil.setOfflineMode(),
            Manager.enterPin("246810"),
            Manager.messageIs("No connection"),
            OfflineUtil.setOnlineMode(),
            Manager.discard(),
            Manager.isClosed(),
        ].flat(),
});
