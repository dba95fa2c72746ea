import {expect, test} from "@odoo/hoot";
import {animationFrame} from "@odoo/hoot-dom";
import {mountWithCleanup, onRpc} from "@web/../tests/web_test_helpers";
import {setupPosEnv} from "@point_of_sale/../tests/unit/utils";
import {definePosModels} from "@point_of_sale/../tests/unit/data/generate_model_definitions";
import OrderPaymentValidation from "@point_of_sale/app/utils/order_payment_validation";
import {ProductScreen} from "@point_of_sale/app/screens/product_screen/product_screen";
import {getMixedOrder} from "../utils";

definePosModels();

async function payFast(answer) {
    onRpc("retail.order.request", "check_order_from_ui", () => answer);
    const store = await setupPosEnv();
    const order = await getMixedOrder(store);
    const {now} = order.dueAmounts;
    const validation = new OrderPaymentValidation({
        pos: store,
        orderUuid: order.uuid,
        fastPaymentMethod: store.models["pos.payment.method"].getFirst(),
    });
    return {store, order, now, validation};
}

test("a fast payment takes what is due now", async () => {
    const {order, now, validation} = await payFast({ok: true});
    expect(order.payment_ids[0].amount).toBe(now);
    expect(await validation.askBeforeValidation()).toBe(true);
});

test("a fast payment of a refused order stops before anything is sent", async () => {
    const {order, validation} = await payFast({ok: false, message: "Not sold here."});
    expect(await validation.validateOrder(false)).toBe(false);
    expect(order.state).toBe("draft");
});

test("every road back to the cart brings the lines back", async () => {
    const store = await setupPosEnv();
    const order = await getMixedOrder(store);
    const {now} = order.dueAmounts;
    order.stashLater();
    const screen = await mountWithCleanup(ProductScreen, {
        props: {orderUuid: order.uuid},
    });
    expect(order.isStashed).toBe(false);
    expect(".fulfilment-badge").toHaveCount(1);
    expect(screen.total).toBe(store.env.utils.formatCurrency(now));
    // Another ticket is chosen without leaving the screen.
    const other = await getMixedOrder(store);
    other.stashLater();
    await animationFrame();
    expect(other.isStashed).toBe(false);
});
