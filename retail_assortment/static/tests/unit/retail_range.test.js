import {advanceTime, animationFrame, beforeEach, expect, test} from "@odoo/hoot";
import {click, edit, press, queryAllTexts} from "@odoo/hoot-dom";
import {Deferred} from "@odoo/hoot-mock";
import {definePosModels} from "@point_of_sale/../tests/unit/data/generate_model_definitions";
import {setupPosEnv} from "@point_of_sale/../tests/unit/utils";
import {StoreDialog} from "@retail_assortment/app/components/popups/store_dialog/store_dialog";
import {RetailRange} from "@retail_assortment/app/models/utils/retail_range";
import {refreshRange} from "@retail_assortment/app/utils/range_client";
import {admitOrder} from "@retail_assortment/app/utils/range_policy";
import {mountWithCleanup, onRpc} from "@web/../tests/web_test_helpers";
import {ConnectionLostError} from "@web/core/network/rpc";
import {MainComponentsContainer} from "@web/core/main_components_container";
import {user} from "@web/core/user";

definePosModels();

const CARRIED = 5;
const OUTSIDE = 6;
let answer = {};

beforeEach(() => {
    localStorage.clear();
    answer = {
        store: "Oslo",
        restricted: true,
        policy: "forbid",
        approval_minutes: 10,
        outside: [OUTSIDE],
        outside_variants: [],
        missing: [],
        next_change: false,
        search_mode: "all",
        search_suggestions: true,
    };
    onRpc("pos.config", "get_range_from_ui", () => answer);
});

async function add(store, id, vals = {}) {
    const order = store.getOrder() || store.addNewOrder();
    const template = store.models["product.template"].get(id);
    await store.addLineToOrder({product_tmpl_id: template, ...vals}, order);
    return order.lines.map((line) => line.product_id.product_tmpl_id.id);
}

function isShown(store, id) {
    return store.productsToDisplay.some((template) => template.id === id);
}

async function expectRefusal(sentence) {
    await animationFrame();
    expect(".modal-header").toHaveText("Not in the range of Oslo");
    expect(".modal-body").toHaveText(sentence);
    await click(".modal-footer .btn-primary");
    await animationFrame();
    expect(".modal").toHaveCount(0);
}

test("the store's own range is shown, or all products", async () => {
    const store = await setupPosEnv();
    expect(isShown(store, CARRIED)).toBe(true);
    expect(isShown(store, OUTSIDE)).toBe(false);
    store.retailRange.setScope("all");
    expect(isShown(store, OUTSIDE)).toBe(true);
    const mark = (id) =>
        store.retailRange.getMark(store.models["product.template"].get(id));
    expect(String(mark(OUTSIDE).text)).toBe("Not sold here");
    expect(mark(CARRIED)).toBe(false);
});

/** Give the register's store a neighbour. */
function createStores(store) {
    const [oslo, bergen] = [
        {id: 7, name: "Oslo", is_store: true},
        {id: 8, name: "Bergen", is_store: true},
    ].map((vals) => store.models["stock.warehouse"].create(vals));
    store.models["stock.warehouse"].create({id: 9, name: "Depot", is_store: false});
    store.config.update({store_id: oslo});
    return bergen;
}

test("all products: the first outside the range are loaded, the search covers all", async () => {
    const store = await setupPosEnv();
    createStores(store);
    onRpc("product.template", "load_product_from_pos", ({args, kwargs}) => {
        expect.step("load");
        expect(args[1][0]).toEqual(["assorted_store_ids", "not in", [7]]);
        expect(kwargs.context.retail_scope).toBe("all");
        return {};
    });
    await store.setRangeScope("all");
    expect.verifySteps(["load"]);
    await store.setRangeScope("store");
    expect.verifySteps([]);
    expect(user.context.retail_scope).toBe("store");
});

test("another store: its range is shown, marked by the own one", async () => {
    const store = await setupPosEnv();
    const bergen = createStores(store);
    expect(store.otherStores).toEqual([bergen]);
    onRpc("product.template", "get_scope_from_ui", ({args, kwargs}) => {
        expect.step("scope");
        expect(args[1]).toInclude(OUTSIDE);
        expect(kwargs.context).toMatchObject({
            retail_scope: "other",
            retail_scope_store_id: 8,
        });
        return {inside: [OUTSIDE], total: 12};
    });
    onRpc("product.template", "load_product_from_pos", ({kwargs}) => {
        expect.step("load");
        expect(kwargs.context).toMatchObject({
            retail_scope: "other",
            retail_scope_store_id: 8,
        });
        return {};
    });
    await store.setRangeScope("other", bergen);
    expect.verifySteps(["scope", "load"]);
    expect(isShown(store, OUTSIDE)).toBe(true);
    expect(isShown(store, CARRIED)).toBe(false);
    expect(store.retailRange.total).toBe(12);
    const template = store.models["product.template"].get(OUTSIDE);
    expect(String(store.retailRange.getMark(template).text)).toBe("Not sold here");
});

