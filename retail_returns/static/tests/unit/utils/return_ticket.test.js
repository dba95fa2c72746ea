import {expect, test} from "@odoo/hoot";
import {patchWithCleanup} from "@web/../tests/web_test_helpers";
import {setupPosEnv} from "@point_of_sale/../tests/unit/utils";
import {definePosModels} from "@point_of_sale/../tests/unit/data/generate_model_definitions";
import {isReasonGiven} from "@retail_base/app/components/reason_buttons/reason_buttons";
import {readBarcode} from "@retail_returns/app/utils/barcode";
import {ReturnBasket} from "@retail_returns/app/utils/return_basket";
import {getOpenPart} from "@retail_returns/app/utils/return_group";
import {buildReturnTickets} from "@retail_returns/app/utils/return_ticket";
import {getReceiptCode} from "@retail_returns/app/utils/returns";

definePosModels();

const REASONS = [
    {id: 7, name: "Other", note_required: true},
    {id: 8, name: "Changed mind", note_required: false},
];

function getSoldLine(store, templateId, values = {}) {
    const template = store.models["product.template"].get(templateId);
    const id = 100 + templateId;
    return {
        key: `sold_line_id-${id}`,
        sold_line_id: id,
        returnable: 5,
        unit_amount: 50,
        product_id: template.product_variant_ids[0].id,
        price_unit: 50,
        discount: 10,
        tax_ids: template.taxes_id.map((tax) => tax.id),
        lots: [],
        ...values,
    };
}

function getSale(values = {}) {
    return {
        key: "ticket-42",
        name: "2500-99-000042",
        store: "Oslo",
        reasons: REASONS,
        customer: "",
        customer_id: false,
        partner_id: false,
        fiscal_position_id: false,
        invoiced: false,
        ...values,
    };
}

/** A basket of one line of each sale, complete. */
function fillBasket(choices) {
    const basket = new ReturnBasket();
    for (const [sale, sold, quantity] of choices) {
        expect(basket.setQuantity(sale, sold, quantity)).toBe("");
    }
    basket.explain(basket.entries[0], {reasonId: 7, note: " Torn "});
    expect(basket.missing).toBe("");
    return basket;
}

/** The server adds nothing to the goods. */
function answerPrepare(store) {
    patchWithCleanup(store.data, {
        async call(model, method, args) {
            if (method !== "prepare_refund_from_ui") {
                return super.call(...arguments);
            }
            const lines = args[1].map(() => ({exact: {}, price_unit: false}));
            return {lines, extras: [], needs: [], tenders: [], total: 0};
        },
    });
}

function build(store, ...choices) {
    answerPrepare(store);
    return buildReturnTickets(store, fillBasket(choices));
}

test("a ticket that gives back has the prices and taxes of the sale", async () => {
    const store = await setupPosEnv();
    const sold = getSoldLine(store, 5);
    const [order] = await build(store, [getSale(), sold, 2]);
    const [line] = order.lines;
    expect(order.isRefund).toBe(true);
    expect(order.isToInvoice()).toBe(false);
    expect(line.qty).toBe(-2);
    expect(line.price_unit).toBe(50);
    expect(line.discount).toBe(10);
    expect(line.tax_ids.map((tax) => tax.id)).toEqual(sold.tax_ids);
    expect(order.priceExcl).toBe(-90);
    expect(order.totalDue).toBeLessThan(0);
});

test("the ticket names the sold line, the reason and the sale", async () => {
    const store = await setupPosEnv();
    const [order] = await build(store, [getSale(), getSoldLine(store, 5), 1]);
    const {uuid, lines, origin, part, parts} = order.return_payload;
    expect(uuid).toHaveLength(36);
    expect(origin).toEqual({key: "ticket-42", name: "2500-99-000042", store: "Oslo"});
    expect([part, parts]).toEqual([1, 1]);
    expect(lines).toEqual([
        {
            uuid: order.lines[0].uuid,
            sold_line_id: 105,
            qty: 1,
            reason_id: 7,
            note: "Torn",
            condition: false,
        },
    ]);
    const sent = order.serializeForORM();
    expect(sent.return_payload.lines).toEqual(lines);
    expect(sent.is_refund).toBe(true);
});

test("customer, fiscal position and invoice are those of the sale", async () => {
    const store = await setupPosEnv();
    const position = store.models["account.fiscal.position"].getFirst();
    const sale = getSale({
        partner_id: 3,
        fiscal_position_id: position?.id || false,
        invoiced: true,
    });
    const [order] = await build(store, [sale, getSoldLine(store, 5), 1]);
    expect(order.partner_id.id).toBe(3);
    expect(order.fiscal_position_id?.id).toBe(position?.id);
    expect(order.isToInvoice()).toBe(true);
});

