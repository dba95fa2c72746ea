import {expect, test} from "@odoo/hoot";
import {
    countScanned,
    findScannedLine,
    getLeaving,
    isChanged,
    listToPick,
    mergeDeliveries,
} from "@retail_customer_orders/app/utils/deliveries";

const line = (id, qty, picked, values) => ({
    id,
    qty,
    picked,
    name: `Product ${id}`,
    barcode: `B${id}`,
    place: "WH/Stock",
    unit: "Units",
    lots: "",
    ...values,
});
const delivery = (id, orderId, lines) => ({
    id,
    order_id: orderId,
    reference: `CO${orderId}`,
    customer: "Kari",
    lines,
});

test("the first piece that is scanned begins the count", () => {
    const one = delivery(1, 1, [line(1, 3, 1), line(2, 2, 0)]);
    const scanned = findScannedLine(one, "B1");
    const first = countScanned(one, undefined, scanned);
    expect(first).toEqual({totals: {1: 2, 2: 0}, isCounting: true, isFull: false});
    const second = countScanned(one, first, scanned);
    expect(second.totals[1]).toBe(3);
    const third = countScanned(one, second, scanned);
    expect([third.totals[1], third.isFull]).toEqual([3, true]);
    // What was typed before the first scan was no count.
    const typed = {totals: {1: 3, 2: 2}, isCounting: false};
    expect(countScanned(one, typed, scanned).totals).toEqual({1: 2, 2: 0});
});

test("a code that is none of the goods, or none at all", () => {
    const one = delivery(1, 1, [line(1, 3, 1, {barcode: ""})]);
    expect(findScannedLine(one, "")).toBe(undefined);
    expect(findScannedLine(one, "B1")).toBe(undefined);
});

test("what was picked is shipped, and all where nothing was", () => {
    expect(getLeaving(delivery(1, 1, [line(1, 3, 2), line(2, 2, 0)]))).toEqual({
        1: 2,
        2: 0,
    });
    expect(getLeaving(delivery(1, 1, [line(1, 3, 0)]))).toEqual({1: 3});
});

test("totals that say nothing new", () => {
    const one = delivery(1, 1, [line(1, 3, 2)]);
    expect(isChanged(one, {1: 2})).toBe(false);
    expect(isChanged(one, {1: 3})).toBe(true);
    expect(isChanged(one, {})).toBe(false);
});

test("an answer takes the place of what was known of its orders", () => {
    const known = [delivery(1, 1, []), delivery(2, 2, []), delivery(3, 3, [])];
    const fresh = {...delivery(2, 2, []), state: "picked"};
    const same = mergeDeliveries(known, {order_ids: [2], deliveries: [fresh]});
    expect(same).toEqual([known[0], fresh, known[2]]);
    const rest = delivery(9, 2, []);
    const partly = mergeDeliveries(known, {order_ids: [2], deliveries: [rest]});
    expect(partly.map(({id}) => id)).toEqual([1, 9, 3]);
    const gone = mergeDeliveries(known, {order_ids: [2], deliveries: []});
    expect(gone.map(({id}) => id)).toEqual([1, 3]);
});

test("a pick list goes by the place, without what is picked", () => {
    const rows = listToPick([
        delivery(1, 1, [line(1, 3, 1, {place: "B"}), line(2, 2, 2, {place: "A"})]),
        delivery(2, 2, [line(3, 1, 0, {place: "A"})]),
    ]);
    expect(rows.map(({place, name, qty}) => [place, name, qty])).toEqual([
        ["A", "Product 3", 1],
        ["B", "Product 1", 2],
    ]);
});
