import {expect, test} from "@odoo/hoot";
import {setupPosEnv, getFilledOrder} from "@point_of_sale/../tests/unit/utils";
import {definePosModels} from "@point_of_sale/../tests/unit/data/generate_model_definitions";
import {prepareRoundingVals} from "@point_of_sale/../tests/unit/accounting/utils";
import {DEPOSIT_PRODUCT_ID} from "../data/customer_orders.data";
import {PICKUP, describeLines, getMixedOrder} from "../utils";
import {spread} from "@retail_customer_orders/app/models/utils/deposit_lines";

definePosModels();

const TAX = {
    amount_type: "percent",
    include_base_amount: false,
    is_base_affected: true,
    has_negative_factor: false,
    children_tax_ids: [],
};

test("a cart that is carried out knows nothing of orders", async () => {
    const store = await setupPosEnv();
    const order = await getFilledOrder(store);
    const before = describeLines(order);
    order.stashLater();
    expect(order.dueAmounts).toBe(null);
    expect(order.isStashed).toBe(false);
    expect(order.customer_order_payload || false).toBe(false);
    expect(describeLines(order)).toEqual(before);
});

test("due now is the carried-out part in full and the deposit", async () => {
    const store = await setupPosEnv();
    const order = await getMixedOrder(store);
    const all = order.totalDue;
    const {total, required, deposit, now, later} = order.dueAmounts;
    expect(required).toBe(store.currency.round(total * 0.2));
    expect(deposit).toBe(required);
    expect(store.currency.round(now + later)).toBe(all);
    order.stashLater();
    expect(order.totalDue).toBe(now);
    expect(order.dueAmounts.later).toBe(later);
});

test("a deposit that is taxed at once has a line for each of the taxes", async () => {
    const store = await setupPosEnv();
    store.company.retail_deposit_tax = "now";
    const order = await getMixedOrder(store);
    const taxes = store.models["account.tax"];
    const included = taxes.create({...TAX, amount: 25, price_include: true});
    const excluded = taxes.create({...TAX, amount: 12, price_include: false});
    order.lines[0].setFulfilment(PICKUP);
    order.lines[0].tax_ids = [["set", included]];
    order.lines[1].tax_ids = [["set", excluded]];
    const {deposit, now} = order.dueAmounts;
    order.stashLater();
    expect(order.totalDue).toBe(now);
    const lines = order.lines.filter((line) => line.isDeposit);
    expect(lines.map((line) => line.tax_ids.map(({id}) => id))).toEqual([
        [included.id],
        [excluded.id],
    ]);
    const total = lines.reduce((sum, line) => sum + line.priceIncl, 0);
    expect(store.currency.round(total)).toBe(deposit);
    expect(lines[1].price_unit).toBe(store.currency.round(lines[1].priceIncl / 1.12));
    order.overrideDeposit(5);
    expect(order.lines.filter((line) => line.isDeposit)).toHaveLength(2);
    order.restoreLater();
    expect(order.lines).toHaveLength(2);
});

test("a deposit is shared out as on the server", () => {
    const currency = {round: (value) => Math.round(value * 100) / 100};
    expect(spread(10, [1, 1, 1], currency)).toEqual([3.33, 3.34, 3.33]);
    expect(spread(0.05, [3, 1, 0], currency)).toEqual([0.04, 0.01, 0]);
    expect(spread(1, [0, 0], currency)).toEqual([0.5, 0.5]);
});

for (const onlyCash of [true, false]) {
    test(`due now equals the payment screen, cash rounding, only cash: ${onlyCash}`, async () => {
        const store = await setupPosEnv();
        prepareRoundingVals(store, 0.05, "HALF-UP", onlyCash);
        const order = store.addNewOrder();
        order.setPartner(store.models["res.partner"].get(3));
        for (const [id, qty] of [
            [15, 3],
            [16, 2],
        ]) {
            const product_tmpl_id = store.models["product.template"].get(id);
            await store.addLineToOrder({product_tmpl_id, qty}, order);
        }
        order.lines[0].setDiscount(7);
        order.lines[1].setFulfilment(PICKUP);
        const {now} = order.dueAmounts;
        order.stashLater();
        expect(order.totalDue).toBe(now);
        order.restoreLater();
        expect(order.dueAmounts.now).toBe(now);
    });
}

test("stash and restore bring the same lines back, as often as one likes", async () => {
    const store = await setupPosEnv();
    const order = await getMixedOrder(store);
    const line = order.lines[1];
    line.setDiscount(10);
    line.setCustomerNote("Wrap it");
    line.setNote('[{"text":"Fragile","colorIndex":1}]');
    store.models["pos.pack.operation.lot"].create({
        lot_name: "L1",
        pos_order_line_id: line,
    });
    const note = line.getNote();
    const before = describeLines(order);
    const total = order.totalDue;
    for (let round = 0; round < 3; round++) {
        order.stashLater();
        order.stashLater();
        expect(order.lines.map((l) => l.product_id.id).sort()).toEqual([
            5,
            DEPOSIT_PRODUCT_ID,
        ]);
        order.restoreLater();
        order.restoreLater();
        expect(describeLines(order)).toEqual(before);
        expect(order.totalDue).toBe(total);
    }
    expect(order.laterLines[0].getNote()).toBe(note);
    expect("lines" in order.customer_order_payload).toBe(false);
});

