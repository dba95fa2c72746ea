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

const free = (first, second) => ({5: {free: first}, 6: {free: second}});

/** A cart of two products; 5 and 6 are stored, so their stock counts. */
async function openDialog(stock, {partner = true, prepare} = {}, steps = []) {
    onRpc("retail.order.request", "get_fulfilment_options_from_ui", () => ({
        stores: stores(stock),
        shipping_store_id: OWN_STORE_ID,
    }));
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
