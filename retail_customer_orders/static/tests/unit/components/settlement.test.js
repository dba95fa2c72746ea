import {expect, test} from "@odoo/hoot";
import {animationFrame, click, queryAllTexts, queryOne, waitFor} from "@odoo/hoot-dom";
import {ConnectionLostError} from "@web/core/network/rpc";
import {onRpc, patchWithCleanup} from "@web/../tests/web_test_helpers";
import {dialogActions, setupPosEnv} from "@point_of_sale/../tests/unit/utils";
import {definePosModels} from "@point_of_sale/../tests/unit/data/generate_model_definitions";
import {makeAwaitable} from "@point_of_sale/app/utils/make_awaitable_dialog";
import {CancelDialog} from "@retail_customer_orders/app/components/popups/cancel_dialog/cancel_dialog";
import {buildUndoTicket} from "@retail_customer_orders/app/utils/pickup_ticket";
import {
    buildCancelTicket,
    buildDepositTicket,
} from "@retail_customer_orders/app/utils/settlement_ticket";

definePosModels();

const DETAIL = {id: 77, reference: "CO00000000000018", partner_id: 3};
const REASON = {id: 9, note: "moved away"};

/** Two lines of 10 a piece; a charge of 10 %, a deposit of a fifth. */
function mockPrepare() {
    onRpc("retail.order.request", "prepare_cancel_from_ui", ({args}) => {
        const [, , wanted, charge] = args;
        const lines = [1, 2].map((id) => ({
            order_line_id: id,
            product_id: id + 4,
            name: `Product ${id}`,
            most: 2,
            qty: wanted ? wanted[id] : 2,
        }));
        const count = lines.reduce((sum, {qty}) => sum + qty, 0);
        const proposed = count;
        const taken = charge ?? proposed;
        const deposit = count * 2;
        return {
            lines,
            value: count * 10,
            charge_proposed: proposed,
            charge: taken,
            deposit,
            refund: Math.max(deposit - taken, 0),
            owed: Math.max(taken - deposit, 0),
            is_whole: count === 4,
            deposit_lines: [{qty: -1, price_unit: deposit, tax_ids: []}],
            payments: [],
        };
    });
}

function addReasons(store) {
    store.models["retail.reason.code"].create({
        id: 9,
        name: "Moved away",
        kind: "cancellation",
        sequence: 1,
        note_required: true,
    });
}

async function openDialog(steps, prepare) {
    mockPrepare();
    const store = await setupPosEnv();
    prepare?.(store);
    addReasons(store);
    const answer = await dialogActions(
        () => makeAwaitable(store.dialog, CancelDialog, {detail: DETAIL}),
        [() => waitFor(".cancel-dialog .cancel-amounts"), ...steps]
    );
    return {store, answer};
}

const label = () => queryOne(".confirm-cancel").textContent.trim();
const press = (selector) => async () => {
    await click(selector);
    await animationFrame();
};

test("the whole order is proposed; a reason and its note are needed", async () => {
    const {answer} = await openDialog([
        () => {
            expect(queryAllTexts(".cancel-line .quantity")).toEqual(["2", "2"]);
            expect(queryOne(".confirm-cancel").disabled).toBe(true);
            expect(label()).toBe("Choose why");
        },
        press(".cancel-dialog .reason"),
        () => {
            expect(label()).toBe("Cancel the order, give back $\u00a04.00");
            expect(queryOne(".confirm-cancel").disabled).toBe(true);
        },
        async () => {
            const note = queryOne(".reason-note");
            note.value = " moved away ";
            note.dispatchEvent(new Event("input"));
            await animationFrame();
        },
        press(".confirm-cancel"),
    ]);
    expect(answer.reason).toEqual(REASON);
    expect(answer.prepared.charge).toBe(4);
});

test("fewer are cancelled; the money follows", async () => {
    await openDialog([
        press(".cancel-line:first-child .less"),
        async () => {
            await waitFor(".cancel-charge:contains(3.00)");
            expect(queryAllTexts(".cancel-line .quantity")).toEqual(["1", "2"]);
            expect(queryOne(".cancel-due").textContent).toBe("$\u00a03.00");
        },
        press(".cancel-dialog .discard"),
    ]);
});

