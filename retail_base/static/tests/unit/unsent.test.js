import {describe, expect, test} from "@odoo/hoot";
import {
    advanceTime,
    manuallyDispatchProgrammaticEvent,
    waitUntil,
} from "@odoo/hoot-dom";
import {definePosModels} from "@point_of_sale/../tests/unit/data/generate_model_definitions";
import {getFilledOrder, setupPosEnv} from "@point_of_sale/../tests/unit/utils";
import {pickUnsentTickets} from "@retail_base/app/services/data_service";
import {chance, getRetryDelay} from "@retail_base/app/utils/retry_delay";
import {browser} from "@web/core/browser/browser";
import {ConnectionLostError} from "@web/core/network/rpc";
import {onRpc, patchWithCleanup} from "@web/../tests/web_test_helpers";

definePosModels();

/** Answer syncs with what `answer` returns, and collect what was asked. */
function listenToSync(answer) {
    const calls = [];
    onRpc("pos.order", "sync_from_ui", async (request) => {
        const [ticket] = request.args[0];
        calls.push({
            uuid: ticket.uuid,
            silent: Boolean(request.kwargs.context.retail_silent),
        });
        return await answer(ticket, request);
    });
    return calls;
}

/** Let nothing arrive while `isAway`; chance makes no wait longer. */
function takeServerAway(store) {
    const server = {isAway: true};
    patchWithCleanup(chance, {draw: () => 0.5});
    patchWithCleanup(store.data.orm, {
        call(model, method) {
            if (server.isAway) {
                throw new ConnectionLostError(method);
            }
            return super.call(...arguments);
        },
    });
    onRpc(
        "/pos/ping",
        () => {
            expect.step("ping");
            return new Response(server.isAway ? "" : '{"result": null}');
        },
        {pure: true}
    );
    return server;
}

/** Core sends what waits a moment after the server has answered. */
async function waitForSent(store) {
    await advanceTime(1000);
    await waitUntil(() => !store.getUnsentTickets().length);
}

async function getPaidOrder(store) {
    const order = await getFilledOrder(store);
    order.state = "paid";
    return order;
}

