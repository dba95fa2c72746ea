import {expect, test} from "@odoo/hoot";
import {queryAllTexts, queryOne} from "@odoo/hoot-dom";
import {mountWithCleanup, patchWithCleanup} from "@web/../tests/web_test_helpers";
import {getFilledOrder, setupPosEnv} from "@point_of_sale/../tests/unit/utils";
import {definePosModels} from "@point_of_sale/../tests/unit/data/generate_model_definitions";
import {OrderReceipt} from "@point_of_sale/app/screens/receipt_screen/receipt/order_receipt";
import {OrderActions} from "@retail_customer_orders/app/screens/find_order/order_actions";
import {getMixedOrder} from "../utils";

definePosModels();

test("the receipt of an order is its voucher", async () => {
    const store = await setupPosEnv();
    const order = await getMixedOrder(store);
    order.stashLater();
    order.state = "paid";
    const {reference} = order.customer_order_payload;
    await mountWithCleanup(OrderReceipt, {props: {order}});
    expect(".order-voucher-reference").toHaveText(reference);
    expect(".order-voucher-code").toHaveCount(1);
    expect(queryAllTexts(".order-voucher-line")[0]).toMatch(
        /Pick up · Bergen · Thu, Nov 28/
    );
    const {total, deposit} = order.customer_order_payload;
    const balance = store.env.utils.formatCurrency(
        store.currency.round(total - deposit)
    );
    expect(queryOne(".order-voucher-balance .font-monospace").textContent).toBe(
        balance
    );
});

test("a plain receipt has none", async () => {
    const store = await setupPosEnv();
    const order = await getFilledOrder(store);
    order.state = "paid";
    await mountWithCleanup(OrderReceipt, {props: {order}});
    expect(".order-voucher").toHaveCount(0);
    expect(".existing-order").toHaveCount(0);
});

test("an order that was taken before is printed as it is now", async () => {
    const store = await setupPosEnv();
    const printed = [];
    patchWithCleanup(store.printer, {
        print: async (component, props) => printed.push({component, props}),
    });
    const line = {id: 4, name: "Red Chair", qty: 2, fulfilment: "pickup"};
    const detail = {
        reference: "CO00000000000018",
        customer: "Kari",
        collector: "",
        lines: [{...line, store: "Bergen", date: "2030-11-28", total: 40}],
        total: 40,
        deposit_held: 4,
        balance: 36,
        actions: {order: {required: false}},
    };
    await new OrderActions(store, detail).print();
    const [{component, props}] = printed;
    await mountWithCleanup(component, {props});
    expect(".order-voucher-reference").toHaveText("CO00000000000018");
    expect(queryAllTexts(".order-voucher-line")[0]).toMatch(/Pick up · Bergen/);
    expect(queryOne(".order-voucher-balance").textContent).toMatch(/36.00/);
});
