import {expect, test} from "@odoo/hoot";
import {getFilledOrder, setupPosEnv} from "@point_of_sale/../tests/unit/utils";
import {definePosModels} from "@point_of_sale/../tests/unit/data/generate_model_definitions";
import {findLocalSales, readLocalSale} from "@retail_returns/app/utils/local_sales";
import {makeReturnPayload} from "@retail_returns/app/utils/returns";

definePosModels();

async function getReturn(store) {
    const order = await getFilledOrder(store);
    const [line, other] = order.lines;
    line.setQuantity(-3);
    other.delete();
    order.setRefund(true);
    const reason = {id: 7, note: ""};
    const source = {sold_line_id: 42};
    order.return_payload = makeReturnPayload([{line, source, reason}], {name: "1"});
    return [order, line];
}

async function buy(store, order, qty) {
    const product = store.models["product.template"].get(6);
    return await store.addLineToOrder({product_tmpl_id: product, qty}, order);
}

test("what is added to a return is bought for it, and its net is its sign", async () => {
    const store = await setupPosEnv();
    const [order, line] = await getReturn(store);
    expect(order.isExchange).toBe(false);
    expect(order.isLockedLine(line)).toBe(false);
    const bought = await buy(store, order, 1);
    expect(order.lines).toHaveLength(2);
    expect(order.isExchange).toBe(true);
    expect(order.isRefund).toBe(false);
    expect(order.isLockedLine(line)).toBe(true);
    expect(order.isLockedLine(bought)).toBe(false);
    order.stashLater();
    expect(order.isRefund).toBe(order.priceIncl < 0);
    // The server turns the lines of a refund.
    expect(line.priceIncl).toBeLessThan(0);
    expect(order.serializeForORM().is_refund).toBe(false);
    order.restoreLater();
    expect(order.isRefund).toBe(false);
    bought.setQuantity(500);
    order.stashLater();
    expect(order.priceIncl).toBeGreaterThan(0);
    expect(order.isRefund).toBe(false);
});

test("a fee that is kept is not changed in the cart of an exchange", async () => {
    const store = await setupPosEnv();
    const [order] = await getReturn(store);
    const fee = await buy(store, order, 1);
    order.return_payload = {...order.return_payload, extras: [{uuid: fee.uuid}]};
    expect(order.isLockedLine(fee)).toBe(true);
});

test("a return alone stays a refund", async () => {
    const store = await setupPosEnv();
    const [order, line] = await getReturn(store);
    order.restoreLater();
    order.stashLater();
    expect(order.isRefund).toBe(true);
    expect(order.serializeForORM().is_refund).toBe(true);
    expect(line.priceIncl).toBeGreaterThan(0);
});

test("a register knows what it sold itself", async () => {
    const store = await setupPosEnv();
    const sold = await getFilledOrder(store);
    sold.pos_reference = "2500-99-000042";
    expect(findLocalSales(store, "")).toHaveLength(0);
    sold.state = "paid";
    const [sale] = findLocalSales(store, "000042");
    expect(sale.sold).toBe(5);
    expect(sale.returnable).toBe(5);
    expect(sale.lines[0].sold_line_id).toBe(0);
    expect(findLocalSales(store, "Nobody")).toHaveLength(0);
    // What came back at this register is counted, sent or not.
    const back = await getFilledOrder(store);
    back.lines[0].setQuantity(-2);
    back.lines[0].refunded_orderline_id = sold.lines[0];
    back.lines[1].delete();
    back.state = "paid";
    const again = readLocalSale(store, sale.key);
    expect(again.lines.map(({returned}) => returned)).toEqual([2, 0]);
    expect(again.returnable).toBe(3);
});
