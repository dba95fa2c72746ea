import {describe, expect, test} from "@odoo/hoot";
import {
    findTenderNeeds,
    getFeeNeeds,
    getRefundTotal,
    setExactAmounts,
} from "@retail_returns/app/utils/refund";

const currency = {
    id: 1,
    round: (amount) => Math.round(amount * 100) / 100,
    comp: (one, other) => Math.sign(Math.round((one - other) * 100)),
};

function makeTender(id, kind, maximum, limit = 0) {
    return {payment_method_id: id, name: kind, kind, maximum, limit};
}

describe("what a manager has to allow of the tenders", () => {
    const tenders = [
        makeTender(1, "cash", 60, 50),
        makeTender(2, "card", 40),
        makeTender(3, "card", 40),
    ];
    const cases = [
        {given: [{id: 1, amount: 50}], kinds: []},
        {given: [{id: 1, amount: 60}], kinds: ["return_cash"]},
        {given: [{id: 1, amount: 61}], kinds: ["return_tender", "return_cash"]},
        {given: [{id: 2, amount: 40}], kinds: []},
        // Two terminals are one kind.
        {
            given: [
                {id: 2, amount: 30},
                {id: 3, amount: 20},
            ],
            kinds: ["return_tender"],
        },
    ];
    for (const {given, kinds} of cases) {
        test(`${JSON.stringify(given)} asks for ${kinds}`, () => {
            const needs = findTenderNeeds(tenders, given, currency);
            expect(needs.map(({kind}) => kind)).toEqual(kinds);
        });
    }

    test("cash may be rounded where any may be given", () => {
        const given = [{id: 1, amount: 60.5}];
        expect(
            findTenderNeeds([makeTender(1, "cash", 60)], given, currency, 1)
        ).toEqual([]);
        const none = [makeTender(1, "cash", 0)];
        expect(findTenderNeeds(none, given, currency, 1)).toHaveLength(1);
    });
});

describe("a line that gives back exactly what the sale was booked with", () => {
    test("with taxes, the amounts are kept beside price and quantity", () => {
        const line = {price_unit: 9.99, discount: 10, qty: -1};
        const exact = {
            manual_total_excluded_currency: -7.99,
            manual_tax_amounts: {5: {tax_amount_currency: -2}},
        };
        setExactAmounts(line, {exact, price_unit: false}, currency);
        expect(line.extra_tax_data).toEqual({
            ...exact,
            currency_id: 1,
            price_unit: 9.99,
            discount: 10,
            quantity: -1,
        });
    });

    test("without taxes, the price takes the rest", () => {
        const line = {price_unit: 33.335, discount: 10, qty: -1};
        setExactAmounts(line, {exact: {}, price_unit: 33.33}, currency);
        expect(line.price_unit).toBe(33.33);
        expect(line.discount).toBe(0);
        expect(line.extra_tax_data).toBe(undefined);
    });
});

describe("a restocking fee", () => {
    const prepared = {
        total: 85,
        extras: [
            {kind: "charge", amount: 5},
            {kind: "fee", amount: 12},
            {kind: "fee", amount: 8},
        ],
    };

    test("is kept of the refund unless it is waived", () => {
        expect(getRefundTotal(prepared, false, currency)).toBe(85);
        expect(getRefundTotal(prepared, true, currency)).toBe(105);
    });

    test("is waived by a manager, with a reason", () => {
        const [need] = getFeeNeeds(prepared, String);
        expect(need.kind).toBe("return_fee");
        expect(need.amount).toBe(20);
        expect(need.reasonKind).toBe("charge_override");
        expect(getFeeNeeds({extras: []}, String)).toEqual([]);
    });
});