test("each ticket begins with the own range", async () => {
    const store = await setupPosEnv();
    const bergen = createStores(store);
    onRpc("product.template", "load_product_from_pos", () => ({}));
    onRpc("product.template", "get_scope_from_ui", () => ({inside: [], total: 1}));
    for (const begin of [
        () => store.addNewOrder(),
        () => store.orderDone(store.getOrder()),
    ]) {
        await store.setRangeScope("other", bergen);
        expect(isShown(store, CARRIED)).toBe(false);
        begin();
        expect(store.retailRange.scope).toBe("store");
        expect(isShown(store, CARRIED)).toBe(true);
        expect(user.context).toMatchObject({
            retail_scope: "store",
            retail_scope_store_id: false,
        });
    }
});

test("another store: without an answer the own range stays", async () => {
    const store = await setupPosEnv();
    const bergen = createStores(store);
    store.data.network.offline = true;
    await store.setRangeScope("other", bergen);
    expect(store.retailRange.scope).toBe("store");
    store.data.network.offline = false;
});

test("another store: an answer that comes too late changes nothing", async () => {
    const store = await setupPosEnv();
    const bergen = createStores(store);
    const answer = new Deferred();
    onRpc("product.template", "get_scope_from_ui", () => answer);
    const change = store.setRangeScope("other", bergen);
    await store.setRangeScope("store");
    answer.resolve({inside: [OUTSIDE], total: 1});
    await change;
    expect(store.retailRange.scope).toBe("store");
    expect(isShown(store, CARRIED)).toBe(true);
});

test("another store: a change of its range reaches the till", async () => {
    const store = await setupPosEnv();
    const bergen = createStores(store);
    const inside = [[OUTSIDE], [CARRIED]];
    onRpc("product.template", "load_product_from_pos", () => ({}));
    onRpc("product.template", "get_scope_from_ui", () => ({
        inside: inside.shift(),
        total: 1,
    }));
    await store.setRangeScope("other", bergen);
    await refreshRange(store);
    await animationFrame();
    expect(isShown(store, OUTSIDE)).toBe(false);
    expect(isShown(store, CARRIED)).toBe(true);
});

test("the store is chosen by typing a part of its name, or by a touch", async () => {
    const store = await setupPosEnv();
    const bergen = createStores(store);
    const oslo = store.config.store_id;
    await mountWithCleanup(MainComponentsContainer);
    const open = async () => {
        store.dialog.add(StoreDialog, {
            stores: [oslo, bergen],
            choose: ({name}) => expect.step(name),
        });
        await animationFrame();
    };
    await open();
    expect(queryAllTexts(".retail-store")).toEqual(["Bergen", "Oslo"]);
    await press("ArrowDown");
    await press("Enter");
    await animationFrame();
    expect.verifySteps(["Oslo"]);
    expect(".retail-store-dialog").toHaveCount(0);
    await open();
    await edit("BÉRG");
    await animationFrame();
    expect(queryAllTexts(".retail-store")).toEqual(["Bergen"]);
    await edit("nowhere");
    await animationFrame();
    expect(".retail-store-dialog").toHaveText(/No store has "nowhere"/);
    await press("Enter");
    expect.verifySteps([]);
    await edit("");
    await animationFrame();
    await click(".retail-store:contains('Bergen')");
    await animationFrame();
    expect.verifySteps(["Bergen"]);
});

async function expectBlocked(sentence) {
    await animationFrame();
    expect(".modal-header").toHaveText("Blocked for sale");
    expect(".modal-body").toHaveText(sentence);
    await click(".modal-footer .btn-primary");
    await animationFrame();
    expect(".modal").toHaveCount(0);
}

