import * as Chrome from "@point_of_sale/../tests/pos/tours/utils/chrome_util";
import {registry} from "@web/core/registry";
import * as CustomerOrder from "./utils/customer_order_util";
import * as FindOrder from "./utils/find_order_util";
import * as PickPack from "./utils/pick_pack_util";

const tours = registry.category("web_tour.tours");

// Claimed, counted by scanner, picked, put at a place, the customer told, handed out.
tours.add("retail_customer_orders_pick_pack", {
    steps: () =>
        [
            Chrome.startPoS(),
            PickPack.openPickPack(),
            PickPack.openDelivery("0 of 3 picked"),
            PickPack.pressAction("claim"),
            PickPack.stateIs("picking"),
            PickPack.detailSays("You are picking this"),
            PickPack.scan("CHAIR1"),
            PickPack.pressAction("pick", "Picked 1 of 3"),
            PickPack.stateIs("partly_picked"),
            PickPack.pressAction("pick", "Picked 3 of 3"),
            PickPack.stateIs("picked"),
            PickPack.pressAction("stage"),
            {
                content: "scan the label of the place",
                trigger: ".stage-dialog .place",
                run: "edit A 12 && press Enter",
            },
            PickPack.stateIs("staged"),
            PickPack.detailSays("A 12"),
            PickPack.pressAction("tell"),
            PickPack.detailSays("Ready for the customer"),
            PickPack.pressAction("order"),
            FindOrder.orderIsOpen("Kari Customer"),
            {
                content: "whoever hands out finds the parcel",
                trigger: ".order-detail .line-place:contains('A 12')",
            },
            FindOrder.startPickup(),
            {
                content: "the place stands in the dialog, too",
                trigger: ".pickup-dialog .line-place:contains('A 12')",
            },
        ].flat(),
});

// Shipped in two parcels; what is left stays in the list.
tours.add("retail_customer_orders_pick_pack_ship", {
    steps: () =>
        [
            Chrome.startPoS(),
            PickPack.openPickPack(),
            {
                content: "only what is shipped",
                trigger: ".preset[data-preset=ship]",
                run: "click",
            },
            PickPack.openDelivery("0 of 2 picked"),
            PickPack.pressAction("ship"),
            {
                content: "one less",
                trigger: ".ship-dialog .ship-line .less",
                run: "click",
            },
            {
                content: "a number of the parcel",
                trigger: ".ship-dialog .tracking",
                run: "edit TRK 1",
            },
            {
                content: "hand it over",
                trigger: ".confirm-ship:contains('Hand 1 item')",
                run: "click",
            },
            PickPack.detailSays("1 of 2 have left"),
            PickPack.pressAction("ship"),
            {
                content: "the rest",
                trigger: ".confirm-ship:contains('Hand 1 item')",
                run: "click",
            },
            {
                content: "nothing is left to ship",
                trigger: ".pick-pack:not(:has(.delivery-row:contains('Ship')))",
            },
        ].flat(),
});

// A colleague has it: a manager lets this cashier take it over.
tours.add("retail_customer_orders_pick_pack_take_over", {
    steps: () =>
        [
            Chrome.startPoS(),
            PickPack.openPickPack(),
            PickPack.openDelivery("Carl Colleague"),
            PickPack.detailSays("Picking: Carl Colleague has had"),
            PickPack.pressAction("claim", "Take over"),
            CustomerOrder.approveAsManager("Mona Manager", "246810"),
            PickPack.detailSays("You are picking this"),
            PickPack.pressAction("release"),
            PickPack.stateIs("to_pick"),
        ].flat(),
});

// The store looks at shipments first: what it cannot ship goes to another one.
tours.add("retail_customer_orders_pick_pack_reject", {
    steps: () =>
        [
            Chrome.startPoS(),
            PickPack.openPickPack(),
            PickPack.openDelivery("To accept"),
            PickPack.pressAction("reject"),
            {
                content: "one less",
                trigger: ".reject-dialog .less",
                run: "click",
            },
            {
                content: "because",
                trigger: ".reject-dialog .reason:contains('Not in stock')",
                run: "click",
            },
            {
                content: "reject one",
                trigger: ".confirm-reject:contains('Reject 1 × Blue Lamp')",
                run: "click",
            },
            CustomerOrder.approveAsManager("Mona Manager", "246810"),
            PickPack.detailSays("0 of 1 picked"),
            PickPack.pressAction("accept"),
            CustomerOrder.approveAsManager("Mona Manager", "246810"),
            PickPack.stateIs("to_pick"),
        ].flat(),
});
