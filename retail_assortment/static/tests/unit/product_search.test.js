import {advanceTime, animationFrame, beforeEach, expect, test} from "@odoo/hoot";
import {Deferred} from "@odoo/hoot-mock";
import {definePosModels} from "@point_of_sale/../tests/unit/data/generate_model_definitions";
import {setupPosEnv} from "@point_of_sale/../tests/unit/utils";
import {ProductScreen} from "@point_of_sale/app/screens/product_screen/product_screen";
import {refreshRange} from "@retail_assortment/app/utils/range_client";
import {
    hasMore,
    hasWholeRange,
    suggest,
} from "@retail_assortment/app/utils/search_client";
import {onRpc} from "@web/../tests/web_test_helpers";
import {user} from "@web/core/user";

definePosModels();

const [TEST, WOOD_CHAIR, STEEL_CHAIR, WOOD_DESK, FREE_CHAIR] = [5, 8, 9, 10, 18];
const UNKNOWN = 4711;
let range = {};
let found = {};

beforeEach(() => {
    localStorage.clear();
    range = {
        store: "Oslo",
        restricted: true,
        policy: "forbid",
        approval_minutes: 10,
        outside: [],
        outside_variants: [],
        missing: [],
        next_change: false,
        search_mode: "all",
        search_suggestions: true,
    };
    found = {ids: [], total: 0};
    onRpc("pos.config", "get_range_from_ui", () => range);
    onRpc("product.template", "search_products_from_ui", ({args}) => {
        const [, text, offset, limit] = args;
        expect.step(`${text} ${offset}`);
        return {ids: found.ids.slice(offset, offset + limit), total: found.ids.length};
    });
});

function getShown(store) {
    return store.productsToDisplay.map(({id}) => id);
}

/** Let the server have a product that is not loaded here. */
function serve(store, id, name) {
    onRpc("product.template", "load_product_from_pos", ({args}) => {
        expect.step(`load ${args[1][0][2]}`);
        const {raw} = store.models["product.template"].get(WOOD_CHAIR);
        const vals = {...raw, id, name, display_name: name, product_variant_ids: []};
        return {"product.template": [vals]};
    });
}

test("PS-01: the texts of loaded products are searched here, as on the server", async () => {
    const store = await setupPosEnv();
    const chair = store.models["product.template"].get(WOOD_CHAIR);
    const search = (text) => {
        store.searchProductWord = text;
        return getShown(store);
    };
    expect(search("chair wood")).toEqual([WOOD_CHAIR, FREE_CHAIR]);
    expect(search("CHÀIR steel")).toEqual([STEEL_CHAIR]);
    expect(search("oak")).toEqual([]);
    chair.update({description_sale: "Oak, from Telemark"});
    chair.product_variant_ids[0].update({default_code: "CH-1"});
    expect(search("telemark wood")).toEqual([WOOD_CHAIR]);
    expect(search("ch-1")).toEqual([WOOD_CHAIR]);
    store.models["product.uom"].create({
        id: 1,
        barcode: "9780201379624",
        product_id: chair.product_variant_ids[0],
        uom_id: chair.uom_id,
    });
    expect(search("9780201379624")).toEqual([WOOD_CHAIR]);
});

test("PS-02: any word, if the profile says so", async () => {
    const store = await setupPosEnv();
    store.searchProductWord = "chair wood";
    expect(getShown(store)).not.toInclude(WOOD_DESK);
    range.search_mode = "any";
    await refreshRange(store);
    const ids = getShown(store);
    expect(ids.slice(0, 2)).toEqual([WOOD_CHAIR, FREE_CHAIR]);
    expect(ids).toInclude(WOOD_DESK);
    expect(ids).toInclude(STEEL_CHAIR);
});

test("PS-02: the server is asked page by page, and its order is shown", async () => {
    const store = await setupPosEnv();
    serve(store, UNKNOWN, "Stool");
    found.ids = [FREE_CHAIR, UNKNOWN, WOOD_CHAIR];
    store.searchProductWord = "chair";
    expect(getShown(store)).toEqual([FREE_CHAIR, STEEL_CHAIR, WOOD_CHAIR]);
    await store.searchMore();
    expect.verifySteps(["chair 0", `load ${UNKNOWN}`]);
    // What only the server knows to match is shown, what only the till does stays.
    expect(getShown(store)).toEqual([FREE_CHAIR, UNKNOWN, WOOD_CHAIR, STEEL_CHAIR]);
    expect(hasMore(store)).toBe(false);
    await store.searchMore();
    expect.verifySteps([]);
    store.searchProductWord = "desk";
    expect(getShown(store)).not.toInclude(UNKNOWN);
});

test("PS-02: the next page follows, until something new shows", async () => {
    const store = await setupPosEnv();
    serve(store, UNKNOWN, "Stool");
    const gone = Array.from({length: 130}, (_, number) => 100000 + number);
    store.loadNewProducts = async ([[, , ids]]) => expect.step(`load ${ids.length}`);
    found.ids = [...gone, STEEL_CHAIR, WOOD_DESK];
    store.searchProductWord = "chair steel";
    await store.searchMore();
    expect.verifySteps([
        "chair steel 0",
        "load 60",
        "chair steel 60",
        "load 60",
        "chair steel 120",
        "load 10",
    ]);
    expect(getShown(store)).toEqual([STEEL_CHAIR, WOOD_DESK]);
});

