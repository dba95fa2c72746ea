import {expect, test} from "@odoo/hoot";
import {
    animationFrame,
    click,
    press,
    queryAllTexts,
    queryOne,
    waitFor,
} from "@odoo/hoot-dom";
import {onRpc} from "@web/../tests/web_test_helpers";
import {ConnectionLostError} from "@web/core/network/rpc";
import {dialogActions, setupPosEnv} from "@point_of_sale/../tests/unit/utils";
import {definePosModels} from "@point_of_sale/../tests/unit/data/generate_model_definitions";
import {makeAwaitable} from "@point_of_sale/app/utils/make_awaitable_dialog";
import {
    findLot,
    getMissing,
    takeOf,
} from "@retail_customer_orders/app/utils/lot_choices";
import {PickupDialog} from "@retail_customer_orders/app/components/popups/pickup_dialog/pickup_dialog";
import {CardCharge} from "@retail_customer_orders/app/utils/card_charge";
import {
    buildPickupTicket,
    changePickupTicket,
} from "@retail_customer_orders/app/utils/pickup_ticket";

definePosModels();

const LINE = {
    id: 1,
    order_line_id: 1,
    product_id: 5,
    name: "Cloth",
    qty: 5,
    qty_done: 0,
    qty_ready: 5,
    price_unit: 10,
    discount: 0,
    tax_ids: [],
    pickup_here: true,
};
const LOTS = [
    {id: 11, name: "L1", qty: 4, free: 4},
    {id: 12, name: "L2", qty: 1, free: 4},
    {id: 13, name: "l3", qty: 0, free: 2},
];
const DETAIL = {id: 77, reference: "CO18", partner_id: 3, collector: "", lines: [LINE]};
const CARDS = [
    {id: 1, label: "Visa", amount: 30},
    {id: 2, label: "Amex", amount: 100},
];

/** Goods at 10 a piece, nothing paid but what cards were charged. */
function mockServer(values, charge) {
    const charges = [];
    onRpc("retail.order.request", "prepare_pickup_from_ui", ({args}) => {
        const qty = args[2][1];
        const charged = charges.reduce((sum, {amount}) => sum + amount, 0);
        return {
            lines: [{...LINE, qty, ...values.line}],
            deposit: charged,
            deposit_lines: charged ? [{qty: -1, price_unit: charged, tax_ids: []}] : [],
            balance: qty * 10 - charged,
            cards: values.cards || [],
        };
    });
    onRpc("retail.order.request", "charge_cards_from_ui", ({args}) => {
        const answer = charge(args[2]);
        charges.push({amount: answer.charged});
        return answer;
    });
    return charges;
}

async function openDialog(steps, props = {}) {
    const store = await setupPosEnv();
    const prepared = await dialogActions(
        () => makeAwaitable(store.dialog, PickupDialog, {detail: DETAIL, ...props}),
        [() => waitFor(".pickup-dialog .pickup-amounts"), ...steps]
    );
    return {store, prepared};
}

const tap = (selector) => async () => {
    await click(selector);
    await animationFrame();
    await animationFrame();
};
const chips = () => queryAllTexts(".lot-chip.btn-primary");

test("lots: what is missing, and how much of one is taken", () => {
    const line = {qty: 5, tracking: "lot", lots: LOTS};
    expect(getMissing(line, {11: 4})).toBe(1);
    expect(getMissing({qty: 0.3}, {11: 0.1, 12: 0.2})).toBe(0);
    expect(takeOf(line, LOTS[2], 3)).toBe(2);
    expect(takeOf({tracking: "serial"}, {free: 4}, 3)).toBe(1);
    expect(findLot(line, "L3").id).toBe(13);
    expect(findLot(line, "L4")).toBe(undefined);
});

