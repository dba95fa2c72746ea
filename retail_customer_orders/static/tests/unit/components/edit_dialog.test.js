import {describe, expect, test} from "@odoo/hoot";
import {animationFrame, click, queryAllTexts, queryOne, waitFor} from "@odoo/hoot-dom";
import {ConnectionLostError} from "@web/core/network/rpc";
import {makeServerError, onRpc, patchWithCleanup} from "@web/../tests/web_test_helpers";
import {dialogActions, setupPosEnv} from "@point_of_sale/../tests/unit/utils";
import {definePosModels} from "@point_of_sale/../tests/unit/data/generate_model_definitions";
import {makeAwaitable} from "@point_of_sale/app/utils/make_awaitable_dialog";
import {EditDialog} from "@retail_customer_orders/app/components/popups/edit_dialog/edit_dialog";
import {OWN_STORE_ID} from "../data/customer_orders.data";

definePosModels();

const makeLine = (id, product_id, values) => ({
    id,
    product_id,
    name: `Product ${product_id}`,
    qty: 3,
    qty_done: 0,
    price_unit: 10,
    discount: 0,
    tax_ids: [],
    fulfilment: "pickup",
    store_id: OWN_STORE_ID,
    date: "2030-11-28",
    ...values,
});

const DETAIL = {
    id: 77,
    reference: "CO00000000000018",
    partner_id: 3,
    collector: "",
    version: "abc",
    lines: [makeLine(1, 5, {}), makeLine(2, 6, {qty_done: 2})],
};
const ANSWER = {total: {before: 60, after: 70}, balance: {before: 60, after: 70}};

/** Collects what is asked; `answers` are given in turn, an error is thrown. */
function listen(answers = [ANSWER]) {
    const asked = [];
    onRpc("retail.order.request", "edit_order_from_ui", ({args}) => {
        const [, orderId, changes, version] = args;
        asked.push({orderId, changes, version});
        const answer = answers.shift();
        if (answer instanceof Error) {
            throw answer;
        }
        return answer;
    });
    return asked;
}

/** The server gets what is asked, its answer is lost; once. */
function loseOneAnswer(store) {
    let isLost = false;
    patchWithCleanup(store.data, {
        async call(model, method) {
            const answer = await super.call(...arguments);
            if (!isLost && method === "edit_order_from_ui") {
                isLost = true;
                throw new ConnectionLostError("edit_order_from_ui");
            }
            return answer;
        },
    });
}

const press = (selector) => async () => {
    await click(selector);
    await animationFrame();
};
const label = () => queryOne(".save-order").textContent.trim();
const more = press(".edit-line:eq(0) .more");
const save = press(".save-order");

async function openDialog(steps, prepare, values) {
    const store = await setupPosEnv();
    prepare?.(store);
    const answer = await dialogActions(
        () => makeAwaitable(store.dialog, EditDialog, {detail: {...DETAIL, ...values}}),
        [
            () => waitFor(".edit-order-dialog .save-order"),
            ...steps.map((step) => () => step(store)),
        ]
    );
    return {store, answer};
}

