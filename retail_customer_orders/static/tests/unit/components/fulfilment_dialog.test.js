import {expect, test} from "@odoo/hoot";
import {animationFrame, click, queryAllTexts, queryOne, waitFor} from "@odoo/hoot-dom";
import {contains, onRpc} from "@web/../tests/web_test_helpers";
import {
    dialogActions,
    getFilledOrder,
    setupPosEnv,
} from "@point_of_sale/../tests/unit/utils";
import {definePosModels} from "@point_of_sale/../tests/unit/data/generate_model_definitions";
import {dayFromToday} from "@retail_customer_orders/app/utils/fulfilment";
import {OTHER_STORE_ID, OWN_STORE_ID} from "../data/customer_orders.data";
import {PICKUP} from "../utils";

definePosModels();

const stores = (stock) => [
    {
        store_id: OWN_STORE_ID,
        name: "Oslo",
        is_store: true,
        is_current: true,
        pickup: true,
        shipping: true,
        products: stock.own,
    },
    {
        store_id: OTHER_STORE_ID,
        name: "Bergen",
        is_store: true,
        is_current: false,
        pickup: true,
        shipping: true,
        products: stock.other,
    },
];

const NO_CHOICE = {modes: [{id: false, name: "", needs_slot: false, slots: []}]};

const free = (first, second) => ({5: {free: first}, 6: {free: second}});

/** A cart of two products; 5 and 6 are stored, so their stock counts. */
async function openDialog(
    stock,
    {partner = true, prepare, pickup = NO_CHOICE, shipping = {modes: []}} = {},
    steps = []
) {
    onRpc("retail.order.request", "get_fulfilment_options_from_ui", () => ({
        stores: stores(stock),
        shipping_store_id: OWN_STORE_ID,
    }));
    onRpc("retail.order.request", "get_slots_from_ui", () => pickup);
    onRpc("retail.order.request", "get_delivery_modes_from_ui", () => shipping);
    const store = await setupPosEnv();
    const order = await getFilledOrder(store);
    order.lines.forEach((line) => (line.product_id.product_tmpl_id.is_storable = true));
    order.deselectOrderline();
    if (partner) {
        order.setPartner(store.models["res.partner"].get(3));
    }
    if (prepare) {
        order.lines.forEach(prepare);
    }
    await dialogActions(
        () => store.openFulfilment(),
        [() => waitFor(".fulfilment-dialog .store-row"), ...steps]
    );
    return order;
}

const press = (selector) => async () => {
    await click(selector);
    await animationFrame();
};

test("the store that can serve all is on top, chosen, and named by the button", async () => {
    const order = await openDialog({own: free(1, 9), other: free(3, 2)}, {}, [
        () => {
            expect(queryAllTexts(".store-row .store-name")).toEqual(["Bergen", "Oslo"]);
            expect(queryAllTexts(".store-row .store-stock")).toEqual([
                "All 2 products in stock",
                "1 of 2 products in stock",
            ]);
            expect(queryOne(".confirm-fulfilment").textContent).toBe(
                "Pick up 2 lines in Bergen today"
            );
        },
        press(".confirm-fulfilment"),
    ]);
    expect(order.laterLines).toHaveLength(2);
    expect(order.lines[0].raw.fulfilment_store_id).toBe(OTHER_STORE_ID);
    expect(order.lines[0].raw.fulfilment_date).toBe(dayFromToday(0));
});

test("the own store comes first where stock is equal", async () => {
    await openDialog({own: free(3, 2), other: free(3, 2)}, {}, [
        () =>
            expect(queryAllTexts(".store-row .store-name")).toEqual(["Oslo", "Bergen"]),
        press(".discard"),
    ]);
});

test("only the chosen lines change; choosing none is refused", async () => {
    const order = await openDialog({own: free(3, 2), other: free(3, 2)}, {}, [
        press(".choose-all"),
        () => expect(queryOne(".confirm-fulfilment").disabled).toBe(true),
        press(".fulfilment-line:eq(1) input"),
        press(".day-chip:eq(1)"),
        () =>
            expect(queryOne(".confirm-fulfilment").textContent).toBe(
                "Pick up 1 line in Oslo tomorrow"
            ),
        press(".confirm-fulfilment"),
    ]);
    expect(order.lines[0].isLater).toBe(false);
    expect(order.lines[1].fulfilment).toBe("pickup");
    expect(order.lines[1].raw.fulfilment_date).toBe(dayFromToday(1));
});

