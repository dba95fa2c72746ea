import {expect, test} from "@odoo/hoot";
import {
    isReference,
    luhnDigit,
    makeReference,
} from "@retail_customer_orders/app/utils/order_reference";

// The same table as in tests/test_tools.py: both sides print the same number.
const VECTORS = [
    ["00000000-0000-4000-8000-000000000000", "CO00000000000000"],
    ["ffffffff-ffff-4fff-8fff-ffffffffffff", "CO10995116277756"],
    ["00000000-0100-4000-8000-000000000000", "CO00000000000018"],
    ["3f2504e0-4f89-41d3-9a0c-0305e82c3301", "CO02712040162073"],
];

test("the reference of a uuid", () => {
    for (const [uuid, reference] of VECTORS) {
        expect(makeReference(uuid)).toBe(reference);
    }
});

test("the check digit is the one of Luhn", () => {
    expect(luhnDigit("7992739871")).toBe(3);
});

test("a mistyped reference is told apart", () => {
    expect(isReference("CO10995116277756")).toBe(true);
    expect(isReference(" co10995116277756 ")).toBe(true);
    expect(isReference("CO10995116277765")).toBe(false);
    expect(isReference("CO1099511627775")).toBe(false);
    expect(isReference("S00012")).toBe(false);
});
