import {expect, test} from "@odoo/hoot";
import {animationFrame, click, queryAll, queryOne, waitFor} from "@odoo/hoot-dom";
import {ConnectionLostError} from "@web/core/network/rpc";
import {MainComponentsContainer} from "@web/core/main_components_container";
import {
    mountWithCleanup,
    onRpc,
    patchWithCleanup,
} from "@web/../tests/web_test_helpers";
import {setupPosEnv} from "@point_of_sale/../tests/unit/utils";
import {definePosModels} from "@point_of_sale/../tests/unit/data/generate_model_definitions";
import OrderPaymentValidation from "@point_of_sale/app/utils/order_payment_validation";
import {OrderActions} from "@retail_customer_orders/app/screens/find_order/order_actions";
import {OrderDetail} from "@retail_customer_orders/app/screens/find_order/order_detail";
import {getNetworkObstacle} from "@retail_customer_orders/app/utils/order_network";
import {buildDepositTicket} from "@retail_customer_orders/app/utils/settlement_ticket";

definePosModels();

const YES = {enabled: true, why: ""};
const no = (why) => ({enabled: false, why});
const ACTIONS = {
    pickup: YES,
    payment: {...YES, highest: 80, spare: 0, proposed: 80},
    edit: YES,
    order: {...no(""), required: false, highest: 0},
    cancel: YES,
    undo_pickup: {...no(""), ticket_uuid: false},
};

const makeDetail = (actions = {}) => ({
    id: 77,
    reference: "CO00000000000018",
    customer: "Kari",
    phone: "",
    partner_id: 3,
    store: "Oslo",
    date: "2030-11-20",
    state: "Open",
    total: 100,
    balance: 80,
    deposit_held: 20,
    lines: [],
    payments: [],
    actions: {...ACTIONS, ...actions},
});

/** @returns {object} what each button says: true, or why not */
function readActions() {
    return Object.fromEntries(
        queryAll(".order-action").map((button) => [
            button.dataset.action,
            button.disabled
                ? button.parentElement.querySelector(".why-not")?.textContent || ""
                : true,
        ])
    );
}

async function mountDetail(actions) {
    const store = await setupPosEnv();
    const props = {detail: makeDetail(actions), refresh: () => expect.step("refresh")};
    await mountWithCleanup(OrderDetail, {props});
    return store;
}

test("an open order: everything but what there is nothing of", async () => {
    await mountDetail();
    expect(readActions()).toEqual({
        pickup: true,
        edit: true,
        payment: true,
        cancel: true,
        print: true,
    });
});

test("a quote is ordered, not picked up", async () => {
    await mountDetail({order: {...YES, required: 20, highest: 100}});
    expect(Object.keys(readActions())).not.toInclude("pickup");
    expect(readActions().order).toBe(true);
});

test("what is done, cancelled or held elsewhere says why", async () => {
    await mountDetail({
        pickup: no("It is picked up in Bergen"),
        edit: no("The order is cancelled."),
        payment: {...no("Nothing is left to pay"), highest: 0, spare: 0, proposed: 0},
        cancel: no("Everything was handed out"),
    });
    expect(readActions()).toEqual({
        pickup: "It is picked up in Bergen",
        edit: "The order is cancelled.",
        payment: "Nothing is left to pay",
        cancel: "Everything was handed out",
        print: true,
    });
});

test("what was handed out here is undone; what is too much is paid back", async () => {
    await mountDetail({
        payment: {...YES, highest: 0, spare: 30, proposed: -30},
        undo_pickup: {...YES, ticket_uuid: "0d1e"},
    });
    expect(readActions().undo_pickup).toBe(true);
    expect(queryOne("[data-action=payment]").textContent.trim()).toBe("Pay back");
});

test("off line all but printing waits, and comes back by itself (AY-11)", async () => {
    const store = await mountDetail();
    store.data.network.offline = true;
    await animationFrame();
    const why = "Needs the network";
    expect(readActions()).toEqual({
        pickup: why,
        edit: why,
        payment: why,
        cancel: why,
        print: true,
    });
    store.data.network.offline = false;
    await animationFrame();
    expect(readActions().pickup).toBe(true);
});

test("the amount of a payment is not lost with the connection", async () => {
    const store = await setupPosEnv();
    await mountWithCleanup(MainComponentsContainer);
    let isLost = true;
    const asked = [];
    onRpc("retail.order.request", "prepare_deposit_from_ui", ({args}) => {
        asked.push(args[2]);
        const deposit = {qty: 1, price_unit: args[2], tax_ids: []};
        return {amount: args[2], deposit_lines: [deposit], payments: []};
    });
    patchWithCleanup(store.data, {
        async call() {
            const answer = await super.call(...arguments);
            if (isLost) {
                isLost = false;
                throw new ConnectionLostError("prepare_deposit_from_ui");
            }
            return answer;
        },
    });
    const paid = new OrderActions(store, makeDetail()).pay();
    await waitFor(".modal .numpad");
    await click(".modal .numpad button:contains(5)");
    await animationFrame();
    await click(".modal-footer .btn-primary");
    await waitFor(".modal:contains('No connection to the server')");
    await click(".modal:contains('No connection') .modal-footer .btn-primary");
    await waitFor(".modal .input-value:contains(5.00)");
    await click(".modal-footer .btn-primary");
    await paid;
    expect(asked).toEqual([5, 5]);
    expect(store.getOrder().deposit_payload.amount).toBe(5);
});

test("a ticket of an order taken before waits for the network", async () => {
    const store = await setupPosEnv();
    await mountWithCleanup(MainComponentsContainer);
    const order = await buildDepositTicket(store, makeDetail(), {
        amount: 80,
        deposit_lines: [{qty: 1, price_unit: 80, tax_ids: []}],
        payments: [],
    });
    expect(getNetworkObstacle(store, order)).toBe("");
    store.data.network.offline = true;
    expect(getNetworkObstacle(store, order)).toMatch(/CO00000000000018 was taken/);
    expect(getNetworkObstacle(store, store.addNewOrder())).toBe("");
    const validation = new OrderPaymentValidation({pos: store, orderUuid: order.uuid});
    expect(await validation.askBeforeValidation()).toBe(false);
    await waitFor(".modal:contains('this needs the network')");
});
