import {expect, test} from "@odoo/hoot";
import {animationFrame, click, press, queryAllTexts, waitFor} from "@odoo/hoot-dom";
import {
    makeServerError,
    mountWithCleanup,
    onRpc,
    patchWithCleanup,
} from "@web/../tests/web_test_helpers";
import {setupPosEnv} from "@point_of_sale/../tests/unit/utils";
import {definePosModels} from "@point_of_sale/../tests/unit/data/generate_model_definitions";
import {PickPack} from "@retail_customer_orders/app/screens/pick_pack/pick_pack";

definePosModels();

function makeDelivery(id, values = {}, line = {}) {
    return {
        id,
        name: `OUT/${id}`,
        order_id: id,
        order: `S${id}`,
        reference: `CO${id}`,
        customer: `Customer ${id}`,
        collector: "",
        phone: "",
        mode: "pickup",
        carrier: "",
        address: "",
        date: "2030-11-28",
        slot: "",
        overdue: false,
        expedited: false,
        total: 100,
        balance: 80,
        state: "to_pick",
        state_label: "To pick",
        worker: "",
        mine: false,
        claim_obstacle: "",
        place: "",
        told: "",
        obstacle: "",
        payment_missing: 0,
        lines: [
            {
                id: id * 10,
                product_id: 5,
                name: "Chair",
                barcode: "CHAIR1",
                unit: "Units",
                ordered: 3,
                done: 0,
                qty: 3,
                picked: 0,
                reserved: 3,
                place: "WH/Stock",
                lots: "",
                on_hand: 10,
                reserved_here: 3,
                incoming: 0,
                open_qty: 3,
                acceptance: "",
                state: "to_pick",
                state_label: "To pick",
                ...line,
            },
        ],
        ...values,
    };
}

async function openPage(deliveries) {
    onRpc("retail.order.request", "find_deliveries_from_ui", () => ({
        counts: {all: deliveries.length, pickup: 1, ship: 1},
        total: deliveries.length,
        deliveries,
    }));
    const store = await setupPosEnv();
    const page = await mountWithCleanup(PickPack, {props: {}});
    await animationFrame();
    return {store, page};
}

function mockAnswer(method, makeAnswer) {
    onRpc("retail.order.request", method, ({args}) => {
        // All but the register, and who uses it.
        expect.step(JSON.stringify(args.slice(1, -1)));
        return makeAnswer(args);
    });
}

test("all is proposed; the button says what is picked", async () => {
    await openPage([makeDelivery(1), makeDelivery(2, {mode: "ship"})]);
    await waitFor(".delivery-row");
    expect(queryAllTexts(".preset .count")).toEqual(["2", "1", "1"]);
    await click(".open-delivery:first");
    await waitFor(".delivery-detail");
    expect("[data-action=pick]").toHaveText("Picked 3 of 3");
    await click(".delivery-line .less");
    await animationFrame();
    expect("[data-action=pick]").toHaveText("Picked 2 of 3");
    expect(".delivery-line .more").toBeEnabled();
});

test("scanned goods are counted, a wrong code is looked for", async () => {
    const {page} = await openPage([makeDelivery(1), makeDelivery(2)]);
    await waitFor(".delivery-row");
    await click(".open-delivery:first");
    await waitFor(".delivery-detail");
    page.scan("CHAIR1");
    await animationFrame();
    expect("[data-action=pick]").toHaveText("Picked 1 of 3");
    page.scan("OTHER");
    await animationFrame();
    expect(page.state.term).toBe("OTHER");
});

test("the totals are sent, and what the server answers is shown", async () => {
    const after = makeDelivery(1, {state: "picked", mine: true}, {picked: 3});
    mockAnswer("pick_delivery_from_ui", () => ({
        ok: true,
        message: "",
        order_ids: [1],
        deliveries: [after],
    }));
    await openPage([makeDelivery(1)]);
    await waitFor(".delivery-row");
    await click(".open-delivery");
    await waitFor("[data-action=pick]");
    await click("[data-action=pick]");
    await waitFor(".delivery-detail[data-state=picked]");
    expect.verifySteps(['[1,{"10":3}]']);
    expect("[data-action=pick]").toHaveCount(0);
    expect("[data-action=stage]").toHaveCount(1);
    expect("[data-action=tell]").toHaveCount(1);
});

