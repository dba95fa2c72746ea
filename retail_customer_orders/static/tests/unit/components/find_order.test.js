import {expect, test} from "@odoo/hoot";
import {
    animationFrame,
    click,
    edit,
    press,
    queryAllTexts,
    queryOne,
    select,
    waitFor,
} from "@odoo/hoot-dom";
import {runAllTimers} from "@odoo/hoot-mock";
import {
    makeServerError,
    mountWithCleanup,
    onRpc,
    patchWithCleanup,
} from "@web/../tests/web_test_helpers";
import {setupPosEnv} from "@point_of_sale/../tests/unit/utils";
import {definePosModels} from "@point_of_sale/../tests/unit/data/generate_model_definitions";
import {FindOrder} from "@retail_customer_orders/app/screens/find_order/find_order";
import {OrderDetail} from "@retail_customer_orders/app/screens/find_order/order_detail";
import {describeTerms} from "@retail_customer_orders/app/utils/describe_terms";

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
    payments: [
        {
            label: "Deposit",
            amount: 20,
            tenders: [
                {name: "Cash", amount: 5},
                {name: "Card", amount: 15},
            ],
        },
    ],
    deposit_held: 20,
    deposit_applied: 0,
    carry_out_amount: 12.5,
    return_amount: 0,
    history: [{when: "20 Nov, 10:00, Nora", text: "Chair: Oslo → Bergen"}],
    version: "v1",
    actions: {
        pickup: {enabled: false, why: "Is picked up in Bergen"},
        payment: {enabled: true, why: "", highest: 80, spare: 0, proposed: 80},
        edit: {enabled: true, why: ""},
        order: {enabled: false, why: "", required: false, highest: 0},
        cancel: {enabled: true, why: ""},
        undo_pickup: {enabled: false, why: "", ticket_uuid: false},
        move_here: {enabled: false, why: "", lines: []},
    },
};

function mockServer(asked = []) {
    onRpc("retail.order.request", "find_orders_from_ui", ({args}) => {
        asked.push(args[1]);
        const {term} = args[1];
        const orders = ROWS.filter(({reference}) => reference.includes(term));
        const counts = {pickup: 4, ship: 2, overdue: 0, all: 1000};
        const answer = {total: orders.length, orders, more: false};
        return term ? answer : {...answer, counts};
    });
    onRpc("retail.order.request", "read_order_from_ui", () => DETAIL);
}

