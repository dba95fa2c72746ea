import {expect, test} from "@odoo/hoot";
import {mountWithCleanup, patchWithCleanup} from "@web/../tests/web_test_helpers";
import {setupPosEnv} from "@point_of_sale/../tests/unit/utils";
import {definePosModels} from "@point_of_sale/../tests/unit/data/generate_model_definitions";
import {NoReceipt} from "@retail_returns/app/screens/no_receipt/no_receipt";
import {
    NoReceiptReturn,
    fillNoReceiptTicket,
    hasGoodsWithoutReceipt,
} from "@retail_returns/app/utils/no_receipt";
import {priceOffLine} from "@retail_returns/app/utils/no_receipt_off_line";

definePosModels();

function getProduct(store) {
    return store.models["product.template"].get(5).product_variant_ids[0];
}

test("a product that is scanned again counts one more", async () => {
    const store = await setupPosEnv();
    const goods = new NoReceiptReturn(store);
    expect(goods.missing).toBe("Scan what comes back");
    goods.add(getProduct(store));
    goods.add(getProduct(store));
    expect(goods.lines.map(({quantity}) => quantity)).toEqual([2]);
    store.config.no_receipt_customer_required = true;
    expect(goods.missing).toBe("Choose the customer");
    store.config.no_receipt_customer_required = false;
    expect(goods.missing).toBe("Choose why it comes back");
});

test("off line goods give back today's price, where the store lets them", async () => {
    const store = await setupPosEnv();
    const goods = new NoReceiptReturn(store);
    goods.add(getProduct(store));
    store.data.network.offline = true;
    expect(goods.missing).toBe("Needs the network");
    store.config.no_receipt_off_line = true;
    const [line] = priceOffLine(store, goods.lines).lines;
    const template = getProduct(store).product_tmpl_id;
    expect(line.price).toBe(template.getTaxDetails().total_included);
    goods.take(await goods.ask());
    const order = fillNoReceiptTicket(store, goods, store.addNewOrder());
    expect(order.priceIncl).toBe(-line.price);
    expect(hasGoodsWithoutReceipt(order)).toBe(true);
    expect(order.return_payload.lines[0].uuid).toBe(order.lines[0].uuid);
    store.data.network.offline = false;
});

test("an answer that comes too late keeps nobody waiting", async () => {
    const store = await setupPosEnv();
    const answers = [];
    patchWithCleanup(store.data, {
        call(model, method) {
            return method === "check_no_receipt_from_ui"
                ? new Promise((resolve) => answers.push(resolve))
                : super.call(...arguments);
        },
    });
    const page = await mountWithCleanup(NoReceipt);
    page.goods.add(getProduct(store));
    const checks = [page.check(), page.check()];
    for (const [index, answer] of answers.entries()) {
        const line = {price: index, most: index, is_sold: true};
        answer({lines: [line], total: index, refusal: "", faults: []});
    }
    expect(await Promise.all(checks)).toEqual([false, true]);
    expect(page.goods.told.total).toBe(1);
});