test("a return of the same sale that was left is replaced", async () => {
    const store = await setupPosEnv();
    const sold = getSoldLine(store, 5);
    const [first] = await build(store, [getSale(), sold, 1]);
    const other = getSale({key: "order-43"});
    const [second] = await build(store, [other, sold, 1]);
    const [again] = await build(store, [getSale(), sold, 1]);
    const open = store.getOpenOrders().map((order) => order.uuid);
    expect(open).not.toInclude(first.uuid);
    expect(open).toInclude(second.uuid);
    expect(open).toInclude(again.uuid);
});

test("a return that a terminal has paid is not replaced", async () => {
    const store = await setupPosEnv();
    const sold = getSoldLine(store, 5);
    const [first] = await build(store, [getSale(), sold, 1]);
    const {data: payment} = first.addPaymentline(store.config.payment_method_ids[0]);
    payment.payment_status = "done";
    const again = build(store, [getSale(), sold, 1]);
    await expect(again).rejects.toThrow(/begun at the payment terminal/);
    expect(store.getOpenOrders()).toInclude(first);
});

test("a return of two sales is two tickets of one group, paid in turn", async () => {
    const store = await setupPosEnv();
    const order = getSale({key: "order-5", name: "S00005", invoiced: true});
    const fromOrder = getSoldLine(store, 5, {
        key: "order_line_id-9",
        sold_line_id: undefined,
        order_line_id: 9,
    });
    const [first, second] = await build(
        store,
        [getSale(), getSoldLine(store, 6), 1],
        [order, fromOrder, 1]
    );
    expect(first.return_payload.group).toBe(second.return_payload.group);
    expect(first.return_payload.uuid).not.toBe(second.return_payload.uuid);
    expect(second.return_payload.part).toBe(2);
    expect(second.return_payload.lines[0].order_line_id).toBe(9);
    expect(second.isToInvoice()).toBe(true);
    expect(getOpenPart(store, first)).toEqual([second]);
    expect(store.getOpenOrders()).toInclude(first);
});

test("of two sales nothing is left open when one cannot be built", async () => {
    const store = await setupPosEnv();
    const fails = getSale({key: "order-5", partner_id: 987654});
    patchWithCleanup(store.data, {
        async read() {
            throw new Error("The network is lost");
        },
    });
    const building = build(
        store,
        [getSale(), getSoldLine(store, 6), 1],
        [fails, getSoldLine(store, 5), 1]
    );
    await expect(building).rejects.toThrow("The network is lost");
    const isReturn = (order) => order.return_payload;
    expect(store.getOpenOrders().filter(isReturn)).toHaveLength(0);
});

test("a basket is of what the server knows, or of what this register knows", async () => {
    const store = await setupPosEnv();
    const basket = new ReturnBasket();
    basket.setQuantity(getSale(), getSoldLine(store, 5), 1);
    const local = getSale({key: "local-1", is_local: true});
    const other = getSoldLine(store, 6);
    expect(basket.setQuantity(local, other, 1)).toMatch(/came or went/);
    // What was asked for online goes with its goods.
    basket.request = {uuid: "1", name: "RET/1", lines: []};
    basket.setQuantity(getSale(), getSoldLine(store, 5), 0);
    expect(basket.request).toBe(null);
    expect(basket.setQuantity(local, other, 1)).toBe("");
});

test("a lot that is scanned again counts one more", async () => {
    const store = await setupPosEnv();
    const basket = new ReturnBasket();
    const values = {tracking: "lot", lots: ["L1"], returnable: 3};
    const sold = getSoldLine(store, 5, values);
    expect(basket.addLot(getSale(), sold, "L1")).toBe("");
    expect(basket.addLot(getSale(), sold, "L1", 2)).toBe("");
    const [entry] = basket.entries;
    expect([entry.quantity, entry.lots]).toEqual([3, ["L1"]]);
    expect(basket.addLot(getSale(), sold, "L1")).toMatch(/No more/);
});

test("a basket is of one customer", async () => {
    const store = await setupPosEnv();
    const kari = getSale({customer: "Kari", customer_id: 3});
    const ola = getSale({key: "order-5", customer: "Ola", customer_id: 4});
    const nobody = getSale({key: "ticket-6"});
    const basket = new ReturnBasket();
    basket.setQuantity(kari, getSoldLine(store, 5), 1);
    const other = {...getSoldLine(store, 6), key: "other"};
    expect(basket.setQuantity(ola, other, 1)).toMatch(/of Ola.*of Kari/);
    expect(basket.entries).toHaveLength(1);
    expect(basket.setQuantity(nobody, other, 9)).toBe("");
    expect(basket.getQuantity(other)).toBe(5);
    basket.setQuantity(nobody, other, 0);
    expect(basket.entries).toHaveLength(1);
});

