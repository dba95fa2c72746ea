import {expect, test} from "@odoo/hoot";
import {
    animationFrame,
    click,
    queryAllTexts,
    queryOne,
    waitFor,
    waitUntil,
} from "@odoo/hoot-dom";
import {
    MockServer,
    mountWithCleanup,
    onRpc,
    patchWithCleanup,
} from "@web/../tests/web_test_helpers";
import {MainComponentsContainer} from "@web/core/main_components_container";
import {getFilledOrder, setupPosEnv} from "@point_of_sale/../tests/unit/utils";
import {definePosModels} from "@point_of_sale/../tests/unit/data/generate_model_definitions";
import {dayFromToday} from "@retail_customer_orders/app/utils/fulfilment";
import {OTHER_STORE_ID, OWN_STORE_ID} from "../data/customer_orders.data";

definePosModels();

const PRODUCT_ID = 5;

function makePlace(id, name, values = {}) {
    const figures = {free: 3, on_hand: 3, reserved: 0, incoming: 0, next_date: false};
    return {
        store_id: id,
        name,
        is_store: true,
        is_current: id === OWN_STORE_ID,
        pickup: true,
        shipping: true,
        pickup_enabled: true,
        shipping_enabled: true,
        city: "",
        address: "",
        phone: "",
        distance: 1,
        opening: false,
        products: {[PRODUCT_ID]: figures},
        ...values,
    };
}

/** Opens the look-up for one other place, with its row open. */
async function openDialog(values = {}, {prepare, line} = {}) {
    onRpc("product.product", "get_store_availability", () => [
        makePlace(OTHER_STORE_ID, "Bergen", values),
    ]);
    const store = await setupPosEnv();
    patchWithCleanup(store, {navigate: () => {}});
    const order = prepare ? await prepare(store) : store.addNewOrder();
    await mountWithCleanup(MainComponentsContainer);
    const product = store.models["product.product"].get(PRODUCT_ID);
    store.openStockDialog(product.product_tmpl_id, product, line?.(order));
    await waitFor(".retail-stock-row-open");
    return {store, order};
}

function withPartner(store) {
    const order = store.addNewOrder();
    order.setPartner(store.models["res.partner"].get(3));
    return order;
}

async function pressAction(name) {
    await click(`[data-action=${name}]`);
    await animationFrame();
    await animationFrame();
}

const whyNot = (name) => queryAllTexts(`[data-action=${name}]:disabled .retail-why`)[0];

test("test_il_03_picked_up_there", async () => {
    const {order} = await openDialog({}, {prepare: withPartner});
    await pressAction("pickup");
    const [line] = order.lines;
    expect(order.lines).toHaveLength(1);
    expect(line.fulfilment).toBe("pickup");
    expect(line.raw.fulfilment_store_id).toBe(OTHER_STORE_ID);
    expect(line.raw.fulfilment_date).toBe(dayFromToday(0));
    expect(".retail-stock-dialog").toHaveCount(0);
});

test("test_il_03_shipped_from_there", async () => {
    const {order} = await openDialog(
        {},
        {
            prepare: (store) => {
                const address = {street: "Storgata 1", city: "Oslo"};
                MockServer.env["res.partner"].write([3], address);
                return withPartner(store);
            },
        }
    );
    await pressAction("ship");
    await waitUntil(() => order.lines.length);
    const [line] = order.lines;
    expect(line.fulfilment).toBe("ship");
    expect(line.raw.fulfilment_store_id).toBe(OTHER_STORE_ID);
    expect(line.raw.fulfilment_partner_id).toBe(3);
    expect(line.raw.fulfilment_date).toBe(dayFromToday(1));
});

test("test_il_03_not_merged_with_what_is_carried_out", async () => {
    const {order} = await openDialog(
        {},
        {
            prepare: async (store) => {
                const filled = await getFilledOrder(store);
                filled.setPartner(store.models["res.partner"].get(3));
                return filled;
            },
        }
    );
    await pressAction("pickup");
    expect(order.lines).toHaveLength(3);
    expect(order.lines[0].fulfilment || "carry_out").toBe("carry_out");
    expect(order.laterLines.map(({qty}) => qty)).toEqual([1]);
});

