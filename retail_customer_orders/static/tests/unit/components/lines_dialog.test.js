import {expect, test} from "@odoo/hoot";
import {
    animationFrame,
    click,
    press,
    queryAllTexts,
    waitFor,
    waitForNone,
} from "@odoo/hoot-dom";
import {contains, mountWithCleanup, onRpc} from "@web/../tests/web_test_helpers";
import {MainComponentsContainer} from "@web/core/main_components_container";
import {getFilledOrder, setupPosEnv} from "@point_of_sale/../tests/unit/utils";
import {definePosModels} from "@point_of_sale/../tests/unit/data/generate_model_definitions";
import {findLines} from "@retail_customer_orders/app/utils/line_search";
import {OWN_STORE_ID} from "../data/customer_orders.data";
import {PICKUP} from "../utils";

definePosModels();

/** Three lines in the cart. */
async function openDialog(prepare) {
    onRpc("retail.order.request", "get_fulfilment_options_from_ui", () => ({
        stores: [
            {
                store_id: OWN_STORE_ID,
                name: "Oslo",
                is_store: true,
                is_current: true,
                pickup: true,
                shipping: true,
                products: {},
            },
        ],
        shipping_store_id: OWN_STORE_ID,
    }));
    onRpc("retail.order.request", "get_slots_from_ui", () => ({
        modes: [{id: false, name: "", needs_slot: false, slots: []}],
    }));
    const store = await setupPosEnv();
    const order = await getFilledOrder(store);
    const chair = store.models["product.template"].get(8);
    await store.addLineToOrder({product_tmpl_id: chair, qty: 1}, order);
    order.setPartner(store.models["res.partner"].get(3));
    order.deselectOrderline();
    prepare?.(store, order);
    await mountWithCleanup(MainComponentsContainer);
    store.openLines();
    await waitFor(".lines-dialog");
    return {store, order};
}

async function choose(...names) {
    for (const name of names) {
        await click(`.fulfilment-line:contains(${name}) input`);
        await animationFrame();
    }
}

async function act(name) {
    await click(`[data-action=${name}]`);
    await waitForNone(".lines-dialog");
}

test("co_13_lines_are_found_by_any_word", async () => {
    const store = await setupPosEnv();
    const order = await getFilledOrder(store);
    order.lines[0].setCustomerNote("Gift wrap");
    order.lines[1].product_id.default_code = "AB-12";
    const find = (term) => findLines(order.lines, term).map((l) => l.product_id.id);
    expect(find("")).toEqual([5, 6]);
    expect(find("test")).toEqual([5, 6]);
    expect(find("wrap TEST")).toEqual([5]);
    expect(find("ab-1")).toEqual([6]);
    expect(find("test_test")).toEqual([5]);
    expect(find("none")).toEqual([]);
});

test("co_13_search_and_choose_with_the_keyboard", async () => {
    await openDialog();
    expect(queryAllTexts(".line-action:disabled")).toHaveLength(6);
    expect(".line-search").toBeFocused();
    await contains(".line-search").edit("chair", {confirm: false});
    await animationFrame();
    expect(".fulfilment-line").toHaveCount(1);
    await press("Enter");
    await animationFrame();
    expect(".fulfilment-line").toHaveCount(3);
    expect("[role=status]:contains(1 line chosen)").toHaveCount(1);
    await press("ArrowDown");
    await press("ArrowDown");
    expect(".fulfilment-line:eq(0) input").toBeFocused();
    await press(" ");
    await animationFrame();
    expect("[role=status]:contains(2 lines chosen)").toHaveCount(1);
    await contains(".line-search").edit("zebra", {confirm: false});
    await animationFrame();
    expect(".line-chooser-list").toHaveText("No line has “zebra”. Try another word.");
});

test("co_13_several_lines_are_voided_in_one_step", async () => {
    const {order} = await openDialog();
    await choose("Wood chair", "TEST 2");
    await act("void");
    await waitFor(".modal:contains(Void 2 lines?)");
    await click(".modal-footer .btn-primary");
    await waitForNone(".modal");
    expect(order.lines.map((line) => line.product_id.id)).toEqual([5]);
});

test("co_13_several_lines_get_a_discount_and_a_comment", async () => {
    const {store, order} = await openDialog();
    await choose("Wood chair", "TEST 2");
    await act("discount");
    await waitFor(".modal:contains(For 2 lines)");
    await press("1");
    await press("5");
    await animationFrame();
    await click(".modal-footer .btn-primary");
    await waitForNone(".modal");
    expect(order.lines.map((line) => line.getDiscount())).toEqual([0, 15, 15]);
    store.openLines();
    await waitFor(".lines-dialog");
    await choose("Wood chair");
    await click(".choose-all");
    await animationFrame();
    await act("comment");
    await contains(".modal textarea").edit("Gift wrap", {confirm: false});
    await click(".modal-footer .btn-primary");
    await waitForNone(".modal");
    expect(order.lines.map((line) => line.getCustomerNote())).toEqual([
        "Gift wrap",
        "Gift wrap",
        "Gift wrap",
    ]);
});

test("co_05_the_fulfilment_dialog_begins_with_the_chosen_lines", async () => {
    const {order} = await openDialog();
    await choose("Wood chair", "TEST 2");
    await act("pickup");
    await waitFor(".fulfilment-dialog .store-row");
    expect(".fulfilment-line input:checked").toHaveCount(2);
    await waitFor(".confirm-fulfilment:contains(Pick up 2 lines in Oslo today)");
    await click(".confirm-fulfilment");
    await waitForNone(".fulfilment-dialog");
    expect(order.lines.map((line) => line.isLater)).toEqual([false, true, true]);
});

test("co_05_ship_opens_its_own_tab", async () => {
    await openDialog((store, order) => order.lines[0].setFulfilment(PICKUP));
    await click(".choose-all");
    await animationFrame();
    await act("ship");
    await waitFor(".fulfilment-tab.active[data-tab=ship]");
    expect(".fulfilment-line input:checked").toHaveCount(3);
});

test("co_06_all_lines_carried_out_is_a_plain_sale", async () => {
    const {order} = await openDialog((store, {lines}) =>
        lines.forEach((line) => line.setFulfilment(PICKUP))
    );
    await choose("Wood chair");
    await act("carry_out");
    expect(order.laterLines).toHaveLength(2);
    order.chooseFulfilment({
        lines: order.laterLines,
        choices: {type: "quote"},
        fulfilment: "carry_out",
    });
    expect(order.laterLines).toHaveLength(0);
    expect(order.dueAmounts).toBe(null);
    expect(order.customerOrderChoices.type).toBe(undefined);
});

test("co_13_what_cannot_be_done_says_why", async () => {
    await openDialog((store, order) => {
        store.config.manual_discount = false;
        order.lines[0].qty = -1;
    });
    await click(".fulfilment-line:eq(0) input");
    await animationFrame();
    expect(queryAllTexts(".line-action-why")).toEqual([
        "These lines can only be carried out",
        "These lines can only be carried out",
        "These lines can only be carried out",
        "This register gives no discounts",
    ]);
});

test("co_13_an_empty_cart_says_what_would_be_here", async () => {
    const store = await setupPosEnv();
    store.addNewOrder();
    await mountWithCleanup(MainComponentsContainer);
    store.openLines();
    await waitFor(".lines-empty");
    expect(".line-action:not(:disabled)").toHaveCount(0);
});