test("one reason is for all lines, or each has its own", async () => {
    const store = await setupPosEnv();
    const basket = new ReturnBasket();
    const sale = getSale();
    expect(basket.missing).toBe("Choose what comes back");
    basket.setQuantity(sale, getSoldLine(store, 5), 1);
    expect(basket.missing).toBe("Choose why it comes back");
    basket.explain(basket.entries[0], {reasonId: 7});
    expect(basket.missing).toBe("Write what happened");
    basket.explain(basket.entries[0], {reasonId: 8});
    basket.setQuantity(sale, getSoldLine(store, 6), 1);
    expect(basket.entries[1].reasonId).toBe(8);
    basket.setSameForAll(false, basket.entries[0]);
    basket.explain(basket.entries[1], {reasonId: 7});
    expect(basket.entries[0].reasonId).toBe(8);
    expect(basket.incomplete).toBe(basket.entries[1]);
    basket.setSameForAll(true, basket.entries[0]);
    expect(basket.entries[1].reasonId).toBe(8);
    expect(basket.missing).toBe("");
});

test("serial numbers are chosen where there is a choice, and scanned", async () => {
    const store = await setupPosEnv();
    const lots = ["S1", "S2", "S3"];
    const sold = getSoldLine(store, 5, {tracking: "serial", lots, returnable: 3});
    const basket = new ReturnBasket();
    basket.setQuantity(getSale(), sold, 1);
    const [entry] = basket.entries;
    basket.explain(entry, {reasonId: 8});
    expect(basket.missing).toBe("Choose which ones come back");
    basket.toggleLot(entry, "S2");
    expect(basket.missing).toBe("");
    basket.toggleLot(entry, "S3");
    expect(entry.lots).toEqual(["S3"]);
    expect(basket.addLot(getSale(), sold, "S3")).toMatch(/on the return already/);
    expect(basket.addLot(getSale(), sold, "S1")).toBe("");
    expect([entry.quantity, entry.lots]).toEqual([2, ["S3", "S1"]]);
    basket.setQuantity(getSale(), sold, 3);
    expect(entry.lots).toEqual(lots);
    answerPrepare(store);
    const [order] = await buildReturnTickets(store, basket);
    const names = order.lines[0].pack_lot_ids.map((lot) => lot.lot_name);
    expect(names).toEqual(lots);
});

test("a condition is asked where a policy does", async () => {
    const store = await setupPosEnv();
    const basket = new ReturnBasket();
    const sold = getSoldLine(store, 5);
    basket.setQuantity(getSale(), sold, 1);
    const [entry] = basket.entries;
    basket.explain(entry, {reasonId: 8});
    expect(basket.missing).toBe("");
    basket.askCondition();
    expect(basket.missing).toBe("Choose how it looks");
    basket.explain(entry, {condition: "opened"});
    answerPrepare(store);
    const [order] = await buildReturnTickets(store, basket);
    expect(order.return_payload.lines[0].condition).toBe("opened");
});

test("barcodes may hold a quantity or a lot (RT-03)", () => {
    const plain = {type: "product", code: "709", base_code: "709", value: 0};
    expect(readBarcode(plain)).toEqual(["709", 0, ""]);
    const weighed = {type: "weight", code: "21", base_code: "20", value: 1.5};
    expect(readBarcode(weighed)).toEqual(["20", 1.5, ""]);
    const elements = [
        {type: "product", base_code: "0709"},
        {type: "lot", value: "L1"},
        {type: "quantity", value: 2},
    ];
    expect(readBarcode(elements)).toEqual(["0709", 2, "L1"]);
    expect(readBarcode([{type: "lot", value: "L1"}])).toEqual(["L1", 0, "L1"]);
});

test("nothing is sold on a ticket that gives back", async () => {
    const store = await setupPosEnv();
    const [order] = await build(store, [getSale(), getSoldLine(store, 5), 1]);
    expect(order.isSaleDisallowed({}, {})).toBe(true);
});

test("the code on a receipt has letters and digits alone", () => {
    const order = {uuid: "0b2c6f0e-9a3d-4a54-8b53-3f1d2c4e5a69"};
    expect(getReceiptCode(order)).toBe("RT0B2C6F0E9A3D4A548B533F1D2C4E5A69");
});

test("a reason that asks for a note is not given without one", () => {
    expect(isReasonGiven(undefined, "")).toBe(false);
    expect(isReasonGiven({note_required: false}, "")).toBe(true);
    expect(isReasonGiven({note_required: true}, "  ")).toBe(false);
    expect(isReasonGiven({note_required: true}, "Torn")).toBe(true);
});
