import {expect, test} from "@odoo/hoot";
import {patchWithCleanup} from "@web/../tests/web_test_helpers";
import {setupPosEnv} from "@point_of_sale/../tests/unit/utils";
import {definePosModels} from "@point_of_sale/../tests/unit/data/generate_model_definitions";
import {CustomerDisplayPosAdapter} from "@point_of_sale/app/customer_display/customer_display_adapter";
import {getDepositKey} from "@retail_customer_orders/app/models/utils/deposit_rule";
import {getMixedOrder} from "./utils";

definePosModels();

test("a discount on the ticket goes along with ordered lines", async () => {
    const store = await setupPosEnv();
    const order = await getMixedOrder(store);
    const [carried, later] = order.lines;
    const {total} = order.dueAmounts;
    order.setTicketDiscount(10);
    expect(carried.getDiscount()).toBe(0);
    expect(later.getDiscount()).toBe(10);
    expect(later.getDiscountStr()).toBe("10");
    expect(order.dueAmounts.total).toBe(store.currency.round(total * 0.9));
    // On what the line had of its own.
    later.setDiscount(20);
    expect(later.getDiscount()).toBe(28);
    const {now} = order.dueAmounts;
    order.stashLater();
    expect(order.customer_order_payload.lines[0].discount).toBe(28);
    expect(order.totalDue).toBe(now);
    order.restoreLater();
    expect(order.laterLines[0].discount).toBe(20);
    expect(order.laterLines[0].getDiscount()).toBe(28);
    // Carried out all the same: core's own line is for it again.
    order.laterLines[0].setFulfilment({fulfilment: "carry_out"});
    expect(order.lines.map((line) => line.getDiscount())).toEqual([0, 20]);
});

test("a discount on a ticket without an order is core's alone", async () => {
    const store = await setupPosEnv();
    const order = await getMixedOrder(store);
    order.laterLines[0].setFulfilment({fulfilment: "carry_out"});
    order.setTicketDiscount(10);
    expect(order.ticketDiscount).toBe(0);
    expect(order.lines.map((line) => line.getDiscount())).toEqual([0, 0]);
});

test("what is ordered, and deposits, earn no points and are not rewarded", async () => {
    const store = await setupPosEnv();
    const order = await getMixedOrder(store);
    expect(order.lines.map((line) => line.canBeRewarded)).toEqual([true, false]);
    order.stashLater();
    expect(order.lines.map((line) => line.earnsPoints)).toEqual([true, false]);
    expect(order.lines[1].isDeposit).toBe(true);
});

test("handed-out goods earn points, but no reward changes their price", async () => {
    const store = await setupPosEnv();
    const order = await getMixedOrder(store);
    const [line] = order.lines;
    order.pickup_payload = {order_id: 7, lines: [{uuid: line.uuid}]};
    expect(line.earnsPoints).toBe(true);
    expect(line.canBeRewarded).toBe(false);
});

test("the customer display tells what is due now and later", async () => {
    const store = await setupPosEnv();
    const order = await getMixedOrder(store);
    const adapter = new CustomerDisplayPosAdapter();
    adapter.formatOrderData(order);
    const {now, later} = order.dueAmounts;
    const format = store.env.utils.formatCurrency;
    expect(adapter.data.dueNow).toBe(format(now));
    expect(adapter.data.dueLater).toBe(format(later));
    expect(adapter.data.lines.map((line) => line.fulfilment)).toEqual([
        "",
        "Pick up · Bergen · Thu, Nov 28",
    ]);
    const {lines: before, amount} = adapter.data;
    order.stashLater();
    adapter.formatOrderData(order);
    expect(adapter.data.dueNow).toBe(format(now));
    expect(adapter.data.dueLater).toBe(format(later));
    // What was ordered is still there, and no line is a deposit.
    const names = before.map((line) => line.productName);
    expect(adapter.data.lines.map((line) => line.productName)).toEqual(names);
    expect(adapter.data.lines[1].fulfilment).toBe("Pick up · Bergen · Thu, Nov 28");
    expect(adapter.data.lines[1].price).toBe(before[1].price);
    expect(adapter.data.amount).toBe(amount);
    expect(adapter.data.deposit).toBe(format(order.customer_order_payload.deposit));
});

test("the customer display of a plain cart is core's", async () => {
    const store = await setupPosEnv();
    const order = await getMixedOrder(store);
    order.laterLines[0].setFulfilment({fulfilment: "carry_out"});
    const adapter = new CustomerDisplayPosAdapter();
    adapter.formatOrderData(order);
    expect("dueNow" in adapter.data).toBe(false);
});

test("core's Quotation/Order leads to the order's own page", async () => {
    const store = await setupPosEnv();
    patchWithCleanup(store, {
        navigate(page, params) {
            expect.step(`${page} ${params.term}`);
        },
    });
    const saleOrder = {is_customer_order: true, customer_order_reference: "CO123"};
    await store._processSaleOrder(saleOrder);
    expect.verifySteps(["FindOrder CO123"]);
});

test("the server is asked with the fiscal position that was chosen", async () => {
    const store = await setupPosEnv();
    const order = await getMixedOrder(store);
    const position = store.models["account.fiscal.position"].getFirst();
    order.fiscal_position_id = undefined;
    const before = getDepositKey(order);
    order.fiscal_position_id = position;
    expect(getDepositKey(order)).not.toBe(before);
    order.stashLater();
    expect(order.customer_order_payload.fiscal_position_id).toBe(position.id);
});

test("internal notes go along", async () => {
    const store = await setupPosEnv();
    const order = await getMixedOrder(store);
    const [line] = order.laterLines;
    line.setNote('[{"text":"Fragile","colorIndex":1},{"text":"Heavy"}]');
    order.stashLater();
    expect(order.customer_order_payload.lines[0].internal_note).toBe("Fragile, Heavy");
});