describe("what is changed", () => {
    test("the button counts the lines, and waits for a change", async () => {
        await openDialog([
            () => {
                expect(queryAllTexts(".edit-line .quantity")).toEqual(["3", "3"]);
                expect(label()).toBe("Change something first");
                expect(".save-order").not.toBeEnabled();
            },
            more,
            () => expect(label()).toBe("Save 1 line"),
            press(".edit-line:eq(1) .more"),
            () => expect(label()).toBe("Save 2 lines"),
            press(".edit-line:eq(0) .less"),
            () => expect(label()).toBe("Save 1 line"),
            press(".discard"),
        ]);
    });

    test("no less than what was handed out", async () => {
        await openDialog([
            () => expect(".edit-line:eq(1)").toHaveText(/2 handed out or shipped/),
            press(".edit-line:eq(1) .less"),
            () => expect(".edit-line:eq(1) .less").not.toBeEnabled(),
            () => expect(queryAllTexts(".edit-line .quantity")).toEqual(["3", "2"]),
            press(".discard"),
        ]);
    });

    test("only what is another one is sent, with the version that was read", async () => {
        const asked = listen();
        const {answer} = await openDialog([more, save]);
        expect(answer).toEqual(ANSWER);
        expect(asked).toHaveLength(1);
        const {uuid, ...changes} = asked[0].changes;
        expect(uuid).toHaveLength(36);
        expect([asked[0].orderId, asked[0].version]).toEqual([77, "abc"]);
        expect(changes).toEqual({
            lines: [{id: 1, qty: 4, place: null}],
            new_lines: [],
            recalculate: [],
            collector: null,
            expedited: null,
            validity_date: null,
            ticket_uuid: null,
        });
    });

    test("an order goes first, and a quote holds no longer than it did", async () => {
        const asked = listen();
        const setDay = (day) => async () => {
            const field = queryOne("[name=validity_date]");
            field.value = day;
            field.dispatchEvent(new Event("input", {bubbles: true}));
            await animationFrame();
        };
        await openDialog(
            [
                setDay("2031-01-01"),
                () => expect(".order-terms").toHaveText(/Quotes hold until/),
                () => expect(".save-order").not.toBeEnabled(),
                setDay("2000-01-01"),
                () => expect(".order-terms").toHaveText(/This day is past/),
                setDay("2030-12-01"),
                () => expect(label()).toBe("Save"),
                press("[name=expedited]"),
                save,
            ],
            undefined,
            {is_quote: true, valid_until: "2030-12-24"}
        );
        const {expedited, validity_date: day, lines} = asked[0].changes;
        expect([expedited, day, lines]).toEqual([true, "2030-12-01", []]);
    });

    test("an order that is no quote has no last day", async () => {
        await openDialog([
            () => expect("[name=validity_date]").toHaveCount(0),
            () => expect("[name=expedited]").not.toBeChecked(),
            press(".discard"),
        ]);
    });

    test("what the server refuses is said, and nothing typed is lost", async () => {
        listen([makeServerError({message: "Somebody else has changed it."})]);
        await openDialog([
            more,
            save,
            () => waitFor(".edit-error:contains('Somebody else has changed it.')"),
            () => expect(queryAllTexts(".edit-line .quantity")).toEqual(["4", "3"]),
            press(".discard"),
        ]);
    });
});

describe("the network fails", () => {
    test("sent again as it was, a change has the same identifier", async () => {
        const asked = listen([ANSWER, ANSWER]);
        const {answer} = await openDialog(
            [more, save, () => waitFor(".edit-error"), save],
            loseOneAnswer
        );
        expect(answer).toEqual(ANSWER);
        expect(asked).toHaveLength(2);
        expect(asked[1].changes).toEqual(asked[0].changes);
    });

    test("changed once more, it is another change", async () => {
        const asked = listen([ANSWER, ANSWER]);
        await openDialog(
            [more, save, () => waitFor(".edit-error"), more, save],
            loseOneAnswer
        );
        expect(asked[1].changes.lines[0].qty).toBe(5);
        expect(asked[1].changes.uuid).not.toBe(asked[0].changes.uuid);
    });

    test("off line it waits, and goes on", async () => {
        await openDialog([
            more,
            async (store) => {
                store.data.network.offline = true;
                await waitFor(".edit-error:contains('This needs the network')");
                expect(".save-order").not.toBeEnabled();
                store.data.network.offline = false;
                await animationFrame();
                expect(".edit-error").toHaveCount(0);
                expect(".save-order").toBeEnabled();
                expect(label()).toBe("Save 1 line");
            },
            press(".discard"),
        ]);
    });

    test("a customer who could not be loaded is asked for again", async () => {
        let isLost = true;
        await openDialog(
            [
                () => waitFor(".edit-error:contains('could not be loaded')"),
                () => expect(".edit-line").toHaveCount(0),
                () => {
                    isLost = false;
                    window.dispatchEvent(new CustomEvent("pos-network-online"));
                },
                () => waitFor(".edit-line"),
                press(".discard"),
            ],
            (store) => {
                store.models["res.partner"].get(3).delete();
                patchWithCleanup(store.data, {
                    async read() {
                        if (isLost) {
                            throw new ConnectionLostError("read");
                        }
                        return super.read(...arguments);
                    },
                });
            }
        );
    });
});
