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
import {Deferred} from "@odoo/hoot-mock";
import {definePosModels} from "@point_of_sale/../tests/unit/data/generate_model_definitions";
import {getFilledOrder, setupPosEnv} from "@point_of_sale/../tests/unit/utils";
import {readNumber} from "@retail_base/app/utils/find_product";
import {
    mountWithCleanup,
    onRpc,
    patchWithCleanup,
} from "@web/../tests/web_test_helpers";
import {MainComponentsContainer} from "@web/core/main_components_container";

definePosModels();

function makePlace(id, name, free, values = {}) {
    const figures = {
        free,
        on_hand: free,
        reserved: 0,
        incoming: 0,
        outgoing: 0,
        next_date: false,
    };
    return {
        store_id: id,
        name,
        is_store: true,
        is_current: id === 1,
        pickup: true,
        shipping: true,
        pickup_enabled: true,
        shipping_enabled: true,
        city: "",
        address: "",
        phone: "",
        distance: id,
        opening: false,
        products: {5: figures, 6: figures},
        ...values,
    };
}

const PLACES = [
    makePlace(1, "Oslo", 0),
    makePlace(2, "Drammen", 4),
    makePlace(3, "Bergen", 9),
];

function answer(places = PLACES) {
    onRpc("product.product", "get_store_availability", () => places);
}

async function setUp() {
    const store = await setupPosEnv();
    await mountWithCleanup(MainComponentsContainer);
    return store;
}

async function openDialog(templateId = 5) {
    const store = await setUp();
    store.openStockDialog(store.models["product.template"].get(templateId));
    await waitFor(".retail-stock-dialog .retail-stock-row");
    return store;
}

const getNames = () => queryAllTexts(".retail-store-name");

async function pressButton(selector) {
    await click(selector);
    await animationFrame();
}

async function search(term) {
    await click(".retail-look-up-term");
    await edit(term);
    await press("Enter");
    await animationFrame();
}

test("test_il_02_sorted_and_filtered_in_the_dialog", async () => {
    answer();
    await openDialog();
    expect(getNames()).toEqual(["Oslo", "Drammen", "Bergen"]);
    await pressButton("[data-order=quantity]");
    expect(getNames()).toEqual(["Bergen", "Drammen", "Oslo"]);
    await pressButton("[data-order=name]");
    expect(getNames()).toEqual(["Bergen", "Drammen", "Oslo"]);
    await pressButton(".retail-only-stock");
    expect(getNames()).toEqual(["Bergen", "Drammen"]);
    await click(".retail-place-filter");
    await edit("drammen");
    await animationFrame();
    expect(getNames()).toEqual(["Drammen"]);
    await edit("oslo");
    await animationFrame();
    expect(".retail-look-up-places").toHaveText(/No store or warehouse matches/);
});

test("test_il_02_many_places_come_page_by_page", async () => {
    const many = [...Array(120).keys()].map((id) => makePlace(id + 1, `S${id}`, 1));
    answer(many);
    await openDialog();
    expect(".retail-stock-row").toHaveCount(50);
    expect(".retail-more-places").toHaveText("70 more");
    await pressButton(".retail-more-places");
    await pressButton(".retail-more-places");
    expect(".retail-stock-row").toHaveCount(120);
    expect(".retail-more-places").toHaveCount(0);
});

test("test_il_06_the_level_stands_beside_the_real_figures", async () => {
    const level = {name: "Few left", kind: "low"};
    const place = makePlace(1, "Oslo", 5);
    Object.assign(place.products[5], {shown: 3, level});
    answer([place]);
    await openDialog();
    expect(".retail-level").toHaveText("Few left");
    expect(".retail-level").toHaveClass("text-bg-warning");
    expect(".retail-shown").toHaveText("3 shown to customers");
    expect(".retail-free").toHaveText(/5/);
});

test("test_il_06_without_a_profile_nothing_is_added", async () => {
    answer();
    await openDialog();
    expect(".retail-level").toHaveCount(0);
    expect(".retail-shown").toHaveCount(0);
});

test("test_il_03_only_the_own_store_adds_to_the_cart", async () => {
    answer();
    const store = await openDialog();
    patchWithCleanup(store, {navigate: (page) => expect.step(page)});
    expect(".retail-stock-row-open .retail-store-name").toHaveText("Oslo");
    await pressButton(".retail-stock-row:eq(1) .retail-stock-summary");
    expect(".retail-stock-row-open .retail-store-name").toHaveText("Drammen");
    expect("[data-action=add_to_cart]").toHaveCount(0);
    await pressButton(".retail-stock-row:eq(0) .retail-stock-summary");
    await pressButton("[data-action=add_to_cart]");
    await animationFrame();
    expect(".retail-stock-dialog").toHaveCount(0);
    const [line] = store.getOrder().lines;
    expect(line.product_id.id).toBe(5);
    expect(line.qty).toBe(1);
    expect.verifySteps(["ProductScreen"]);
});