test("the ticket takes the charge and gives the deposit back by its tender", async () => {
    const store = await setupPosEnv();
    const method = store.config.payment_method_ids.find((one) => !one.is_cash_count);
    const order = await buildCancelTicket(
        store,
        DETAIL,
        {
            charge: 10,
            charge_line: {product_id: 5, qty: 1, price_unit: 10, tax_ids: []},
            deposit: 40,
            deposit_lines: [{qty: -1, price_unit: 40, tax_ids: []}],
            refund: 30,
            owed: 0,
            lines: [
                {order_line_id: 1, qty: 2},
                {order_line_id: 2, qty: 0},
            ],
            payments: [{payment_method_id: method.id, amount: 25}],
        },
        REASON
    );
    const [charge, deposit] = order.lines;
    expect([charge.product_id.id, charge.price_unit]).toEqual([5, 10]);
    expect([deposit.qty, deposit.price_unit]).toEqual([-1, 40]);
    expect(order.cancel_payload.lines).toEqual([{order_line_id: 1, qty: 2}]);
    expect(order.cancel_payload.charge_line_uuid).toBe(charge.uuid);
    expect(order.payment_ids.map((line) => line.amount)).toEqual([-25]);
    expect(order.isSettlement).toBe(true);
    expect(order.isLockedLine(charge)).toBe(true);
    expect(store.getOrderObstacle(order)).toMatch(/belongs to an order/);
});

test("a payment on an order is a deposit and nothing else", async () => {
    const store = await setupPosEnv();
    const order = await buildDepositTicket(store, DETAIL, {
        amount: 80,
        deposit_lines: [{qty: 1, price_unit: 80, tax_ids: []}],
        payments: [],
    });
    expect(order.totalDue).toBe(80);
    expect(order.deposit_payload.amount).toBe(80);
    expect(order.is_refund).toBe(false);
    await store.addLineToOrder({product_tmpl_id: 5}, order);
    expect(order.lines).toHaveLength(1);
});

test("undoing a pickup names the ticket, and replaces one that was begun", async () => {
    const store = await setupPosEnv();
    const prepared = {
        undo_pickup_of: "0d1e",
        lines: [{order_line_id: 1, product_id: 5, qty: -1, price_unit: 9, tax_ids: []}],
        deposit: 2,
        deposit_lines: [{qty: 1, price_unit: 2, tax_ids: []}],
        balance: -7,
        payments: [],
    };
    await buildUndoTicket(store, DETAIL, prepared);
    const order = await buildUndoTicket(store, DETAIL, prepared);
    expect(order.pickup_payload.undo_pickup_of).toBe("0d1e");
    expect([order.totalDue, order.is_refund]).toEqual([-7, true]);
    const open = store.getOpenOrders().filter((one) => one.existingOrder);
    expect(open.map(({uuid}) => uuid)).toEqual([order.uuid]);
});

test("a cancellation that lost the network keeps its data and is asked again", async () => {
    let isLost = false;
    const {answer} = await openDialog(
        [
            press(".cancel-dialog .reason"),
            async () => {
                const note = queryOne(".reason-note");
                note.value = "moved away";
                note.dispatchEvent(new Event("input"));
                isLost = true;
                await animationFrame();
            },
            press(".cancel-line:first-child .less"),
            () => waitFor(".cancel-error:contains('No connection to the server')"),
            () => expect(queryOne(".confirm-cancel").disabled).toBe(true),
            () => (isLost = false),
            press(".cancel-error .try-again"),
            () => waitFor(".cancel-charge:contains(3.00)"),
            press(".confirm-cancel"),
        ],
        (store) =>
            patchWithCleanup(store.data, {
                async call() {
                    if (isLost) {
                        throw new ConnectionLostError("prepare_cancel_from_ui");
                    }
                    return super.call(...arguments);
                },
            })
    );
    expect(answer.reason).toEqual(REASON);
    expect(answer.prepared.charge).toBe(3);
});
