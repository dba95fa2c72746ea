import {expect, test} from "@odoo/hoot";
import {advanceTime, animationFrame, click, queryOne, waitFor} from "@odoo/hoot-dom";
import {makeServerError, onRpc} from "@web/../tests/web_test_helpers";
import {dialogActions, setupPosEnv} from "@point_of_sale/../tests/unit/utils";
import {definePosModels} from "@point_of_sale/../tests/unit/data/generate_model_definitions";
import {getMixedOrder} from "../utils";
import {showPaymentLink} from "@retail_customer_orders/app/utils/payment_link";

definePosModels();

const LINK = {
    order_id: 77,
    reference: "CO18",
    state: "waiting",
    is_cancelled: false,
    amount: 20,
    total: 200,
    link: "https://shop.example.com/my/orders/77?access_token=1",
    seconds: 3605,
    email: "kari@example.com",
};

/** @param {object[]} answers what is read, one after the other; the last one stays */
function mockServer(...answers) {
    let now = LINK;
    onRpc("retail.order.request", "read_payment_link_from_ui", () => {
        now = answers.length > 1 ? answers.shift() : answers[0];
        return now;
    });
    onRpc("retail.order.request", "get_payment_state_from_ui", () => ({
        state: answers[0].state,
        is_cancelled: false,
    }));
}

async function openLink(steps) {
    const store = await setupPosEnv();
    await dialogActions(
        () => showPaymentLink(store, {orderId: 77, reference: "CO18"}),
        [() => waitFor(".payment-link-dialog"), ...steps]
    );
    return store;
}

const tap = (selector) => async () => {
    await click(selector);
    await animationFrame();
};

test("CO-15: the code, the amount and the time left; paid is seen by itself", async () => {
    mockServer(LINK, {...LINK, state: "paid", amount: 0, link: "", seconds: 0});
    await openLink([
        () => waitFor(".payment-link-code"),
        () => {
            expect(queryOne(".payment-link-amount").textContent).toInclude("20.00");
            expect(queryOne(".payment-link-left").textContent).toInclude("1:00:05");
        },
        () => advanceTime(2000),
        () =>
            expect(queryOne(".payment-link-left").textContent).not.toInclude("1:00:05"),
        () => advanceTime(5000),
        () => waitFor(".payment-link-paid"),
        () => expect(".withdraw-link").toHaveCount(0),
        tap(".close-link"),
    ]);
});

test("CO-15: time is up, then the order is cancelled", async () => {
    mockServer(
        {...LINK, seconds: 2},
        {...LINK, state: "expired", is_cancelled: true, link: "", seconds: 0}
    );
    await openLink([
        () => waitFor(".payment-link-code"),
        () => advanceTime(3000),
        () => waitFor(".payment-link-left:contains('Time is up')"),
        () => advanceTime(5000),
        () => waitFor(".payment-link-expired"),
        tap(".close-link"),
    ]);
});

test("CO-15: what the server refuses is said in the dialog", async () => {
    mockServer(LINK);
    onRpc("retail.order.request", "mail_payment_link_from_ui", () => {
        throw makeServerError({message: "Kari has no e-mail address."});
    });
    await openLink([
        () => waitFor(".payment-link-code"),
        tap(".mail-link"),
        () => waitFor(".payment-link-error:contains('no e-mail address')"),
        tap(".close-link"),
    ]);
});

test("CO-15: what is paid by link is not paid here; what is carried out is", async () => {
    const store = await setupPosEnv();
    const order = await getMixedOrder(store);
    const {total, deposit, now} = order.dueAmounts;
    const carriedOut = store.currency.round(now - deposit);
    for (const [link, amount] of [
        ["deposit", deposit],
        ["all", total],
    ]) {
        order.stashLater();
        order.setPaymentLink(link);
        const payload = order.customer_order_payload;
        expect([payload.deposit, payload.link_amount]).toEqual([0, amount]);
        expect(order.totalDue).toBe(carriedOut);
        expect(order.dueAmounts.later).toBe(store.currency.round(total - amount));
        // The choice outlives the way back to the cart.
        order.restoreLater();
        expect(order.dueAmounts.linkAmount).toBe(amount);
    }
    order.stashLater();
    order.setPaymentLink("");
    expect(order.customer_order_payload.link_amount).toBe(0);
    expect(order.totalDue).toBe(now);
});