test("what a colleague has can be taken over only", async () => {
    const why = "Picking: Carl has had S1 since 10:04.";
    await openPage([makeDelivery(1, {claim_obstacle: why, worker: "Carl"})]);
    await waitFor(".delivery-row");
    await click(".open-delivery");
    await waitFor(".delivery-obstacle");
    expect(".delivery-obstacle").toHaveText(why);
    expect("[data-action=claim]").toHaveText("Take over");
    expect("[data-action=claim]").toBeEnabled();
    expect("[data-action=pick]").not.toBeEnabled();
    expect(".delivery-line .more").toHaveCount(0);
});

test("a held order says why, and an unpaid one does not leave", async () => {
    await openPage([
        makeDelivery(1, {obstacle: "The order is on hold: fraud."}),
        makeDelivery(2, {mode: "ship", payment_missing: 450}),
    ]);
    await waitFor(".delivery-row");
    await click(".open-delivery:first");
    await waitFor(".delivery-obstacle");
    expect("[data-action=claim]").not.toBeEnabled();
    await click(".open-delivery:last");
    await waitFor("[data-action=ship]");
    expect("[data-action=ship]").not.toBeEnabled();
    expect(".why-not").toHaveText(/450.00 must be paid first/);
});

test("pending: accept or reject, nothing else", async () => {
    await openPage([
        makeDelivery(1, {state: "pending", mode: "ship"}, {acceptance: "pending"}),
    ]);
    await waitFor(".delivery-row");
    await click(".open-delivery");
    await waitFor(".delivery-detail");
    expect(queryAllTexts(".delivery-action")).toEqual(["Accept", "Reject"]);
});

test("a place is typed or chosen; Enter is enough", async () => {
    const values = {state: "picked", mine: true};
    mockAnswer("stage_delivery_from_ui", ([, , place]) => ({
        ok: true,
        message: "",
        order_ids: [1],
        deliveries: [makeDelivery(1, {...values, state: "staged", place}, {picked: 3})],
    }));
    await openPage([
        makeDelivery(1, values, {picked: 3}),
        makeDelivery(2, {place: "B 7"}, {picked: 3}),
    ]);
    await waitFor(".delivery-row");
    await click(".open-delivery:first");
    await waitFor("[data-action=stage]");
    await click("[data-action=stage]");
    await waitFor(".stage-dialog");
    expect(".confirm-stage").not.toBeEnabled();
    await click(".known-place:contains('B 7')");
    await animationFrame();
    expect(".confirm-stage").toHaveText("Put it at B 7");
    await click(".stage-dialog .place");
    await press("Enter");
    await waitFor(".delivery-place:contains('B 7')");
    expect(".stage-dialog").toHaveCount(0);
    expect.verifySteps(['[1,"B 7"]']);
});

test("several are chosen for one list: only their number is shown", async () => {
    await openPage([makeDelivery(1), makeDelivery(2)]);
    await waitFor(".delivery-row");
    await click(".check-delivery:first");
    await click(".check-delivery:last");
    await animationFrame();
    expect(".checked-bar").toHaveText(/2 chosen, 6 pieces to pick/);
});

test("nothing to do, a refusal and the network", async () => {
    const {store, page} = await openPage([]);
    await waitFor(".pick-pack:contains('Nothing is to be prepared here')");
    onRpc("retail.order.request", "find_deliveries_from_ui", () => {
        throw makeServerError({message: "This register does not exist any more."});
    });
    await page.search();
    await waitFor(".pick-pack:contains('does not exist any more')");
    store.data.network.offline = true;
    await waitFor(".needs-network:contains('needs the network')");
    expect(".preset:first").not.toBeEnabled();
    store.data.network.offline = false;
});

test("who prints a list picks what is on it", async () => {
    const {store} = await openPage([makeDelivery(1), makeDelivery(2)]);
    mockAnswer("claim_deliveries_from_ui", ([, ids]) => ({
        ok: true,
        message: "",
        order_ids: ids,
        deliveries: ids.map((id) => makeDelivery(id, {state: "picking", mine: true})),
    }));
    patchWithCleanup(store.printer, {
        print: (component, {rows, orders}) =>
            expect.step(`${component.name}: ${rows.length} of ${orders.length}`),
    });
    await waitFor(".delivery-row");
    await click(".check-delivery:first");
    await click(".check-delivery:last");
    await animationFrame();
    await click(".print-checked");
    await waitFor(".delivery-picking");
    expect.verifySteps(["[[1,2]]", "PickList: 2 of 2"]);
    expect(".checked-bar").toHaveCount(0);
});
