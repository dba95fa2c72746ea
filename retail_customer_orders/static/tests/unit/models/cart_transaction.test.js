import {expect, test} from "@odoo/hoot";
import {animationFrame, tick, waitFor} from "@odoo/hoot-dom";
import {Deferred} from "@odoo/hoot-mock";
import {mountWithCleanup, onRpc} from "@web/../tests/web_test_helpers";
import {MainComponentsContainer} from "@web/core/main_components_container";
import {getFilledOrder, setupPosEnv} from "@point_of_sale/../tests/unit/utils";
import {definePosModels} from "@point_of_sale/../tests/unit/data/generate_model_definitions";
import {ProductScreen} from "@point_of_sale/app/screens/product_screen/product_screen";
import {dayFromToday} from "@retail_customer_orders/app/utils/fulfilment";
import {OWN_STORE_ID} from "../data/customer_orders.data";
import {getMixedOrder} from "../utils";

definePosModels();

async function setupRegister(transaction = "customer_order") {
    const store = await setupPosEnv();
    const own = store.models["stock.warehouse"].get(OWN_STORE_ID);
    store.config.update({store_id: own});
    store.config.default_transaction = transaction;
    return store;
}

const fulfilments = (order) => order.lines.map((line) => line.fulfilment || false);

async function addChair(store, order, vals = {}) {
    const chair = store.models["product.template"].get(8);
    return store.addLineToOrder({product_tmpl_id: chair, qty: 1, ...vals}, order);
}

test("co_03_a_new_cart_is_what_the_profile_says", async () => {
    const store = await setupRegister();
    const order = await getFilledOrder(store);
    expect(fulfilments(order)).toEqual(["pickup", "pickup"]);
    const [line] = order.lines;
    expect(line.raw.fulfilment_store_id).toBe(OWN_STORE_ID);
    expect(line.raw.fulfilment_date).toBe(dayFromToday(0));
    // The same once more: still one line.
    await store.addLineToOrder(
        {product_tmpl_id: line.product_id.product_tmpl_id},
        order
    );
    expect(order.lines).toHaveLength(2);
});

test("co_03_a_new_cart_is_a_plain_sale", async () => {
    const order = await getFilledOrder(await setupRegister("sale"));
    expect(fulfilments(order)).toEqual([false, false]);
});

test("co_02_carry_out_all_makes_it_a_plain_sale_again", async () => {
    const store = await setupRegister();
    const order = await getFilledOrder(store);
    store.carryOutAll();
    expect(order.hasLaterPart).toBe(false);
    await addChair(store, order);
    expect(order.hasLaterPart).toBe(false);
    // One line is picked up after all: what comes next is, too.
    order.chooseFulfilment({
        lines: [order.lines[0]],
        choices: {},
        fulfilment: "pickup",
        store: OWN_STORE_ID,
        date: dayFromToday(0),
    });
    await addChair(store, order, {price_unit: 3});
    expect(order.lines.map((line) => line.isLater)).toEqual([true, false, false, true]);
});

test("co_03_only_goods_are_ordered_by_default", async () => {
    const store = await setupRegister();
    const order = await getFilledOrder(store);
    order.lines[0].qty = 1;
    await addChair(store, order, {qty: -1});
    expect(order.lines.at(-1).isLater).toBe(false);
    const settlement = store.addNewOrder();
    settlement.pickup_payload = {order_id: 1, lines: []};
    await addChair(store, settlement);
    expect(fulfilments(settlement)).toEqual([false]);
});

test("co_03_without_pickup_here_nothing_is_ordered_by_itself", async () => {
    const store = await setupRegister();
    store.models["stock.warehouse"].get(OWN_STORE_ID).pickup_enabled = false;
    expect(fulfilments(await getFilledOrder(store))).toEqual([false, false]);
});

test("co_03_a_quote_by_default_takes_no_deposit", async () => {
    const store = await setupRegister();
    store.company.retail_default_order_type = "quote";
    const order = await getFilledOrder(store);
    expect(order.dueAmounts.deposit).toBe(0);
    order.stashLater();
    expect(order.customer_order_payload.type).toBe("quote");
});

test("the choices of the order survive the way to the payment and back", async () => {
    const store = await setupPosEnv();
    const order = await getMixedOrder(store);
    const choices = {
        type: "quote",
        client_order_ref: "PO 1",
        note: "Ring first",
        expedited: true,
        validity_date: dayFromToday(3),
    };
    order.setCustomerOrderChoices(choices);
    order.stashLater();
    expect(order.customer_order_payload).toMatchObject(choices);
    order.restoreLater();
    expect(order.customerOrderChoices).toMatchObject(choices);
});

test("adding lines waits for no answer of the server", async () => {
    const never = new Deferred();
    const store = await setupRegister();
    const asked = [];
    onRpc("/*", async (request) => {
        asked.push(new URL(request.url).pathname);
        return never;
    });
    const order = await getFilledOrder(store);
    await mountWithCleanup(ProductScreen, {props: {orderUuid: order.uuid}});
    await animationFrame();
    asked.length = 0;
    await addChair(store, order);
    await addChair(store, order, {price_unit: 3});
    expect(order.lines).toHaveLength(4);
    // The deposit is asked for behind the cashier's back, and only that.
    await tick();
    expect(asked.filter((path) => !path.includes("get_deposit_from_ui"))).toEqual([]);
});

test("the fulfilment dialog opens while the server is silent", async () => {
    const never = new Deferred();
    const store = await setupRegister();
    const order = await getFilledOrder(store);
    onRpc("retail.order.request", "get_fulfilment_options_from_ui", () => never);
    await mountWithCleanup(MainComponentsContainer);
    store.openFulfilment();
    await waitFor(".fulfilment-dialog .fulfilment-line");
    expect(".fulfilment-line").toHaveCount(2);
    expect(order.lines).toHaveLength(2);
});