test("AS-11: a blocked product shows in every range, and is refused", async () => {
    answer.blocked = {[CARRIED]: "Recalled.", [OUTSIDE]: "Broken."};
    const store = await setupPosEnv();
    await mountWithCleanup(MainComponentsContainer);
    const mark = (id) =>
        store.retailRange.getMark(store.models["product.template"].get(id));
    for (const scope of ["store", "all"]) {
        store.retailRange.setScope(scope);
        expect(isShown(store, CARRIED)).toBe(true);
        expect(String(mark(CARRIED).text)).toBe("Blocked");
    }
    // A block says more than the range.
    expect(String(mark(OUTSIDE).text)).toBe("Blocked");
    expect(await add(store, CARRIED)).toEqual([]);
    await expectBlocked("TEST may not be sold. Recalled.");
    expect(await add(store, OUTSIDE)).toEqual([]);
    await expectBlocked("TEST 2 may not be sold. Broken.");
});

test("AS-11: a blocked variant is refused, its product is not marked", async () => {
    const store = await setupPosEnv();
    const template = store.models["product.template"].get(CARRIED);
    answer.blocked_variants = {[template.product_variant_ids[0].id]: "Recalled."};
    await refreshRange(store);
    await mountWithCleanup(MainComponentsContainer);
    expect(store.retailRange.getMark(template)).toBe(false);
    expect(await add(store, CARRIED)).toEqual([]);
    await expectBlocked("TEST may not be sold. Recalled.");
});

test("AS-11: a cart with what was blocked meanwhile is not paid", async () => {
    const store = await setupPosEnv();
    await mountWithCleanup(MainComponentsContainer);
    await add(store, CARRIED);
    answer.blocked = {[CARRIED]: "Recalled."};
    // The policy of the range does not excuse it.
    answer.policy = "allow";
    await refreshRange(store);
    await store.pay();
    await expectBlocked("TEST may not be sold. Recalled.");
    expect(store.router.state.current).not.toBe("PaymentScreen");
    answer.blocked = {};
    await refreshRange(store);
    expect(await admitOrder(store, store.getOrder())).toBe(true);
});

test("AS-11: what is blocked comes back", async () => {
    answer.blocked = {[CARRIED]: "Recalled."};
    const store = await setupPosEnv();
    expect(await add(store, CARRIED, {qty: -1})).toEqual([CARRIED]);
    expect(await admitOrder(store, store.getOrder())).toBe(true);
});

test("AS-11: off line the last known blocks hold", async () => {
    answer.blocked = {[CARRIED]: "Recalled."};
    answer.blocked_variants = {6: "Broken."};
    await setupPosEnv();
    const started = new RetailRange();
    started.parse(localStorage.getItem(`retail_range_1_${odoo.info.db}`));
    expect(started.getBlock({id: CARRIED})).toBe("Recalled.");
    expect(started.getBlock({id: 0}, {id: 6})).toBe("Broken.");
    expect(started.searchMode).toBe("all");
});

test("a product outside the range is refused", async () => {
    const store = await setupPosEnv();
    await mountWithCleanup(MainComponentsContainer);
    expect(await add(store, OUTSIDE)).toEqual([]);
    await expectRefusal(/^Oslo does not carry .* and may not sell it\.$/);
    expect(await add(store, CARRIED)).toEqual([CARRIED]);
});

test("what comes back is taken", async () => {
    const store = await setupPosEnv();
    expect(await add(store, OUTSIDE, {qty: -1})).toEqual([OUTSIDE]);
    expect(await admitOrder(store, store.getOrder())).toBe(true);
});

test("what is allowed is sold", async () => {
    answer.policy = "allow";
    const store = await setupPosEnv();
    expect(await add(store, OUTSIDE)).toEqual([OUTSIDE]);
    expect(await admitOrder(store, store.getOrder())).toBe(true);
});

test("order only: refused, unless the register takes orders and it is one", async () => {
    answer.policy = "order_only";
    const store = await setupPosEnv();
    await mountWithCleanup(MainComponentsContainer);
    // Addons that take orders may be installed.
    store.takesCustomerOrders = () => false;
    expect(await add(store, OUTSIDE)).toEqual([]);
    await expectRefusal(/It can only be ordered\.$/);
    store.takesCustomerOrders = () => true;
    expect(await add(store, OUTSIDE)).toEqual([OUTSIDE]);
    const [line] = store.getOrder().lines;
    expect(await admitOrder(store, store.getOrder())).toBe(false);
    await expectRefusal(
        /it can only be ordered: .* Take it off the ticket or order it\.$/
    );
    line.isCarriedOut = () => false;
    expect(await admitOrder(store, store.getOrder())).toBe(true);
});

