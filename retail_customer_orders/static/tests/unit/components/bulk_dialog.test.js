import {expect, test} from "@odoo/hoot";
import {
    animationFrame,
    click,
    press,
    queryAllTexts,
    queryOne,
    waitFor,
    waitForNone,
} from "@odoo/hoot-dom";
import {contains, mountWithCleanup, onRpc} from "@web/../tests/web_test_helpers";
import {MainComponentsContainer} from "@web/core/main_components_container";
import {ConnectionLostError, RPCError} from "@web/core/network/rpc";
import {setupPosEnv} from "@point_of_sale/../tests/unit/utils";
import {definePosModels} from "@point_of_sale/../tests/unit/data/generate_model_definitions";

import {BulkList} from "@retail_customer_orders/app/models/utils/bulk_list";

definePosModels();

const CHAIRS = [
    {product_id: 8, name: "Wood chair", qty: 4},
    {product_id: 10, name: "Wood chair", qty: 4},
];
const ANSWER = {
    lines: [
        {row: 1, code: "test_test", product_id: 5, template_id: 5, qty: 2},
        {row: 3, code: "TEST 2", product_id: 6, template_id: 6, qty: 3},
    ],
    unknown: [
        {row: 2, text: "wood chair 4", why: "Several.", candidates: CHAIRS},
        {row: 4, text: "x", why: "Nothing.", candidates: []},
    ],
};
const LIST = "test_test;2\nwood chair 4\nTEST 2, 3\nx";

async function openDialog(answer = () => ANSWER) {
    onRpc("product.product", "find_list_from_ui", ({args}) => {
        expect.step(args[1]);
        return answer(args[1]);
    });
    const store = await setupPosEnv();
    const order = store.addNewOrder();
    await mountWithCleanup(MainComponentsContainer);
    store.openBulkEntry();
    await waitFor(".bulk-dialog .bulk-text");
    return {store, order};
}

async function read(text) {
    await contains(".bulk-text").edit(text, {confirm: false});
    await click(".bulk-read");
    await waitForNone("[data-status=looking]");
    await animationFrame();
}

const describe = (order) => order.lines.map((line) => [line.product_id.id, line.qty]);
const statuses = () =>
    [...document.querySelectorAll(".bulk-row")].map(({dataset}) => dataset.status);

test("co_13_what_was_found_is_shown_before_it_is_added", async () => {
    const {order} = await openDialog();
    expect(".bulk-empty").toHaveCount(1);
    expect(".bulk-add").not.toBeEnabled();
    await read(LIST);
    expect.verifySteps([LIST]);
    expect(statuses()).toEqual(["found", "problem", "found", "problem"]);
    expect(".bulk-summary").toHaveText("2 found · 2 to correct");
    expect(queryAllTexts(".bulk-why")).toEqual(["Several.", "Nothing."]);
    expect(order.lines).toHaveLength(0);
    // One is chosen, one quantity is changed, one row is left out.
    await click(".bulk-candidate:first");
    await animationFrame();
    await contains(".bulk-quantity:eq(0)").edit("7");
    await click(".bulk-row:last .bulk-remove");
    await animationFrame();
    expect(".bulk-add").toHaveText("Add 3 lines");
    await click(".bulk-add");
    await waitForNone(".bulk-dialog");
    expect(describe(order)).toEqual([
        [5, 7],
        [8, 4],
        [6, 3],
    ]);
});

test("co_13_what_is_left_stays_in_the_list", async () => {
    const {order} = await openDialog();
    await read(LIST);
    await click(".bulk-add");
    await waitFor(".bulk-added");
    expect(describe(order)).toEqual([
        [5, 2],
        [6, 3],
    ]);
    expect(".bulk-added").toHaveText("2 lines are in the cart. What is left is below.");
    expect(statuses()).toEqual(["problem", "problem"]);
    expect(".bulk-add").toHaveText("Nothing to add yet");
    expect.verifySteps([LIST]);
});

test("co_13_a_row_is_corrected_in_place", async () => {
    const {order} = await openDialog((text) =>
        text === "TEST 2; 5"
            ? {
                  lines: [{row: 1, code: "TEST 2", product_id: 6, qty: 5}],
                  unknown: [],
              }
            : ANSWER
    );
    await read(LIST);
    await contains(".bulk-correct:eq(1)").edit("TEST 2; 5");
    await waitForNone("[data-status=looking]");
    await animationFrame();
    expect(statuses()).toEqual(["found", "problem", "found", "found"]);
    expect.verifySteps([LIST, "TEST 2; 5"]);
    expect(order.lines).toHaveLength(0);
});

test("co_13_a_scan_of_what_is_loaded_asks_nobody", async () => {
    onRpc("product.product", "find_list_from_ui", () => expect.step("asked"));
    const store = await setupPosEnv();
    const list = new BulkList(store);
    const code = {type: "product", code: "test_test", base_code: "test_test"};
    await list.scan(code);
    await list.scan(code);
    expect(list.rows.map(({status, qty}) => [status, qty])).toEqual([["found", 2]]);
    await list.scan({...code, type: "weight", value: 1.5});
    expect(list.rows.map(({qty}) => qty)).toEqual([2, 1.5]);
    expect.verifySteps([]);
});

test("co_13_a_refused_list_is_not_lost", async () => {
    await openDialog(() => {
        const error = new RPCError("refused");
        error.data = {message: "Paste 500 at a time."};
        throw error;
    });
    await read("a\nb");
    expect.verifySteps(["a\nb"]);
    expect(".bulk-error").toHaveCount(1);
    expect(".bulk-row").toHaveCount(0);
    expect(queryOne(".bulk-text").value).toBe("a\nb");
});

test("co_13_off_line_loaded_products_are_found", async () => {
    const {store} = await openDialog(() => {
        throw new ConnectionLostError("/web");
    });
    store.data.network.offline = true;
    await read("test_test;2\nelsewhere");
    expect(statuses()).toEqual(["found", "problem"]);
    expect(".bulk-offline").toHaveCount(1);
    expect(".bulk-why").toHaveText(
        "Not loaded at this register. Looking further needs the network."
    );
    expect.verifySteps([]);
});

test("co_13_enter_reads_as_a_scanner_does", async () => {
    const line = {row: 1, code: "test_test", product_id: 5, qty: 1};
    await openDialog(() => ({lines: [line], unknown: []}));
    await contains(".bulk-text").edit("test_test", {confirm: false});
    await press("Enter");
    await waitFor("[data-status=found]");
    expect.verifySteps(["test_test"]);
});

test("co_13_products_outside_the_range_follow_their_policy", async () => {
    const store = await setupPosEnv();
    const range = store.retailRange;
    Object.assign(range, {store: "Oslo", outside: new Set([5])});
    const code = {type: "product", code: "test_test", base_code: "test_test"};
    for (const [policy, status, why] of [
        ["forbid", "problem", "Oslo does not carry TEST and may not sell it."],
        ["order_only", "found", ""],
        ["approval", "found", ""],
        ["allow", "found", ""],
    ]) {
        range.policy = policy;
        const list = new BulkList(store);
        await list.scan(code);
        const [row] = list.rows;
        expect([row.status, String(row.why)]).toEqual([status, why]);
    }
});

test("co_13_nothing_is_added_to_a_ticket_that_settles_an_order", async () => {
    const store = await setupPosEnv();
    const order = store.addNewOrder();
    order.deposit_payload = {order_id: 1, reference: "S1"};
    await mountWithCleanup(MainComponentsContainer);
    store.openBulkEntry();
    await waitFor(".modal");
    expect(".bulk-dialog").toHaveCount(0);
});