test("test_il_03_the_line_of_the_cart_is_ordered", async () => {
    const {order} = await openDialog(
        {},
        {
            prepare: async (store) => {
                const filled = await getFilledOrder(store);
                filled.setPartner(store.models["res.partner"].get(3));
                return filled;
            },
            line: (filled) => filled.lines[0],
        }
    );
    await pressAction("pickup");
    expect(order.lines).toHaveLength(2);
    expect(order.laterLines.map(({qty}) => qty)).toEqual([3]);
});

test("test_il_03_the_first_day_that_can_be_kept", async () => {
    const later = dayFromToday(4);
    const short = {
        free: 0,
        on_hand: 0,
        reserved: 0,
        incoming: 5,
        next_date: later,
    };
    const {store, order} = await openDialog(
        {
            opening: {
                is_open: false,
                until: false,
                opens_on: dayFromToday(2),
                opens_at: "10:00",
                opens_in: 2,
                open_days: [dayFromToday(2), dayFromToday(5)],
            },
        },
        {
            prepare: (pos) => {
                pos.models["product.template"].get(PRODUCT_ID).is_storable = true;
                return withPartner(pos);
            },
        }
    );
    await pressAction("pickup");
    expect(order.lines[0].raw.fulfilment_date).toBe(dayFromToday(2));
    onRpc("product.product", "get_store_availability", () => [
        makePlace(OTHER_STORE_ID, "Bergen", {
            products: {[PRODUCT_ID]: short},
            opening: {is_open: true, open_days: [dayFromToday(0), dayFromToday(6)]},
        }),
    ]);
    const show = async () => {
        store.openStockDialog(store.models["product.template"].get(PRODUCT_ID));
        await waitFor(".retail-stock-row-open");
        await pressAction("pickup");
    };
    await show();
    // It arrives on a day on which the store is closed.
    expect(order.lines[1].raw.fulfilment_date).toBe(dayFromToday(6));
    onRpc("product.product", "get_store_availability", () => [
        makePlace(OTHER_STORE_ID, "Bergen", {products: {[PRODUCT_ID]: short}}),
    ]);
    await show();
    // Its hours are not known.
    expect(order.lines[2].raw.fulfilment_date).toBe(later);
});

test("test_il_03_a_customer_is_asked_for", async () => {
    const {store, order} = await openDialog();
    patchWithCleanup(store, {selectPartner: async () => expect.step("asked")});
    await pressAction("pickup");
    expect.verifySteps(["asked"]);
    // Nobody was chosen: nothing happens, and the look-up stays.
    expect(order.lines).toHaveLength(0);
    expect(".retail-stock-dialog").toHaveCount(1);
    patchWithCleanup(store, {
        selectPartner: async (ticket) =>
            ticket.setPartner(store.models["res.partner"].get(3)),
    });
    await pressAction("pickup");
    expect(order.lines[0].fulfilment).toBe("pickup");
});

test("test_il_03_a_disabled_action_says_why", async () => {
    await openDialog({is_store: false, pickup: false, shipping: false});
    expect(whyNot("pickup")).toBe("A warehouse: nobody can pick up there");
    expect(whyNot("ship")).toBe("Bergen does not ship for this store");
    expect("[data-action=add_to_cart]").toHaveCount(0);
});

test("test_il_03_a_store_that_is_switched_off_says_so", async () => {
    await openDialog({
        pickup: false,
        pickup_enabled: false,
        shipping: false,
        shipping_enabled: false,
    });
    expect(whyNot("pickup")).toBe("Bergen hands out no orders");
    expect(whyNot("ship")).toBe("Bergen does not ship");
});

test("test_il_03_a_ticket_that_hands_out_takes_no_order", async () => {
    await openDialog(
        {},
        {
            prepare: (store) => {
                const order = withPartner(store);
                order.pickup_payload = {order_id: 7, lines: [{uuid: "x"}]};
                return order;
            },
        }
    );
    expect(whyNot("pickup")).toMatch(/belongs to an order/);
    expect(queryOne("[data-action=ship]").disabled).toBe(true);
});

test("test_il_03_an_address_is_asked_for", async () => {
    const {order} = await openDialog({}, {prepare: withPartner});
    await click("[data-action=ship]");
    await waitFor(".address-dialog");
    expect(order.lines).toHaveLength(0);
});