test("an approval serves the whole ticket, as long as the server keeps it", async () => {
    answer.policy = "approval";
    const store = await setupPosEnv();
    const order = store.addNewOrder();
    order.uiState.retailRangeApproval = {at: Date.now()};
    expect(await add(store, OUTSIDE)).toEqual([OUTSIDE]);
    expect(await admitOrder(store, order)).toBe(true);
    order.uiState.retailRangeApproval = {at: Date.now() - 9 * 60000};
    store.data.network.offline = true;
    await mountWithCleanup(MainComponentsContainer);
    expect(await admitOrder(store, order)).toBe(false);
    await animationFrame();
    expect(".modal-header").toHaveText("No connection");
});

test("a variant outside the range is refused, its product is shown", async () => {
    const store = await setupPosEnv();
    const [variant] = store.models["product.template"].get(CARRIED).product_variant_ids;
    answer.outside_variants = [variant.id];
    await refreshRange(store);
    await mountWithCleanup(MainComponentsContainer);
    expect(isShown(store, CARRIED)).toBe(true);
    expect(await add(store, CARRIED)).toEqual([]);
    await expectRefusal(/and may not sell it\.$/);
});

test("a message of the server changes what is shown; the cart is kept, not paid", async () => {
    const store = await setupPosEnv();
    await mountWithCleanup(MainComponentsContainer);
    await add(store, CARRIED);
    answer.outside = [CARRIED];
    const {method} = store.data.channels.find(
        ({channel}) => channel === "RETAIL_RANGE"
    );
    await method({});
    // The message may come twice.
    await method({});
    expect(isShown(store, CARRIED)).toBe(false);
    expect(isShown(store, OUTSIDE)).toBe(true);
    expect(store.getOrder().lines).toHaveLength(1);
    await store.pay();
    await expectRefusal(/^Oslo does not carry this: .*\. Take it off the ticket\.$/);
    expect(store.router.state.current).not.toBe("PaymentScreen");
});

test("a date that passes changes what is shown", async () => {
    answer.next_change = 90;
    const store = await setupPosEnv();
    answer.outside = [];
    answer.next_change = false;
    await advanceTime(60000);
    expect(isShown(store, OUTSIDE)).toBe(false);
    await advanceTime(60000);
    await animationFrame();
    expect(isShown(store, OUTSIDE)).toBe(true);
});

test("products that joined the range are loaded", async () => {
    const store = await setupPosEnv();
    answer.missing = [4711];
    onRpc("product.template", "load_product_from_pos", ({args}) => {
        expect.step(JSON.stringify(args[1]));
        return {};
    });
    await refreshRange(store);
    expect.verifySteps(['[["id","in",[4711]]]']);
});

test("a register opens with the range that came with its products", async () => {
    onRpc("pos.session", "load_data", async ({parent}) => {
        const data = await parent();
        data["pos.config"][0]._retail_range = answer;
        return data;
    });
    onRpc("pos.config", "get_range_from_ui", () => {
        expect.step("asked");
        return {...answer, outside: []};
    });
    const store = await setupPosEnv();
    expect.verifySteps([]);
    expect(isShown(store, OUTSIDE)).toBe(false);
    await advanceTime(3000);
    await expect.waitForSteps(["asked"]);
    await animationFrame();
    expect(isShown(store, OUTSIDE)).toBe(true);
});

test("without an answer the last known range holds", async () => {
    const store = await setupPosEnv();
    onRpc("pos.config", "get_range_from_ui", () => {
        throw new ConnectionLostError("/web");
    });
    await refreshRange(store);
    expect(isShown(store, OUTSIDE)).toBe(false);
    const started = new RetailRange();
    started.parse(localStorage.getItem(`retail_range_1_${odoo.info.db}`));
    expect(started.hasOutside({id: OUTSIDE})).toBe(true);
    expect(started).toMatchObject({policy: "forbid", store: "Oslo", restricted: true});
});

test("the server is asked of products that were loaded meanwhile", async () => {
    const store = await setupPosEnv();
    store.retailRange.known.delete(CARRIED);
    answer.outside = [CARRIED];
    await mountWithCleanup(MainComponentsContainer);
    expect(await add(store, CARRIED)).toEqual([]);
    await expectRefusal(/and may not sell it\.$/);
    expect(store.retailRange.hasOutside({id: OUTSIDE})).toBe(true);
});
