import {expect, test} from "@odoo/hoot";
import {mockDate} from "@odoo/hoot-mock";
import {allowTranslations} from "@web/../tests/web_test_helpers";
import {
    checkStock,
    describeFulfilment,
    describeStock,
    formatDayInSentence,
    getDayChips,
    rankStores,
} from "@retail_customer_orders/app/utils/fulfilment";

const NEEDS = [
    {id: 1, qty: 2, storable: true},
    {id: 2, qty: 1, storable: false},
];

const makeStore = (name, free, values = {}) => ({
    name,
    pickup: true,
    shipping: true,
    is_current: false,
    products: {1: {free, incoming: 0, next_date: false}},
    ...values,
});

test("what is not stored is never short", () => {
    expect(checkStock(makeStore("A", 2), NEEDS)).toEqual({
        known: true,
        canServe: true,
        served: 2,
        nextDate: false,
    });
    expect(checkStock(makeStore("A", 1), NEEDS).served).toBe(1);
    expect(checkStock(makeStore("A", 0, {products: null}), NEEDS).known).toBe(false);
});

test("the day on which all that is short has arrived", () => {
    const needs = [1, 3].map((id) => ({id, qty: 1, storable: true}));
    const products = {
        1: {free: 0, next_date: "2030-11-28"},
        3: {free: 0, next_date: "2030-12-02"},
    };
    expect(checkStock({products}, needs).nextDate).toBe("2030-12-02");
    products[3].next_date = false;
    expect(checkStock({products}, needs).nextDate).toBe(false);
});

test("serving stores first, the own one among equals, closed ones last", () => {
    const stores = [
        makeStore("Closed", 9, {pickup: false}),
        makeStore("Empty", 0),
        makeStore("Own and empty", 0, {is_current: true}),
        makeStore("Zoo", 9),
        makeStore("Apple", 9),
    ];
    const names = rankStores(stores, NEEDS, "pickup").map(({store}) => store.name);
    expect(names).toEqual(["Apple", "Zoo", "Own and empty", "Empty", "Closed"]);
});

test("stock of one product in words", () => {
    allowTranslations();
    const describe = (store, needs = NEEDS.slice(0, 1)) =>
        describeStock(rankStores([store], needs, "pickup")[0], needs, String);
    expect(describe(makeStore("A", 12))).toBe("12 free");
    const coming = {1: {free: 1, incoming: 3, next_date: "2030-11-26"}};
    expect(describe(makeStore("A", 1, {products: coming}))).toBe(
        "1 free / 3 incoming Tue, Nov 26"
    );
    expect(describe(makeStore("A", 9, {pickup: false}))).toBe("No pickup here");
    expect(describe(makeStore("A", 9), NEEDS.slice(1))).toBe("Always available");
    expect(describe(makeStore("A", 1), NEEDS)).toBe("1 of 2 products in stock");
});

test("days as a person says them", () => {
    allowTranslations();
    mockDate("2030-11-26 12:00:00");
    expect(formatDayInSentence("2030-11-26")).toBe("today");
    expect(formatDayInSentence("2030-11-27")).toBe("tomorrow");
    expect(formatDayInSentence("2030-11-29")).toBe("on Fri, Nov 29");
    expect(getDayChips(3)).toEqual([
        {value: "2030-11-26", label: "Today"},
        {value: "2030-11-27", label: "Tomorrow"},
        {value: "2030-11-28", label: "Thu, Nov 28"},
    ]);
    const ship = {fulfilment: "ship", place: "Storgata 1", date: ""};
    expect(describeFulfilment(ship)).toBe("Ship · Storgata 1");
});
