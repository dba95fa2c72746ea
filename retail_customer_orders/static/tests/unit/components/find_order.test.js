import {expect, test} from "@odoo/hoot";
import {
    animationFrame,
    click,
    edit,
    press,
    queryAllTexts,
    queryOne,
    waitFor,
} from "@odoo/hoot-dom";
import {runAllTimers} from "@odoo/hoot-mock";
import {makeServerError, mountWithCleanup, onRpc} from "@web/../tests/web_test_helpers";
import {setupPosEnv} from "@point_of_sale/../tests/unit/utils";
import {definePosModels} from "@point_of_sale/../tests/unit/data/generate_model_definitions";
import {FindOrder} from "@retail_customer_orders/app/screens/find_order/find_order";

definePosModels();

const ROWS = [
    {
        id: 1,
        reference: "CO00000000000018",
        customer: "Kari",
        store: "Oslo",
        next: "Pick up",
        balance: 80,
    },
    {
        id: 2,
        reference: "CO10995116277756",
        customer: "Ola",
        store: "Oslo",
        next: "Ship",
        balance: 0,
    },
];

const DETAIL = {
    id: 1,
    reference: "CO00000000000018",
    customer: "Kari",
    phone: "22 33 44 55",
    partner_id: 3,
    store: "Oslo",
    date: "2030-11-20",
    state: "Confirmed",
    total: 100,
    balance: 80,
    lines: [
        {
            id: 10,
            product_id: 5,
            name: "Chair",
            qty: 2,
            qty_done: 1,
            qty_ready: 1,
            fulfilment: "pickup",
            store: "Bergen",
            date: "2030-11-28",
            total: 100,
            pickup_here: true,
        },
    ],
    payments: [{label: "Deposit", amount: 20}],
    actions: {
        pickup: {enabled: false, why: "Is picked up in Bergen"},
        payment: {enabled: true, why: "", highest: 80, spare: 0, proposed: 80},
        edit: {enabled: true, why: ""},
        order: {enabled: false, why: "", required: false, highest: 0},
        cancel: {enabled: true, why: ""},
        undo_pickup: {enabled: false, why: "", ticket_uuid: false},
    },
};

function mockServer(asked = []) {
    onRpc("retail.order.request", "find_orders_from_ui", ({args}) => {
        asked.push(args[1]);
        const orders = ROWS.filter(({reference}) => reference.includes(args[1].term));
        return {
            counts: {pickup: 4, ship: 2, overdue: 0, all: 2},
            total: orders.length,
            orders,
        };
    });
    onRpc("retail.order.request", "read_order_from_ui", () => DETAIL);
}

test("presets with counts, rows with what is next and left to pay", async () => {
    mockServer();
    await setupPosEnv();
    await mountWithCleanup(FindOrder, {props: {}});
    await waitFor(".found-order");
    expect(queryAllTexts(".preset .count")).toEqual(["4", "2", "0", "2"]);
    expect(queryOne(".preset.active").dataset.preset).toBe("pickup");
    expect(".found-order").toHaveCount(2);
    expect(".found-order:eq(0)").toHaveText(/80\.00 to pay/);
    expect(".found-order:eq(1)").toHaveText(/Paid/);
    expect(".order-detail").toHaveCount(0);
});

test("a scanned order is looked for everywhere and opens by itself", async () => {
    const asked = [];
    mockServer(asked);
    await setupPosEnv();
    await mountWithCleanup(FindOrder, {props: {term: "CO00000000000018"}});
    await waitFor(".order-detail");
    expect(asked).toEqual([
        {term: "CO00000000000018", preset: "all", offset: 0, limit: 30},
    ]);
    expect(".order-reference").toHaveText("CO00000000000018");
    expect(".order-line").toHaveText(/1 of 2 done, 1 ready here/);
    expect(".order-balance").toHaveText(/80\.00/);
});

test("a button that is disabled says why", async () => {
    mockServer();
    await setupPosEnv();
    await mountWithCleanup(FindOrder, {props: {}});
    await waitFor(".found-order");
    await click(".found-order");
    await waitFor(".order-detail");
    expect("[data-action=pickup]").not.toBeEnabled();
    expect(".why-not").toHaveText("Is picked up in Bergen");
});

test("typing and Enter ask once", async () => {
    const asked = [];
    mockServer(asked);
    await setupPosEnv();
    await mountWithCleanup(FindOrder, {props: {}});
    await waitFor(".found-order");
    await click(".find-order-term input");
    await edit("CO1099");
    await press("Enter");
    await runAllTimers();
    await animationFrame();
    expect(asked.map(({term}) => term)).toEqual(["", "CO1099"]);
});

test("empty, refused and off line each say what to do", async () => {
    onRpc("retail.order.request", "find_orders_from_ui", ({args}) => {
        if (args[1].preset === "ship") {
            throw makeServerError({message: "Choose a store for this register first."});
        }
        return {counts: {}, total: 0, orders: []};
    });
    const store = await setupPosEnv();
    await mountWithCleanup(FindOrder, {props: {}});
    await waitFor("h3:contains('Nothing waits to be picked up here')");
    await click("[data-preset=ship]");
    await waitFor(".order-list:contains('Choose a store for this register first.')");
    store.data.network.offline = true;
    await waitFor(".needs-network:contains('Finding an order needs the network')");
    expect("[data-preset=all]").not.toBeEnabled();
});
