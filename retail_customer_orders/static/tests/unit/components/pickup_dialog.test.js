import {expect, test} from "@odoo/hoot";
import {animationFrame, click, queryAllTexts, queryOne, waitFor} from "@odoo/hoot-dom";
import {makeServerError, onRpc} from "@web/../tests/web_test_helpers";
import {dialogActions, setupPosEnv} from "@point_of_sale/../tests/unit/utils";
import {definePosModels} from "@point_of_sale/../tests/unit/data/generate_model_definitions";
import {makeAwaitable} from "@point_of_sale/app/utils/make_awaitable_dialog";
import {PickupDialog} from "@retail_customer_orders/app/components/popups/pickup_dialog/pickup_dialog";
import {buildPickupTicket} from "@retail_customer_orders/app/utils/pickup_ticket";

definePosModels();

const line = (id, product_id, values) => ({
    id,
    product_id,
    name: `Product ${product_id}`,
    qty: 3,
    qty_done: 0,
    qty_ready: 2,
    price_unit: 10,
    discount: 0,
    tax_ids: [],
    pickup_here: true,
    ...values,
});

const DETAIL = {
    id: 77,
    reference: "CO00000000000018",
    partner_id: 3,
    collector: "Kari",
    lines: [
        line(1, 5, {}),
        line(2, 6, {qty_done: 1}),
        line(3, 6, {pickup_here: false}),
    ],
};

/** Goods at 10 a piece; a fifth of it was paid as deposit. */
function mockPrepare() {
    onRpc("retail.order.request", "prepare_pickup_from_ui", ({args}) => {
        const quantities = args[2];
        const lines = Object.entries(quantities).map(([id, qty]) => ({
            ...DETAIL.lines.find((one) => one.id === Number(id)),
            order_line_id: Number(id),
            qty,
        }));
        const goods = lines.reduce((sum, {qty}) => sum + qty * 10, 0);
        const deposit = goods / 5;
        return {
            lines,
            deposit,
            deposit_lines: [{qty: -1, price_unit: deposit, tax_ids: []}],
            balance: goods - deposit,
        };
    });
}

const press = (selector) => async () => {
    await click(selector);
    await animationFrame();
};

async function openDialog(steps) {
    const store = await setupPosEnv();
    const prepared = await dialogActions(
        () => makeAwaitable(store.dialog, PickupDialog, {detail: DETAIL}),
        [() => waitFor(".pickup-dialog .pickup-line"), ...steps]
    );
    return {store, prepared};
}

test("quantities are preset to what is ready here; the button says what happens", async () => {
    mockPrepare();
    const {prepared} = await openDialog([
        () => waitFor(".pickup-amounts"),
        () => {
            expect(queryAllTexts(".pickup-line .quantity")).toEqual(["2", "2"]);
            expect(queryOne(".confirm-pickup").textContent.trim()).toBe(
                "Hand out 4 items, take $\u00a032.00"
            );
        },
        press(".confirm-pickup"),
    ]);
    expect(prepared.balance).toBe(32);
});

test("no more than what is open, no less than nothing", async () => {
    mockPrepare();
    await openDialog([
        () => expect(queryOne(".pickup-line:eq(1) .more").disabled).toBe(true),
        press(".pickup-line:eq(0) .more"),
        () => expect(queryOne(".pickup-line:eq(0) .more").disabled).toBe(true),
        () => expect(queryAllTexts(".quantity")).toEqual(["3", "2"]),
        press(".pickup-line:eq(1) .less"),
        press(".pickup-line:eq(1) .less"),
        () => expect(queryOne(".pickup-line:eq(1) .less").disabled).toBe(true),
        press(".discard"),
    ]);
});

test("what the server refuses is said in the dialog", async () => {
    onRpc("retail.order.request", "prepare_pickup_from_ui", () => {
        throw makeServerError({message: "Only 1 is reserved in this store."});
    });
    const {prepared} = await openDialog([
        () => waitFor(".pickup-error:contains('Only 1 is reserved')"),
        () => expect(queryOne(".confirm-pickup").disabled).toBe(true),
        press(".discard"),
    ]);
    expect(prepared).toBe(undefined);
});