test("presets with counts, rows with what is next and left to pay", async () => {
    mockServer();
    await setupPosEnv();
    await mountWithCleanup(FindOrder, {props: {}});
    await waitFor(".found-order");
    expect(queryAllTexts(".preset .count")).toEqual(["4", "2", "0", "1000+"]);
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
        {term: "CO00000000000018", preset: "all", filters: {}, limit: 30},
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
        return {counts: {}, total: 0, orders: [], more: false};
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

test("the next page begins after the last order and comes below", async () => {
    const asked = [];
    onRpc("retail.order.request", "find_orders_from_ui", ({args}) => {
        asked.push(args[1].after);
        if (args[1].after === 1 && asked.length === 2) {
            throw makeServerError({message: "Busy"});
        }
        const [first, second] = ROWS;
        return args[1].after
            ? {orders: [second], more: false}
            : {counts: {}, total: 2, orders: [first], more: true};
    });
    await setupPosEnv();
    await mountWithCleanup(FindOrder, {props: {}});
    await waitFor(".list-end:contains('1 of 2')");
    await click(".show-more");
    // What was found stays when the next page does not come.
    await waitFor(".list-end:contains('could not be fetched')");
    expect(".found-order").toHaveCount(1);
    await click(".show-more");
    await waitFor(".list-end:contains('2 of 2')");
    expect(queryAllTexts(".found-order .fw-bolder")).toEqual(["Kari", "Ola"]);
    expect(".show-more").toHaveCount(0);
    expect(asked).toEqual([undefined, 1, 1]);
});

test("filters narrow what is found, and are cleared in one tap", async () => {
    const asked = [];
    mockServer(asked);
    onRpc("retail.order.request", "get_find_choices_from_ui", () => ({
        stores: [{id: 901, name: "Oslo"}],
        modes: [],
        states: [{id: "open", name: "Open"}],
    }));
    await setupPosEnv();
    await mountWithCleanup(FindOrder, {props: {}});
    await waitFor(".found-order");
    await click(".toggle-filters");
    await waitFor(".order-filters");
    // There is nothing to choose from.
    expect("select[name=delivery_mode_id]").toHaveCount(0);
    await click("select[name=origin_store_id]");
    await select("901");
    await click("select[name=state]");
    await select("open");
    const day = queryOne("input[name=wanted_from]");
    day.value = "2030-11-20";
    day.dispatchEvent(new Event("change"));
    await animationFrame();
    expect(asked.at(-1).filters).toEqual({
        origin_store_id: 901,
        state: "open",
        wanted_from: "2030-11-20",
    });
    expect(".filter-count").toHaveText("3");
    await click(".clear-filters");
    await animationFrame();
    expect(asked.at(-1).filters).toEqual({});
    expect(".filter-count").toHaveCount(0);
});

test("what waits in this store comes first, and chips follow what is pushed", async () => {
    const asked = [];
    mockServer(asked);
    const store = await setupPosEnv();
    store.orderCounts = {pickup: 0, ship: 3, overdue: 0};
    await mountWithCleanup(FindOrder, {props: {}});
    await waitFor(".found-order");
    expect(asked[0].preset).toBe("ship");
    store.orderCounts = {pickup: 9, ship: 3, overdue: 1};
    await waitFor(".preset .count:contains('9')");
    expect(queryAllTexts(".preset .count")).toEqual(["9", "3", "1", "1000+"]);
});

test("figures, tenders and history of an order", async () => {
    mockServer();
    await setupPosEnv();
    await mountWithCleanup(FindOrder, {props: {term: "CO00000000000018"}});
    await waitFor(".order-detail");
    expect(".tenders").toHaveText("Cash $ 5.00, Card $ 15.00");
    expect(queryAllTexts(".order-figure span:first-child")).toEqual([
        "Carried out when ordering",
        "Deposit held",
    ]);
    expect("[data-figure=carry-out]").toHaveText(/12\.50/);
    await click(".order-history summary");
    await animationFrame();
    expect(".history-event").toHaveText(/Nora\s*Chair: Oslo → Bergen/);
});

test("what is said of an order as a whole", async () => {
    await setupPosEnv();
    const describe = (detail) => describeTerms(detail).map(({text}) => String(text));
    expect(describe(DETAIL)).toEqual([]);
    const day = "2030-11-28";
    expect(describe({expedited: true, on_hold: "Fraud", valid_until: day})).toEqual([
        "On hold: Fraud",
        "Holds until Thu, Nov 28",
        "Prepared before other orders",
    ]);
    expect(describe({valid_until: day, is_expired: true})).toEqual([
        "Expired on Thu, Nov 28",
    ]);
});

test("a ticket that sold other goods beside says whose its tenders are", async () => {
    const store = await setupPosEnv();
    const detail = {pos: store, format: (amount) => `$ ${amount}`};
    const describe = (payment) =>
        String(OrderDetail.prototype.describeTenders.call(detail, payment));
    const tenders = [{name: "Cash", amount: 50}];
    expect(describe({amount: 50, tenders})).toBe("Cash $ 50");
    expect(describe({amount: 20, tenders})).toBe("Cash $ 50 for the whole ticket");
    expect(describe({amount: 20})).toBe("");
});

test("in the wrong store the pickup is moved here, when the customer agrees", async () => {
    const moved = [];
    const lines = [
        {order_line_id: 10, name: "Chair", qty: 2, store: "Bergen", why: ""},
        {
            order_line_id: 11,
            name: "Lamp",
            qty: 1,
            store: "Bergen",
            why: "None is here.",
        },
    ];
    mockServer();
    onRpc("retail.order.request", "read_order_from_ui", () => ({
        ...DETAIL,
        actions: {...DETAIL.actions, move_here: {enabled: true, why: "", lines}},
    }));
    onRpc("retail.order.request", "move_pickup_here_from_ui", ({args}) => {
        moved.push(args.slice(1));
        return DETAIL;
    });
    await setupPosEnv();
    await mountWithCleanup(FindOrder, {props: {term: "CO00000000000018"}});
    await waitFor(".order-detail");
    await click("[data-action=move_here]");
    await waitFor(".modal:contains('This stays where it is')");
    expect(".modal-body").toHaveText(/2 × Chair, until now in Bergen/);
    expect(".modal-body").toHaveText(/Lamp, until now in Bergen\. None is here\./);
    await click(".modal-footer button:contains('Leave it there')");
    await animationFrame();
    expect(moved).toEqual([]);
    await click("[data-action=move_here]");
    await waitFor(".modal");
    await click(".modal-footer button:contains('Pick up here')");
    await animationFrame();
    expect(moved).toEqual([[1, [10], "v1"]]);
});

test("who is here is told, and one tap opens the order (PU-07)", async () => {
    const store = await setupPosEnv();
    const [{reference}] = ROWS;
    patchWithCleanup(store, {
        navigate: (page, params) => expect.step([page, params.term]),
    });
    patchWithCleanup(store.notification, {
        add(message, {title, buttons}) {
            expect.step([message, String(title)]);
            this.open = buttons[0].onClick;
            return () => expect.step("closed");
        },
    });
    store.showCheckIn({reference, customer: "Kari", note: "Bay 3"});
    store.notification.open();
    expect.verifySteps([
        [`${reference} · Bay 3`, "Kari is here"],
        "closed",
        ["FindOrder", reference],
    ]);
});
