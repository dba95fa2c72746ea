import {expect, test} from "@odoo/hoot";
import {setupPosEnv, getFilledOrder} from "@point_of_sale/../tests/unit/utils";
import {definePosModels} from "@point_of_sale/../tests/unit/data/generate_model_definitions";
import {DEPOSIT_PRODUCT_ID} from "../data/customer_orders.data";
import {PICKUP, getMixedOrder} from "../utils";

definePosModels();

test("a scan does not melt into a line that is picked up", async () => {
    const store = await setupPosEnv();
    const order = await getMixedOrder(store);
    const add = () =>
        store.addLineToOrder(
            {product_tmpl_id: store.models["product.template"].get(6)},
            order
        );
    await add();
    expect(order.lines).toHaveLength(3);
    expect(order.laterLines[0].qty).toBe(2);
    await add();
    expect(order.lines).toHaveLength(3);
    expect(order.lines[2].qty).toBe(2);
});

test("lines merge only where store, day and address agree", async () => {
    const store = await setupPosEnv();
    const order = await getFilledOrder(store);
    const product_tmpl_id = store.models["product.template"].get(5);
    const twin = store.models["pos.order.line"].create({
        order_id: order,
        product_id: product_tmpl_id.product_variant_ids[0],
        qty: 1,
        price_unit: order.lines[0].price_unit,
        price_type: "original",
        price_extra: 0,
        tax_ids: [["link", ...order.lines[0].tax_ids]],
    });
    expect(order.lines[0].canBeMergedWith(twin)).toBe(true);
    twin.setFulfilment(PICKUP);
    expect(order.lines[0].canBeMergedWith(twin)).toBe(false);
    order.lines[0].setFulfilment(PICKUP);
    expect(order.lines[0].canBeMergedWith(twin)).toBe(true);
    order.lines[0].setFulfilment({...PICKUP, date: "2030-11-29"});
    expect(order.lines[0].canBeMergedWith(twin)).toBe(false);
});

test("the badge names what, where and when", async () => {
    const store = await setupPosEnv();
    const order = await getMixedOrder(store);
    expect(order.lines[0].fulfilmentLabel).toBe("");
    expect(order.lines[1].fulfilmentLabel).toBe("Pick up · Bergen · Thu, Nov 28");
    order.lines[1].setFulfilment({fulfilment: "carry_out"});
    expect(order.lines[1].fulfilmentLabel).toBe("");
    expect(order.lines[1].raw.fulfilment_store_id || false).toBe(false);
});

test("refunds, deposits and the like cannot be ordered", async () => {
    const store = await setupPosEnv();
    const order = await getMixedOrder(store);
    expect(order.lines[0].canBeLater).toBe(true);
    order.lines[0].setQuantity(-1);
    expect(order.lines[0].canBeLater).toBe(false);
    order.stashLater();
    const deposit = order.lines.find((line) => line.isDeposit);
    expect(deposit.product_id.id).toBe(DEPOSIT_PRODUCT_ID);
    expect(deposit.canBeLater).toBe(false);
});

test("lines of a pickup are locked, what is bought besides is not", async () => {
    const store = await setupPosEnv();
    const order = await getFilledOrder(store);
    const [handedOut, besides] = order.lines;
    order.pickup_payload = {
        order_id: 1,
        lines: [{uuid: handedOut.uuid, order_line_id: 1, qty: 3}],
        deposit: 1,
    };
    expect(order.isLockedLine(handedOut)).toBe(true);
    expect(order.isLockedLine(besides)).toBe(false);
    await store.setDiscountFromUI(handedOut, 50);
    await store.setDiscountFromUI(besides, 50);
    expect(handedOut.getDiscount()).toBe(0);
    expect(besides.getDiscount()).toBe(50);
    expect(store.getFulfilmentObstacle(order)).not.toBe("");
});