test("carry out takes an earlier choice back", async () => {
    const stock = {own: free(3, 2), other: free(3, 2)};
    const order = await openDialog(
        stock,
        {prepare: (line) => line.setFulfilment(PICKUP)},
        [
            () =>
                expect(queryOne(".store-row.active .store-name").textContent).toBe(
                    "Bergen"
                ),
            press("[data-tab=carry_out]"),
            () =>
                expect(queryOne(".confirm-fulfilment").textContent).toBe(
                    "Carry out 2 lines"
                ),
            press(".confirm-fulfilment"),
        ]
    );
    expect(order.laterLines).toHaveLength(0);
    expect(order.dueAmounts).toBe(null);
});

test("an order cannot be shipped to an address without a street", async () => {
    await openDialog({own: free(3, 2), other: free(3, 2)}, {}, [
        press("[data-tab=ship]"),
        () => waitFor(".address-card"),
        () => {
            expect(queryOne(".address-card").disabled).toBe(true);
            expect(queryOne(".confirm-fulfilment").disabled).toBe(true);
        },
        press(".discard"),
    ]);
});

test("the choice for the order as a whole is kept with the ticket", async () => {
    const order = await openDialog({own: free(3, 2), other: free(3, 2)}, {}, [
        press("[data-type=quote]"),
        () => contains(".collector").edit("Kari", {confirm: false}),
        press(".confirm-fulfilment"),
    ]);
    expect(order.customerOrderChoices.type).toBe("quote");
    expect(order.customerOrderChoices.collector).toBe("Kari");
});

test("without a customer the button asks for one", async () => {
    await openDialog({own: free(3, 2), other: free(3, 2)}, {partner: false}, [
        () =>
            expect(queryOne(".confirm-fulfilment").textContent).toBe(
                "Choose the customer"
            ),
        press(".discard"),
    ]);
});

test("off line the known stores are offered, without figures", async () => {
    const store = await setupPosEnv();
    const order = await getFilledOrder(store);
    order.setPartner(store.models["res.partner"].get(3));
    store.data.network.offline = true;
    await dialogActions(
        () => store.openFulfilment(),
        [
            () => waitFor(".fulfilment-dialog .store-row"),
            () => {
                expect(queryAllTexts(".store-row .store-name")).toEqual([
                    "Bergen",
                    "Oslo",
                ]);
                expect(queryAllTexts(".store-stock")[0]).toBe(
                    "Stock not known without the network"
                );
            },
            press(".confirm-fulfilment"),
        ]
    );
    expect(order.laterLines).toHaveLength(1);
});

const STOCK = {own: free(3, 2), other: free(3, 2)};
const slot = (day, hour, left) => ({
    start: `${day}T${hour}:00:00Z`,
    end: `${day}T${hour + 1}:00:00Z`,
    day,
    label: `${hour}:00–${hour + 1}:00`,
    left,
});

test("ts_03_ts_05_a_slot_is_chosen_full_ones_are_not", async () => {
    const tomorrow = dayFromToday(1);
    const slots = [slot(tomorrow, 10, 0), slot(tomorrow, 11, 2)];
    const pickup = {modes: [{id: 7, name: "Counter", needs_slot: true, slots}]};
    const order = await openDialog(STOCK, {pickup}, [
        () => waitFor(".slots"),
        () => expect(queryOne(".confirm-fulfilment").disabled).toBe(true),
        press(".next-day"),
        () => {
            expect(queryAllTexts(".slot")).toEqual(["10:00–11:00full", "11:00–12:00"]);
            expect(queryOne(".slot:first-child").disabled).toBe(true);
            expect(queryOne(".confirm-fulfilment").textContent).toBe("Choose the time");
        },
        press(".slot:eq(1)"),
        press(".confirm-fulfilment"),
    ]);
    const {fulfilment_delivery: delivery} = order.lines[0].raw;
    expect(delivery.mode_id).toBe(7);
    expect(delivery.slot).toEqual({
        start: `${tomorrow}T11:00:00Z`,
        end: `${tomorrow}T12:00:00Z`,
    });
    expect(order.lines[0].fulfilmentLabel).toMatch(/11:00–12:00/);
    order.stashLater();
    const [line] = order.customer_order_payload.lines;
    expect(line.slot).toEqual(delivery.slot);
    expect(line.delivery_mode_id).toBe(7);
});

test("dm_02_dm_04_of_several_modes_one_is_chosen", async () => {
    const mode = (id, name) => ({id, name, needs_slot: false, slots: []});
    const pickup = {modes: [mode(7, "Counter"), mode(8, "Curbside")]};
    const order = await openDialog(STOCK, {pickup}, [
        () => waitFor(".delivery-mode"),
        () =>
            expect(queryOne(".confirm-fulfilment").textContent).toBe(
                "Choose how it is picked up"
            ),
        press(".delivery-mode:eq(1)"),
        press(".confirm-fulfilment"),
    ]);
    expect(order.lines[0].raw.fulfilment_delivery.mode_id).toBe(8);
    expect(order.lines[0].fulfilmentLabel).toMatch(/Curbside/);
});
