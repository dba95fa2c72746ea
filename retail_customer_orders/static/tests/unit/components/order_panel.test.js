import {expect, test} from "@odoo/hoot";
import {animationFrame, click, queryOne, waitFor, waitForNone} from "@odoo/hoot-dom";
import {contains, mountWithCleanup} from "@web/../tests/web_test_helpers";
import {MainComponentsContainer} from "@web/core/main_components_container";
import {setupPosEnv} from "@point_of_sale/../tests/unit/utils";
import {definePosModels} from "@point_of_sale/../tests/unit/data/generate_model_definitions";
import {dayFromToday} from "@retail_customer_orders/app/utils/fulfilment";
import {getMixedOrder} from "../utils";

definePosModels();

async function openPanel(days = 30) {
    const store = await setupPosEnv();
    store.company.retail_quote_validity_days = days;
    const order = await getMixedOrder(store);
    await mountWithCleanup(MainComponentsContainer);
    store.openOrderPanel();
    await waitFor(".order-panel");
    return {store, order};
}

async function setDay(day) {
    const field = queryOne("[name=validity_date]");
    field.value = day;
    field.dispatchEvent(new Event("input", {bubbles: true}));
    await animationFrame();
}

async function save() {
    await click(".save-order-panel");
    await waitForNone(".order-panel");
}

test("co_13_co_14_number_note_and_expedite_are_kept", async () => {
    const {order} = await openPanel();
    await contains("[name=client_order_ref]").edit(" PO 4711 ");
    await contains("[name=note]").edit("Ring first", {confirm: false});
    await click("[name=expedited]");
    await animationFrame();
    await save();
    expect(order.customerOrderChoices).toMatchObject({
        type: "customer_order",
        client_order_ref: "PO 4711",
        note: "Ring first",
        expedited: true,
        validity_date: null,
    });
});

test("qt_02_a_quote_holds_as_long_as_the_company_lets_it", async () => {
    const {order} = await openPanel(30);
    expect("[name=validity_date]").toHaveCount(0);
    await click("[data-type=quote]");
    await animationFrame();
    const field = queryOne("[name=validity_date]");
    expect([field.min, field.max]).toEqual([dayFromToday(0), dayFromToday(30)]);
    for (const [day, isFine] of [
        [dayFromToday(31), false],
        [dayFromToday(-1), false],
        [dayFromToday(3), true],
    ]) {
        await setDay(day);
        expect(queryOne(".save-order-panel").disabled).toBe(!isFine);
    }
    await save();
    expect(order.customerOrderChoices.type).toBe("quote");
    expect(order.customerOrderChoices.validity_date).toBe(dayFromToday(3));
});

test("qt_02_without_a_limit_any_day_will_do", async () => {
    await openPanel(0);
    await click("[data-type=quote]");
    await animationFrame();
    expect(queryOne("[name=validity_date]").max).toBe("");
    await setDay(dayFromToday(400));
    expect(".save-order-panel").toBeEnabled();
});
