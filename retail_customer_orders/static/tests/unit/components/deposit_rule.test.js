import {expect, test} from "@odoo/hoot";
import {animationFrame, click, waitFor} from "@odoo/hoot-dom";
import {mountWithCleanup, onRpc} from "@web/../tests/web_test_helpers";
import {setupPosEnv} from "@point_of_sale/../tests/unit/utils";
import {definePosModels} from "@point_of_sale/../tests/unit/data/generate_model_definitions";
import OrderPaymentValidation from "@point_of_sale/app/utils/order_payment_validation";
import {OrderSummary} from "@point_of_sale/app/screens/product_screen/order_summary/order_summary";
import {PaymentScreen} from "@point_of_sale/app/screens/payment_screen/payment_screen";
import {refreshDeposit} from "@retail_customer_orders/app/utils/deposit_request";
import {getMixedOrder} from "../utils";

definePosModels();

const EXPLANATION = "50 % of 6.90 by the rule “Furniture”";

/** A server whose rules ask for 3.45, and that accepts every order. */
async function setup(answer = {}) {
    const asked = [];
    onRpc("retail.order.request", "get_deposit_from_ui", ({args}) => {
        asked.push(args);
        return {deposit_required: 3.45, deposit_explanation: EXPLANATION, ...answer};
    });
    onRpc("retail.order.request", "check_order_from_ui", () => ({ok: true}));
    const store = await setupPosEnv();
    const order = await getMixedOrder(store);
    return {store, order, asked};
}

async function openPayment(answer) {
    const found = await setup(answer);
    const screen = await mountWithCleanup(PaymentScreen, {
        props: {orderUuid: found.order.uuid},
    });
    await animationFrame();
    return {...found, screen};
}

function getAccountMethod(store) {
    const method = store.models["pos.payment.method"].getFirst();
    method.type = "pay_later";
    method.is_cash_count = false;
    return method;
}

test("test_dp_01_the_cart_knows_the_deposit_of_the_rule", async () => {
    const {order, asked} = await setup();
    await mountWithCleanup(OrderSummary, {props: {}});
    await animationFrame();
    expect(asked).toHaveLength(1);
    expect(asked[0][2]).toBe(3);
    expect("frozen" in asked[0][1].lines[0]).toBe(false);
    expect(order.dueAmounts.required).toBe(3.45);
    order.laterLines[0].setQuantity(1);
    expect(order.dueAmounts.required).not.toBe(3.45, {
        message: "The answer was for another cart.",
    });
    await animationFrame();
    await animationFrame();
    expect(asked).toHaveLength(2);
});

test("test_dp_01_the_payment_screen_takes_over_the_rule", async () => {
    const {order, asked} = await openPayment();
    expect(asked).toHaveLength(1);
    expect(order.lines.find((line) => line.isDeposit).price_unit).toBe(3.45);
    expect(order.customer_order_payload.deposit).toBe(3.45);
    expect(order.totalDue).toBe(order.dueAmounts.now);
    expect(".deposit small").toHaveText(EXPLANATION);
    // Back in the cart, the same answer serves.
    order.restoreLater();
    expect(order.dueAmounts.required).toBe(3.45);
});

test("test_dp_03_a_rule_may_ask_for_nothing", async () => {
    const {order} = await openPayment({
        deposit_required: 0,
        deposit_explanation: "0 % of 6.90 by the rule “Business”",
    });
    expect(order.dueAmounts.deposit).toBe(0);
    expect(".deposit small").toHaveText("0 % of 6.90 by the rule “Business”");
});

test("test_dp_04_a_changed_deposit_stays_when_the_rule_is_known", async () => {
    const {order} = await setup();
    order.stashLater();
    order.overrideDeposit(5);
    await mountWithCleanup(PaymentScreen, {props: {orderUuid: order.uuid}});
    await animationFrame();
    expect(order.dueAmounts.required).toBe(3.45);
    expect(order.dueAmounts.deposit).toBe(5);
    expect(".deposit small").toHaveText(`Changed, was ${EXPLANATION}`);
});

test("test_dp_04_nobody_goes_below_the_lowest_deposit", async () => {
    const {order} = await openPayment();
    order.company.retail_deposit_minimum_percent = 20;
    const {lowest, total} = order.dueAmounts;
    expect(lowest).toBe(order.currency.round(total * 0.2));
    await click(".edit-deposit");
    await waitFor(".modal-body");
    await click(".modal .numpad button:contains(1)");
    await waitFor(".modal-body:contains('Nobody may take less than')");
    expect(".modal-footer .btn-primary").not.toBeEnabled();
});

test("off line the percentage of the company is asked for", async () => {
    const {store, order, asked} = await setup();
    store.data.network.offline = true;
    await refreshDeposit(store, order);
    expect(asked).toHaveLength(0);
    expect(order.dueAmounts.required).toBe(
        order.currency.round(order.dueAmounts.total * 0.2)
    );
});

test("an answer that comes too late is not taken over", async () => {
    const {store, order} = await setup();
    const asking = refreshDeposit(store, order);
    order.laterLines[0].setQuantity(1);
    await asking;
    expect(order.customer_order_payload?.deposit_rule).toBe(undefined);
});

test("test_dp_11_a_deposit_does_not_go_on_the_account", async () => {
    const {store, order, screen} = await openPayment();
    const onAccount = getAccountMethod(store);
    expect(await screen.addNewPaymentLine(onAccount)).toBe(false);
    expect(order.payment_ids).toHaveLength(0);
    await waitFor(".modal-body:contains('cannot be paid on the customer')");
});

test("test_dp_11_what_is_carried_out_may_go_on_the_account", async () => {
    const {store, order, screen} = await openPayment();
    const [card, account] = store.models["pos.payment.method"].getAll();
    account.type = "pay_later";
    await screen.addNewPaymentLine(card);
    order.payment_ids[0].setAmount(order.dueAmounts.deposit);
    expect(await screen.addNewPaymentLine(account)).toBe(true);
    const validation = new OrderPaymentValidation({pos: store, orderUuid: order.uuid});
    expect(await validation.askBeforeValidation()).toBe(true);
    order.payment_ids[0].setAmount(1);
    order.payment_ids[1].setAmount(order.totalDue - 1);
    expect(await validation.askBeforeValidation()).toBe(false);
});