test("test_il_03_a_finished_ticket_is_left_alone", async () => {
    answer();
    const store = await openDialog();
    const paid = await getFilledOrder(store);
    paid.state = "paid";
    await pressButton("[data-action=add_to_cart]");
    await animationFrame();
    expect(paid.lines).toHaveLength(2);
    expect(store.getOrder().uuid).not.toBe(paid.uuid);
    expect(store.getOrder().lines).toHaveLength(1);
});

test("test_il_01_a_number_opens_what_is_loaded", async () => {
    answer();
    onRpc("product.product", "find_for_look_up", () => expect.step("asked"));
    const store = await setUp();
    store.openStockDialog();
    await waitFor(".retail-look-up-term");
    expect(".retail-stock-row").toHaveCount(0);
    await search("test_test");
    await waitFor(".retail-stock-row");
    expect(".retail-product-name").toHaveText("TEST");
    expect(queryOne(".retail-look-up-term").value).toBe("");
    expect.verifySteps([]);
});

test("test_il_01_words_are_asked_of_the_server", async () => {
    answer();
    let found = {product_id: false, template_ids: [5, 6]};
    onRpc("product.product", "find_for_look_up", ({args}) => {
        expect.step(args[1]);
        return found;
    });
    const store = await setUp();
    store.openStockDialog();
    await waitFor(".retail-look-up-term");
    await search("  tes ");
    await waitFor(".retail-look-up-found");
    expect(queryAllTexts(".retail-look-up-found")).toEqual(["TEST", "TEST 2"]);
    await pressButton(".retail-look-up-found:eq(1)");
    await waitFor(".retail-stock-row");
    expect(".retail-product-name").toHaveText("TEST 2");
    found = {product_id: false, template_ids: []};
    await search("nonsense");
    await waitFor(".retail-look-up-message");
    expect(".retail-look-up-message").toHaveText(/No product for “nonsense”/);
    // What was shown before stays.
    expect(".retail-product-name").toHaveText("TEST 2");
    expect.verifySteps(["tes", "nonsense"]);
});

test("test_il_01_off_line_it_says_so", async () => {
    answer();
    const store = await setUp();
    store.data.network.offline = true;
    store.openStockDialog(store.models["product.template"].get(5));
    await waitFor(".retail-stock-message");
    expect(".retail-stock-message").toHaveText(/No connection to the server/);
    expect(".retail-stock-row").toHaveCount(0);
    expect(".retail-row-action").toHaveCount(0);
    await search("tes");
    expect(".retail-look-up-message").toHaveText(/No connection to the server/);
    store.data.network.offline = false;
    await pressButton(".retail-stock-message button");
    await waitFor(".retail-stock-row");
    expect(".retail-stock-message").toHaveCount(0);
});

test("test_il_05_an_answer_that_comes_too_late_is_dropped", async () => {
    const answers = [];
    onRpc("product.product", "get_store_availability", () => {
        answers.push(new Deferred());
        return answers.at(-1);
    });
    const store = await setUp();
    store.openStockDialog(store.models["product.template"].get(5));
    await waitFor(".retail-look-up-term");
    onRpc("product.product", "find_for_look_up", () => ({
        product_id: 6,
        template_ids: [6],
    }));
    await search("test 2");
    await animationFrame();
    expect(answers).toHaveLength(2);
    answers[1].resolve([makePlace(1, "Second", 1)]);
    await waitFor(".retail-stock-row");
    answers[0].resolve([makePlace(1, "First", 1)]);
    await animationFrame();
    expect(getNames()).toEqual(["Second"]);
});

test("test_il_01_scanned_numbers_are_parsed", () => {
    const parser = {
        parse_barcode: (text) =>
            text.startsWith("01")
                ? [
                      {type: "lot", base_code: "L1"},
                      {type: "product", base_code: text.slice(2, 16)},
                  ]
                : {type: "weight", base_code: "2100001000005"},
    };
    expect(readNumber(parser, "0109506000134352")).toBe("09506000134352");
    expect(readNumber(parser, "2100001012345")).toBe("2100001000005");
    expect(readNumber(undefined, "lamp")).toBe("lamp");
});