test("only the last answer counts", async () => {
    const store = await setupPosEnv();
    const answers = {chair: new Deferred(), desk: new Deferred()};
    onRpc("product.template", "search_products_from_ui", ({args}) => answers[args[1]]);
    store.searchProductWord = "chair";
    const first = store.searchMore();
    store.searchProductWord = "desk";
    const second = store.searchMore();
    answers.desk.resolve({ids: [WOOD_DESK, TEST], total: 2});
    await second;
    answers.chair.resolve({ids: [STEEL_CHAIR], total: 1});
    await first;
    expect(getShown(store).slice(0, 2)).toEqual([WOOD_DESK, TEST]);
    expect(getShown(store)).not.toInclude(STEEL_CHAIR);
});

test("off line the loaded products are searched", async () => {
    const store = await setupPosEnv();
    store.data.network.offline = true;
    store.searchProductWord = "chair steel";
    await store.searchMore();
    expect(getShown(store)).toEqual([STEEL_CHAIR]);
    expect.verifySteps([]);
    store.data.network.offline = false;
});

test("PS-03: typing asks the server after a pause, if little is found here", async () => {
    const store = await setupPosEnv();
    store.retailRange.ownTotal = 5000;
    found.ids = [WOOD_DESK];
    const type = async (text, pause) => {
        store.searchProductWord = text;
        const giveUp = suggest(store);
        await advanceTime(pause);
        giveUp();
        await animationFrame();
    };
    await type("st", 1000);
    expect.verifySteps([]);
    await type("ste", 100);
    await type("steel", 100);
    expect.verifySteps([]);
    await type("steel c", 1000);
    expect.verifySteps(["steel c 0"]);
    expect(getShown(store)).toEqual([WOOD_DESK, STEEL_CHAIR]);
    // Not twice the same, and not where enough is found.
    await type("steel c", 1000);
    store.models["product.template"]
        .getAll()
        .forEach((template) => template.update({description_sale: "metal"}));
    await type("metal", 1000);
    expect.verifySteps([]);
});

test("PS-03: nobody is asked if all is loaded, off line, or the profile says no", async () => {
    const store = await setupPosEnv();
    const isAsked = async () => {
        const giveUp = suggest(store);
        await advanceTime(1000);
        giveUp();
    };
    store.searchProductWord = "steel c";
    store.retailRange.ownTotal = store.loadedRangeCount;
    await isAsked();
    expect.verifySteps([]);
    store.retailRange.ownTotal += 1;
    store.data.network.offline = true;
    await isAsked();
    store.data.network.offline = false;
    range.search_suggestions = false;
    await refreshRange(store);
    store.retailRange.ownTotal = 5000;
    await isAsked();
    expect.verifySteps([]);
    range.search_suggestions = true;
    await refreshRange(store);
    store.retailRange.ownTotal = 5000;
    await isAsked();
    expect.verifySteps(["steel c 0"]);
});

test("an answer that fails while somebody types is not told", async () => {
    const store = await setupPosEnv();
    store.retailRange.ownTotal = 5000;
    onRpc("product.template", "search_products_from_ui", () => {
        throw new Error("refused");
    });
    store.searchProductWord = "steel chair";
    suggest(store);
    await advanceTime(1000);
    await animationFrame();
    expect(getShown(store)).toEqual([STEEL_CHAIR]);
});

test("a register knows whether its range is loaded whole", async () => {
    const store = await setupPosEnv();
    const loaded = store.loadedRangeCount;
    const totals = [loaded, loaded + 1];
    onRpc("product.template", "get_scope_from_ui", () => ({
        inside: [],
        total: totals.shift(),
    }));
    for (const whole of [true, false]) {
        await refreshRange(store);
        await animationFrame();
        expect(hasWholeRange(store)).toBe(whole);
    }
    range.outside = [TEST];
    await refreshRange(store);
    expect(store.loadedRangeCount).toBe(loaded - 1);
});

test("nothing is counted before it was read ahead, some time after opening", async () => {
    onRpc("product.template", "get_scope_from_ui", () => ({inside: [], total: 1000}));
    const store = await setupPosEnv();
    store.retailRange.ownTotal = 1000;
    const {get} = Object.getOwnPropertyDescriptor(
        ProductScreen.prototype,
        "loadedHint"
    );
    const unread = store.retailIndex.stale.size;
    expect(get.call({pos: store})).toBe("");
    expect(store.retailIndex.stale.size).toBe(unread);
    await advanceTime(10000);
    expect(get.call({pos: store})).toMatch(/of 1,000 products are loaded/);
});

test("the search is that of the range that is shown", async () => {
    const store = await setupPosEnv();
    range.outside = [STEEL_CHAIR];
    await refreshRange(store);
    store.searchProductWord = "steel chair";
    expect(getShown(store)).toEqual([]);
    store.config.update({
        store_id: store.models["stock.warehouse"].create({id: 7, name: "Oslo"}),
    });
    onRpc("product.template", "load_product_from_pos", () => ({}));
    await store.setRangeScope("all");
    expect.verifySteps(["steel chair 0"]);
    expect(user.context.retail_scope).toBe("all");
    expect(getShown(store)).toEqual([STEEL_CHAIR]);
});