describe("unsent tickets", () => {
    test("a refused ticket is sent again, and counted", async () => {
        const store = await setupPosEnv();
        let refuse = true;
        const calls = listenToSync((ticket, {parent}) => {
            if (refuse) {
                throw new Error("refused");
            }
            return parent();
        });
        const order = await getPaidOrder(store);
        expect(store.getUnsentTickets()).toHaveLength(1);
        await store.syncAllOrders();
        await store.syncAllOrders();
        expect(calls.length).toBe(2, {message: "core sends it once and forgets it"});
        expect(calls.every((call) => call.silent)).toBe(true);
        expect(store.getUnsentTickets()).toEqual([order]);
        refuse = false;
        await store.syncAllOrders();
        expect(store.getUnsentTickets()).toHaveLength(0);
        await store.syncAllOrders();
        expect(calls.length).toBe(3, {message: "what arrived is not sent again"});
    });

    test("a paid ticket is stored before it is sent", async () => {
        const store = await setupPosEnv();
        listenToSync((ticket, {parent}) => {
            expect.step("sent");
            return parent();
        });
        const order = await getPaidOrder(store);
        patchWithCleanup(store.data, {
            synchronizeLocalDataInIndexedDB: () => {
                expect.step("stored");
                throw new Error("the disk is full");
            },
        });
        store.interactiveTicketUuid = order.uuid;
        await store.syncAllOrders({throw: true});
        expect.verifySteps(["stored", "sent"]);
        await store.syncAllOrders();
        expect.verifySteps([]);
    });

    test("a ticket is kept whole before the browser's database has it", async () => {
        const store = await setupPosEnv();
        const {data} = store;
        listenToSync(() => {
            throw new Error("refused");
        });
        const order = await getPaidOrder(store);
        // A reload at this moment: nothing that waits is ever done.
        patchWithCleanup(data, {
            synchronizeLocalDataInIndexedDB: () => new Promise(() => null),
        });
        store.interactiveTicketUuid = order.uuid;
        store.syncAllOrders({throw: true}).catch(() => null);
        const put = {};
        data.indexedDB = {create: (model, records) => (put[model] = records)};
        await data.putBackTickets();
        expect(put["pos.order"].map(({uuid}) => uuid)).toEqual([order.uuid]);
        expect(put["pos.order"][0].state).toBe("paid");
        expect(put["pos.order.line"]).toHaveLength(order.lines.length);
        expect(put["pos.payment"]).toHaveLength(order.payment_ids.length);
        expect(browser.localStorage.getItem(data.paidTicketKey)).toBe(null);
    });

    test("only the ticket whose customer waits is interactive", async () => {
        const store = await setupPosEnv();
        const calls = listenToSync((ticket, {parent}) => parent());
        const old = await getPaidOrder(store);
        const current = await getPaidOrder(store);
        store.interactiveTicketUuid = current.uuid;
        await store.syncAllOrders({throw: true});
        expect(calls).toEqual([{uuid: current.uuid, silent: false}]);
        store.interactiveTicketUuid = null;
        await store.syncAllOrders();
        expect(calls[1]).toEqual({uuid: old.uuid, silent: true});
    });

    test("a waiting ticket that fails does not stop the next sale", async () => {
        const store = await setupPosEnv();
        const old = await getPaidOrder(store);
        listenToSync((ticket, {parent}) => {
            if (ticket.uuid === old.uuid) {
                throw new Error("refused");
            }
            return parent();
        });
        const current = await getPaidOrder(store);
        store.interactiveTicketUuid = current.uuid;
        const synced = await store.syncAllOrders({throw: true});
        expect(synced.map((order) => order.uuid)).toEqual([current.uuid]);
        store.interactiveTicketUuid = null;
        expect(store.getUnsentTickets()).toEqual([old]);
    });

    test("the oldest ticket is sent first, whatever its identifier", async () => {
        const store = await setupPosEnv();
        const calls = listenToSync((ticket, {parent}) => parent());
        const moments = ["2030-01-01 10:00:02", "2030-01-01 10:00:00"];
        const tickets = [];
        for (const moment of moments) {
            const order = await getPaidOrder(store);
            order.date_order = moment;
            tickets.push(order);
        }
        await store.syncAllOrders();
        expect(calls.map(({uuid}) => uuid)).toEqual([tickets[1].uuid, tickets[0].uuid]);
    });

    test("a server that was away is asked until it answers", async () => {
        const store = await setupPosEnv();
        const calls = listenToSync((ticket, {parent}) => parent());
        const server = takeServerAway(store);
        await getPaidOrder(store);
        await store.syncAllOrders();
        expect(store.getUnsentTickets()).toHaveLength(1);
        // Twice as long each time: 3, 6 and 12 seconds.
        for (const wait of [3000, 6000]) {
            await advanceTime(wait / 2);
            expect.verifySteps([]);
            await advanceTime(wait / 2);
            await expect.waitForSteps(["ping"]);
        }
        expect(calls).toHaveLength(0);
        server.isAway = false;
        await advanceTime(12000);
        await expect.waitForSteps(["ping"]);
        await waitForSent(store);
        expect(calls).toHaveLength(1);
        await advanceTime(120000);
        expect.verifySteps([]);
    });

    test("it is asked at once when the cashier acts, and soon when it answers", async () => {
        onRpc("retail.review", "read_open_from_ui", () => []);
        const store = await setupPosEnv();
        listenToSync((ticket, {parent}) => parent());
        const server = takeServerAway(store);
        await getPaidOrder(store);
        await store.syncAllOrders();
        manuallyDispatchProgrammaticEvent(document.body, "keydown");
        expect.verifySteps([], {message: "it was asked a moment ago"});
        for (const wait of [3000, 6000, 12000]) {
            await advanceTime(wait);
            await expect.waitForSteps(["ping"]);
        }
        await advanceTime(3000);
        manuallyDispatchProgrammaticEvent(document.body, "keydown");
        await expect.waitForSteps(["ping"]);
        server.isAway = false;
        await store.data.call("retail.review", "read_open_from_ui", [1]);
        await advanceTime(3000);
        await expect.waitForSteps(["ping"]);
        await waitForSent(store);
        await advanceTime(120000);
        expect.verifySteps([]);
    });

    test("tills wait longer each time, and not all equally long", () => {
        const draws = [0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0, 1];
        patchWithCleanup(chance, {draw: () => draws.shift()});
        const waits = [0, 1, 2, 3, 4, 50, 0, 0].map(getRetryDelay);
        expect(waits).toEqual([3000, 6000, 12000, 24000, 48000, 60000, 2100, 3900]);
    });

    test("the ticket being paid is never sent silently", async () => {
        const store = await setupPosEnv();
        const calls = listenToSync((ticket, {parent}) => parent());
        const current = await getPaidOrder(store);
        store.interactiveTicketUuid = current.uuid;
        await store.syncAllOrders();
        expect(calls).toHaveLength(0);
    });

    test("a ticket that the server has as a draft keeps its commands until it arrives", async () => {
        const store = await setupPosEnv();
        let refuse = false;
        const tickets = [];
        listenToSync((ticket, {parent}) => {
            tickets.push(ticket);
            if (refuse) {
                throw new Error("refused");
            }
            return parent();
        });
        const order = await getFilledOrder(store);
        await store.syncAllOrders();
        expect(order.isSynced).toBe(true);
        const [line] = order.lines;
        order.lines[1].delete();
        line.setQuantity(5);
        refuse = true;
        order.state = "paid";
        order.uiState.isUnsent = true;
        expect(store.getUnsentTickets()).toEqual([order]);
        store.queueTickets([order]);
        await store.syncAllOrders();
        const {condition} = store.data.opts.databaseTable["pos.order.line"];
        expect(condition(line)).toBe(false, {message: "its lines stay in the browser"});
        // As after a reload: only what was stored is known.
        const state = order.serializeState();
        const commands = store.models.commands["pos.order"];
        commands.unlink.clear();
        line._dirty = false;
        order.restoreState(JSON.parse(JSON.stringify(state)));
        await store.data.checkAndDeleteMissingOrders({"pos.order": [order]});
        expect(order.state).toBe("paid", {message: "the server's draft is older"});
        refuse = false;
        await store.syncAllOrders();
        expect(condition(line)).toBe(true);
        const [first, second] = tickets.slice(-2).map((ticket) => ticket.lines);
        expect(second).toEqual(first);
        expect(second.map((command) => command[0]).sort()).toEqual([1, 3]);
        expect(store.getUnsentTickets()).toHaveLength(0);
        expect(order.serializeForORM().lines).toEqual([]);
    });

    test("handed over tickets leave the register", async () => {
        const store = await setupPosEnv();
        const order = await getPaidOrder(store);
        onRpc("retail.review", "upload_from_ui", ({args}) => {
            expect(args[0]).toBe(store.config.id);
            expect(args[1]).toHaveLength(1);
            expect(args[1][0].lines).toHaveLength(2);
            expect.step("upload");
            return [args[1][0].uuid];
        });
        await store.handOverTickets([order]);
        expect.verifySteps(["upload"]);
        expect(store.models["pos.order"].getBy("uuid", order.uuid)).toBeEmpty();
        expect(store.getPendingOrder().orderToCreate).toHaveLength(0);
    });

    test("off line it starts although the address names a ticket not known", async () => {
        const store = await setupPosEnv();
        const order = await getPaidOrder(store);
        store.router.state.params = {orderUuid: "elsewhere"};
        store.data.network.offline = true;
        patchWithCleanup(store.router, {
            navigate: (page, {orderUuid}) => expect.step([page, orderUuid]),
        });
        await store.handleUrlParams();
        expect.verifySteps([["ProductScreen", store.openOrder.uuid]]);
        expect(store.getUnsentTickets()).toEqual([order]);
        onRpc("pos.order", "read_pos_orders", () => {
            throw new Error("broken");
        });
        store.data.network.offline = false;
        await expect(store.handleUrlParams()).rejects.toThrow();
    });

    test("off line a parked ticket stays", async () => {
        const store = await setupPosEnv();
        listenToSync((ticket, {parent}) => parent());
        const order = await getFilledOrder(store);
        await store.syncAllOrders();
        store.data.network.offline = true;
        await store.data.checkAndDeleteMissingOrders({"pos.order": [order]});
        expect(store.models["pos.order"].get(order.id)).toBe(order);
    });

    test("which records belong to unsent tickets", () => {
        const stored = {
            "pos.order": [
                {id: "a", state: "paid"},
                {id: "b", state: "draft"},
                {id: 3, state: "paid"},
                {id: 4, state: "paid", JSONuiState: '{"isUnsent": true}'},
            ],
            "pos.order.line": [
                {id: "la", order_id: "a"},
                {id: "lb", order_id: "b"},
            ],
            "pos.payment": [
                {id: "pa", pos_order_id: "a"},
                {id: "p3", pos_order_id: 3},
                {id: "p4", pos_order_id: 4},
            ],
            "product.attribute.custom.value": [
                {id: "va", pos_order_line_id: "la"},
                {id: "vb", pos_order_line_id: "lb"},
            ],
        };
        const ids = Object.values(pickUnsentTickets(stored)).map((records) =>
            records.map((record) => record.id)
        );
        expect(ids).toEqual([["a", 4], ["la"], ["pa", "p4"], ["va"]]);
        expect(pickUnsentTickets({})["pos.order"]).toEqual([]);
    });
});