test("reserved lots are proposed; all of the quantity needs one", async () => {
    mockServer({line: {tracking: "lot", lots: LOTS}});
    const {prepared, store} = await openDialog([
        () => expect(chips()).toEqual(["L1× 4", "L2× 1"]),
        tap(".lot-chip:contains(L2)"),
        () => {
            expect(queryOne(".confirm-pickup").disabled).toBe(true);
            expect(queryOne(".confirm-pickup").textContent.trim()).toBe(
                "Choose the lots of Cloth"
            );
            expect(queryOne(".lots-missing").textContent.trim()).toBe(
                "1 more to choose"
            );
        },
        async () => {
            await click(".lot-term");
            for (const key of "L3") {
                await press(key);
            }
            await press("Enter");
            await animationFrame();
        },
        () => expect(chips()).toEqual(["L1× 4", "l3× 1"]),
        tap(".confirm-pickup"),
    ]);
    expect(prepared.lines[0].chosen).toEqual({11: 4, 13: 1});
    const order = await buildPickupTicket(store, DETAIL, prepared);
    const [line] = order.lines;
    expect(line.pack_lot_ids.map(({lot_name}) => lot_name)).toEqual(["L1", "l3"]);
    expect(line.qty).toBe(5);
    expect(order.pickup_payload.lines[0].lots).toEqual({11: 4, 13: 1});
});

test("DP-12: cards are charged up to what is due", async () => {
    const asked = [];
    mockServer({cards: CARDS}, (charge) => {
        asked.push(charge);
        return {charged: asked.length === 1 ? 30 : 20, message: ""};
    });
    await openDialog([
        () => {
            expect(queryAllTexts(".charge-card")).toEqual([
                "Charge $ 30.00",
                "Charge $ 50.00",
            ]);
            expect(queryOne(".charge-all").textContent).toBe(
                "Use all: charge $\u00a050.00"
            );
        },
        tap(".charge-card:eq(0)"),
        () => waitFor(".balance:contains(20.00)"),
        tap(".charge-all"),
        () => waitFor(".confirm-pickup:contains('Hand out 5 items')"),
        () => {
            expect(".card-chooser").toHaveCount(0);
            expect(queryOne(".confirm-pickup").textContent.trim()).toBe(
                "Hand out 5 items"
            );
        },
        tap(".confirm-pickup"),
    ]);
    const [first, second] = asked;
    expect([first.card_ids, second.card_ids]).toEqual([[1], [1, 2]]);
    expect(first.pickup_uuid).toBe(second.pickup_uuid);
    expect(first.uuid).not.toBe(second.uuid);
});

test("DP-12: after a lost answer the same request is sent again", async () => {
    // For the translations.
    await setupPosEnv();
    const asked = [];
    const charge = new CardCharge((values) => {
        asked.push(values);
        if (asked.length === 1) {
            throw new ConnectionLostError("/");
        }
        return {charged: 50, message: ""};
    });
    expect(await charge.send({card_ids: [2]})).toInclude("not known whether the card");
    expect(await charge.send({card_ids: [1]})).toBe("");
    expect(asked[0]).toEqual(asked[1]);
    expect(await charge.send({card_ids: [1]})).toBe("");
    expect(asked[2].uuid).not.toBe(asked[1].uuid);
});

test("DP-13: a refused card says so, another way to pay stays", async () => {
    mockServer({cards: CARDS}, () => ({charged: 0, message: "Visa: expired."}));
    await openDialog([
        tap(".charge-card:eq(0)"),
        () => waitFor(".card-message:contains('Visa: expired.')"),
        () => expect(queryOne(".confirm-pickup").disabled).toBe(false),
        tap(".discard"),
    ]);
});

test("PU-04: a ticket is changed in its place", async () => {
    mockServer({});
    const pickup = {uuid: "one-pickup", byManager: false, quantities: {1: 2}};
    const {store, prepared} = await openDialog(
        [
            () => expect(queryAllTexts(".quantity")).toEqual(["2"]),
            tap(".pickup-line .more"),
            () => waitFor(".confirm-pickup:contains('Hand out 3 items')"),
            tap(".confirm-pickup"),
        ],
        {pickup}
    );
    expect(prepared.uuid).toBe("one-pickup");
    const order = await buildPickupTicket(store, DETAIL, {...prepared, lines: [LINE]});
    await store.addLineToOrder(
        {
            product_tmpl_id: store.models["product.template"].get(6),
            qty: 1,
            price_unit: 3,
        },
        order
    );
    expect(await changePickupTicket(store, order, DETAIL, prepared)).toBe(true);
    expect(order.lines.map(({qty}) => qty).sort()).toEqual([1, 3]);
    expect(order.pickup_payload.uuid).toBe("one-pickup");
    expect(order.pickup_payload.lines).toHaveLength(1);
});
