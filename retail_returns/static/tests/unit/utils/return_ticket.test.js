import {expect, test} from "@odoo/hoot";
import {setupPosEnv} from "@point_of_sale/../tests/unit/utils";
import {definePosModels} from "@point_of_sale/../tests/unit/data/generate_model_definitions";
import {isReasonGiven} from "@retail_base/app/components/reason_buttons/reason_buttons";
import {buildReturnTicket} from "@retail_returns/app/utils/return_ticket";
import {getReceiptCode} from "@retail_returns/app/utils/returns";

definePosModels();

const REASON = {id: 7, note: "Torn"};

function getSoldLine(store, templateId, values = {}) {
    const template = store.models["product.template"].get(templateId);
    return {
        id: 100 + templateId,
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
        name: "2500-99-000042",
        store: "Oslo",
        partner_id: false,
        fiscal_position_id: false,
        invoiced: false,
        ...values,
    };
}

test("a ticket that gives back has the prices and taxes of the sale", async () => {
    const store = await setupPosEnv();
    const sold = getSoldLine(store, 5);
    const choices = [{sold, quantity: 2}];
    const order = await buildReturnTicket(store, getSale(), choices, REASON);
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
    const choices = [{sold: getSoldLine(store, 5), quantity: 1}];
    const order = await buildReturnTicket(store, getSale(), choices, REASON);
    const {uuid, lines, origin} = order.return_payload;
    expect(uuid).toHaveLength(36);
    expect(origin).toEqual({name: "2500-99-000042", store: "Oslo"});
    expect(lines).toEqual([
        {
            uuid: order.lines[0].uuid,
            sold_line_id: 105,
            qty: 1,
            reason_id: 7,
            note: "Torn",
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
    const choices = [{sold: getSoldLine(store, 5), quantity: 1}];
    const order = await buildReturnTicket(store, sale, choices, REASON);
    expect(order.partner_id.id).toBe(3);
    expect(order.fiscal_position_id?.id).toBe(position?.id);
    expect(order.isToInvoice()).toBe(true);
});

test("a return of the same sale that was left is replaced", async () => {
    const store = await setupPosEnv();
    const choices = [{sold: getSoldLine(store, 5), quantity: 1}];
    const first = await buildReturnTicket(store, getSale(), choices, REASON);
    const other = getSale({name: "2500-99-000043"});
    const second = await buildReturnTicket(store, other, choices, REASON);
    const again = await buildReturnTicket(store, getSale(), choices, REASON);
    const open = store.getOpenOrders().map((order) => order.uuid);
    expect(open).not.toInclude(first.uuid);
    expect(open).toInclude(second.uuid);
    expect(open).toInclude(again.uuid);
});

test("nothing is sold on a ticket that gives back", async () => {
    const store = await setupPosEnv();
    const choices = [{sold: getSoldLine(store, 5), quantity: 1}];
    const order = await buildReturnTicket(store, getSale(), choices, REASON);
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