test("the stashed payload is plain data and names what the server needs", async () => {
    const store = await setupPosEnv();
    const order = await getMixedOrder(store);
    order.setCustomerOrderChoices({type: "customer_order", collector: "Kari"});
    const line = order.lines[1];
    order.stashLater();
    const payload = order.customer_order_payload;
    expect(JSON.parse(JSON.stringify(payload))).toEqual(payload);
    expect(payload.collector).toBe("Kari");
    expect(payload.lines).toHaveLength(1);
    const [frozen] = payload.lines;
    expect(frozen.product_id).toBe(6);
    expect(frozen.qty).toBe(2);
    expect(frozen.price_unit).toBe(line.price_unit);
    expect(frozen.fulfilment).toBe("pickup");
    expect(frozen.store_id).toBe(PICKUP.store);
    expect(frozen.date).toBe(PICKUP.date);
    expect(frozen.uuid).not.toBe(line.uuid);
});

test("the order keeps its uuid and number when the cashier goes back and forth", async () => {
    const store = await setupPosEnv();
    const order = await getMixedOrder(store);
    order.stashLater();
    const {uuid, reference} = order.customer_order_payload;
    order.restoreLater();
    order.stashLater();
    expect(order.customer_order_payload.uuid).toBe(uuid);
    expect(order.customer_order_payload.reference).toBe(reference);
});

test("a combo comes back whole; its children are what is ordered", async () => {
    const store = await setupPosEnv();
    const order = store.addNewOrder();
    order.setPartner(store.models["res.partner"].get(3));
    const chosen = [1, 3].map((id) => ({
        combo_item_id: store.models["product.combo.item"].get(id),
        qty: 1,
        configuration: {
            attribute_custom_values: [],
            attribute_value_ids: [],
            price_extra: 0,
        },
    }));
    await store.addLineToOrder(
        {
            product_tmpl_id: store.models["product.template"].get(7),
            payload: [chosen, []],
            qty: 1,
        },
        order
    );
    const head = order.lines.find((line) => line.combo_line_ids.length);
    head.setFulfilment(PICKUP);
    const before = describeLines(order);
    order.stashLater();
    expect(order.lines).toHaveLength(1);
    expect(order.customer_order_payload.lines).toHaveLength(2);
    expect(order.customer_order_payload.lines.some((l) => l.product_id === 7)).toBe(
        false
    );
    order.restoreLater();
    expect(describeLines(order)).toEqual(before);
});

test("another deposit is kept, and never more than the order", async () => {
    const store = await setupPosEnv();
    const order = await getMixedOrder(store);
    order.stashLater();
    const {total} = order.dueAmounts;
    order.overrideDeposit(total);
    expect(order.dueAmounts.later).toBe(0);
    expect(order.lines.find((line) => line.isDeposit).price_unit).toBe(total);
    order.restoreLater();
    order.laterLines[0].setQuantity(1);
    order.stashLater();
    expect(order.dueAmounts.total).toBeLessThan(total);
    expect(order.dueAmounts.deposit).toBe(order.dueAmounts.total);
});

test("a quote takes no deposit", async () => {
    const store = await setupPosEnv();
    const order = await getMixedOrder(store);
    order.setCustomerOrderChoices({type: "quote"});
    order.stashLater();
    expect(order.customer_order_payload.deposit).toBe(0);
    expect(order.dueAmounts.deposit).toBe(0);
});

test("an order needs a customer", async () => {
    const store = await setupPosEnv();
    const order = await getFilledOrder(store);
    expect(order.isCustomerRequired).toBe(false);
    order.lines[1].setFulfilment(PICKUP);
    expect(order.isCustomerRequired).toBe(true);
    order.stashLater();
    expect(order.isCustomerRequired).toBe(true);
    order.setPartner(store.models["res.partner"].get(3));
    expect(order.isCustomerRequired).toBe(false);
});

test("another customer during payment: the order stays stashed, its address is forgotten", async () => {
    const store = await setupPosEnv();
    const order = await getFilledOrder(store);
    order.setPartner(store.models["res.partner"].get(3));
    order.lines[1].setFulfilment({fulfilment: "ship", store: PICKUP.store, partner: 3});
    order.stashLater();
    order.setPartner(store.models["res.partner"].get(4));
    expect(order.isStashed).toBe(true);
    expect(order.customer_order_payload.lines[0].partner_id).toBe(4);
    expect(order.lines.filter((line) => line.isDeposit)).toHaveLength(1);
});

test("a finalized ticket is never touched; the frozen lines stay in the till", async () => {
    const store = await setupPosEnv();
    const order = await getMixedOrder(store);
    order.stashLater();
    order.state = "paid";
    order.restoreLater();
    expect(order.isStashed).toBe(true);
    const sent = order.serializeForORM({keepCommands: true}).customer_order_payload;
    expect(sent.lines).toHaveLength(1);
    expect("frozen" in sent.lines[0]).toBe(false);
    expect("frozen" in order.customer_order_payload.lines[0]).toBe(true);
});