test("the ticket has the order's prices and uses its deposit", async () => {
    const store = await setupPosEnv();
    const tax = store.models["account.tax"].getFirst();
    const order = await buildPickupTicket(store, DETAIL, {
        lines: [
            {...line(1, 5), order_line_id: 1, qty: 2, price_unit: 12.5, discount: 10},
            {...line(2, 6), order_line_id: 2, qty: 1, price_unit: 8, tax_ids: [tax.id]},
        ],
        deposit: 6,
        deposit_lines: [
            {qty: -1, price_unit: 4, tax_ids: []},
            {qty: -1, price_unit: 2, tax_ids: [tax.id], extra_tax_data: {rate: 1}},
        ],
        balance: 24.5,
    });
    const [first, second, deposit, taxed] = order.lines;
    expect(order.partner_id.id).toBe(3);
    expect([first.qty, first.price_unit, first.discount]).toEqual([2, 12.5, 10]);
    expect(first.tax_ids).toHaveLength(0);
    expect(second.tax_ids.map(({id}) => id)).toEqual([tax.id]);
    expect([deposit.qty, deposit.price_unit]).toEqual([-1, 4]);
    expect([taxed.qty, taxed.price_unit]).toEqual([-1, 2]);
    expect(taxed.tax_ids.map(({id}) => id)).toEqual([tax.id]);
    expect(taxed.extra_tax_data).toEqual({rate: 1});
    expect(order.isPickupTicket).toBe(true);
    expect(order.pickup_payload.order_id).toBe(77);
    expect(order.pickup_payload.deposit).toBe(6);
    expect(order.pickup_payload.lines).toEqual([
        {uuid: first.uuid, order_line_id: 1, qty: 2},
        {uuid: second.uuid, order_line_id: 2, qty: 1},
    ]);
    order.setPricelist(store.models["product.pricelist"].getFirst());
    expect(first.price_unit).toBe(12.5);
});

test("the order's taxes are not mapped a second time", async () => {
    const store = await setupPosEnv();
    store.config.use_presets = false;
    const [from, to] = store.models["account.tax"].getAll();
    const position = store.models["account.fiscal.position"].create({
        name: "Abroad",
        tax_ids: [["link", to]],
        tax_map: {[from.id]: [to.id]},
    });
    store.models["res.partner"].get(3).fiscal_position_id = position;
    const prepare = (tax) => ({
        lines: [{...line(1, 5), order_line_id: 1, qty: 1, tax_ids: [tax.id]}],
        deposit: 0,
        deposit_lines: [],
        balance: 10,
    });
    const mapped = await buildPickupTicket(store, DETAIL, prepare(to));
    expect(mapped.fiscal_position_id?.id).toBe(position.id);
    const unmapped = await buildPickupTicket(store, DETAIL, prepare(from));
    expect(unmapped.fiscal_position_id?.id).toBe(undefined);
});

test("a pickup that was begun and left gives way to the new one", async () => {
    const store = await setupPosEnv();
    const prepared = {
        lines: [{...line(1, 5), order_line_id: 1, qty: 1}],
        deposit: 0,
        deposit_lines: [],
        balance: 10,
    };
    const first = await buildPickupTicket(store, DETAIL, prepared);
    const second = await buildPickupTicket(store, DETAIL, prepared);
    const open = store.getOpenOrders().filter((order) => order.isPickupTicket);
    expect(open.map(({uuid}) => uuid)).toEqual([second.uuid]);
    expect(second.uuid).not.toBe(first.uuid);
    expect(second.lines).toHaveLength(1);
});

test("off line it waits with its quantities, and asks again when it is back", async () => {
    mockPrepare();
    const store = await setupPosEnv();
    const {network} = store.data;
    const prepared = await dialogActions(
        () => makeAwaitable(store.dialog, PickupDialog, {detail: DETAIL}),
        [
            () => waitFor(".pickup-amounts"),
            async () => {
                network.offline = true;
                await waitFor(".pickup-error:contains('This needs the network')");
                expect(queryOne(".confirm-pickup").disabled).toBe(true);
            },
            press(".pickup-line:eq(0) .more"),
            async () => {
                network.offline = false;
                window.dispatchEvent(new CustomEvent("pos-network-online"));
                await waitFor(".pickup-amounts");
                expect(".pickup-error").toHaveCount(0);
                expect(queryAllTexts(".quantity")).toEqual(["3", "2"]);
            },
            press(".confirm-pickup"),
        ]
    );
    expect(prepared.balance).toBe(40);
});
