import {expect, test} from "@odoo/hoot";
import {animationFrame, click, press, queryOne, waitFor} from "@odoo/hoot-dom";
import {mountWithCleanup, onRpc} from "@web/../tests/web_test_helpers";
import {setupPosEnv} from "@point_of_sale/../tests/unit/utils";
import {definePosModels} from "@point_of_sale/../tests/unit/data/generate_model_definitions";
import {PaymentScreen} from "@point_of_sale/app/screens/payment_screen/payment_screen";
import {getMixedOrder} from "../utils";

definePosModels();

async function openPayment(answer) {
    const asked = [];
    onRpc("retail.order.request", "check_order_from_ui", ({args}) => {
        asked.push(args);
        return answer;
    });
    const store = await setupPosEnv();
    const order = await getMixedOrder(store);
    const {now} = order.dueAmounts;
    const screen = await mountWithCleanup(PaymentScreen, {
        props: {orderUuid: order.uuid},
    });
    await animationFrame();
    return {store, order, now, asked, screen};
}

test("the payment screen asks for what is due now and explains it", async () => {
    const {order, now, asked} = await openPayment({ok: true});
    expect(order.isStashed).toBe(true);
    expect(order.totalDue).toBe(now);
    expect(".deposit small").toHaveText(/^20 % of/);
    expect(asked).toHaveLength(1);
    expect("frozen" in asked[0][1].lines[0]).toBe(false);
    expect(asked[0][2]).toBe(3);
});

test("no payment is taken for an order that the server refuses", async () => {
    const {store, order, screen} = await openPayment({
        ok: false,
        message: "Not sold here.",
    });
    await waitFor(".order-refused:contains('Not sold here.')");
    await screen.addNewPaymentLine(store.models["pos.payment.method"].getFirst());
    expect(order.payment_ids).toHaveLength(0);
    await waitFor(".modal-body:contains('Not sold here.')");
});

test("what was accepted is not asked again, a change is", async () => {
    const {store, order, asked, screen} = await openPayment({ok: true});
    await screen.addNewPaymentLine(store.models["pos.payment.method"].getFirst());
    expect(order.payment_ids).toHaveLength(1);
    expect(asked).toHaveLength(1);
    order.overrideDeposit(order.dueAmounts.total);
    await screen.checkCustomerOrder();
    expect(asked).toHaveLength(2);
    expect(asked[1][1].deposit).toBe(order.dueAmounts.total);
});

test("off line the order is taken and the screen says so", async () => {
    const {store, order, asked, screen} = await openPayment({ok: true});
    store.data.network.offline = true;
    order.overrideDeposit(order.dueAmounts.total);
    expect(await screen.checkCustomerOrder()).toBe(true);
    await animationFrame();
    expect(".deposit-summary .text-warning").toHaveText(/No network/);
    expect(asked).toHaveLength(1);
});

test("a deposit above the order cannot be entered", async () => {
    const {order} = await openPayment({ok: true});
    await click(".edit-deposit");
    await waitFor(".modal-body");
    for (let digit = 0; digit < 4; digit++) {
        await click(".modal .numpad button:contains(9)");
        await animationFrame();
    }
    await waitFor(".modal-body:contains('cannot exceed the order')");
    expect(queryOne(".modal-footer .btn-primary").disabled).toBe(true);
    expect(order.dueAmounts.deposit).toBe(order.dueAmounts.required);
});

test("a manager is called where an approval is all that is missing", async () => {
    onRpc("retail.approval", "get_approvers_from_ui", () => [
        {login: "mona", name: "Mona"},
    ]);
    const {store, order, screen} = await openPayment({
        ok: false,
        message: "Lamp: 80, not 100.",
        approval: {
            kind: "price_change",
            description: "Lamp: 80, not 100",
            amount: 20,
        },
    });
    // Nobody is called before money is about to be taken.
    expect(".retail-approver").toHaveCount(0);
    const added = screen.addNewPaymentLine(
        store.models["pos.payment.method"].getFirst()
    );
    await waitFor(".retail-approver");
    await waitFor(".retail-manager-dialog:contains('Lamp: 80, not 100')");
    await press("Escape");
    await added;
    expect(order.payment_ids).toHaveLength(0);
});
