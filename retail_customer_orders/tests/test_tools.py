from odoo.tests import BaseCase, tagged
from odoo.tools import float_round

from ..tools import deposit
from ..tools.payload import has_lines, parse_order, parse_pickup, parse_quantities
from ..tools.read import PayloadError, is_uuid
from ..tools.reference import luhn_digit, make_reference, read_reference

UUID = "0e8ae7bd-3a5c-4bb6-9f4e-6f1f4ed3b1f0"


def cents(amount):
    return float_round(amount, precision_digits=2)


def whole(amount):
    return float_round(amount, precision_digits=0)


@tagged("post_install", "-at_install")
class TestDeposit(BaseCase):
    def test_required(self):
        for total, percent, rounding, expected in (
            (200, 10, cents, 20),
            (199.99, 10, cents, 20),
            (0.04, 10, cents, 0),
            (123, 33.3, whole, 41),
            (100, 0, cents, 0),
            (100, 100, cents, 100),
        ):
            self.assertEqual(
                deposit.required_deposit(total, percent, rounding), expected
            )

    def test_spread(self):
        for amount, weights, rounding, expected in (
            (20, [100, 100], cents, [10, 10]),
            (0.01, [1, 1, 1], cents, [0, 0.01, 0]),
            (0.05, [1] * 7, cents, [0.01, 0, 0.01, 0.01, 0.01, 0, 0.01]),
            (100, [1, 1, 1], cents, [33.33, 33.34, 33.33]),
            (10, [0, 0], cents, [5, 5]),
            (10, [0, 5], cents, [0, 10]),
            (7, [1, 1], whole, [4, 3]),
            (0, [3, 4], cents, [0, 0]),
        ):
            parts = deposit.spread(amount, weights, rounding)
            self.assertEqual(parts, expected, (amount, weights))
            self.assertEqual(rounding(sum(parts)), amount)
            self.assertGreaterEqual(min(parts), 0)

    def test_applied(self):
        for held, quantity, open_quantity, value, expected in (
            (10, 1, 1, 100, 10),
            (10, 1, 3, 33.33, 3.33),
            (6.67, 1, 2, 33.33, 3.34),
            (3.33, 1, 1, 33.33, 3.33),
            (0, 1, 3, 33.33, 0),
            (1.24, 1, 3, 0.41, 0.41),
            (0.42, 1, 1, 0.41, 0.42),
            (5, 0.1 + 0.2, 0.3, 50, 5),
        ):
            applied = deposit.applied_deposit(
                held, quantity, open_quantity, value, cents
            )
            self.assertEqual(applied, expected, (held, quantity, open_quantity))


@tagged("post_install", "-at_install")
class TestReference(BaseCase):
    def test_reference(self):
        for uuid, expected in (
            ("00000000-0000-4000-8000-000000000000", "CO00000000000000"),
            ("ffffffff-ffff-4fff-8fff-ffffffffffff", "CO10995116277756"),
        ):
            self.assertEqual(make_reference(uuid), expected)
            self.assertEqual(read_reference(expected), expected)

    def test_every_reference_has_a_check_digit(self):
        reference = make_reference(UUID)
        self.assertEqual(len(reference), 16)
        self.assertEqual(reference[-1], str(luhn_digit(reference[2:-1])))
        self.assertEqual(luhn_digit("7992739871"), 3)

    def test_read(self):
        reference = make_reference(UUID)
        spaced = f" {reference[:6]} {reference[6:].lower()} "
        self.assertEqual(read_reference(spaced.replace("CO", "co")), reference)
        wrong = reference[:-1] + str((int(reference[-1]) + 1) % 10)
        for text in (wrong, reference[:-1], "S00042", "", "CO12", "22334455"):
            self.assertIsNone(read_reference(text))


@tagged("post_install", "-at_install")
class TestPayload(BaseCase):
    line = {
        "product_id": 5,
        "qty": 2,
        "price_unit": 10,
        "fulfilment": "pickup",
        "date": "2026-11-28",
        "frozen": {"anything": 1},
    }

    def order(self, **values):
        return {"uuid": UUID, "type": "quote", "lines": [self.line], **values}

    def test_order_is_completed_and_stripped(self):
        parsed = parse_order(self.order(collector=" Ola ", place="x"))
        self.assertEqual(parsed["deposit"], 0)
        self.assertEqual(parsed["collector"], "Ola")
        self.assertEqual(parsed["lines"][0]["date"].isoformat(), "2026-11-28")
        self.assertEqual(parsed["lines"][0]["tax_ids"], [])
        self.assertIsNone(parsed["lines"][0]["partner_id"])
        self.assertNotIn("frozen", parsed["lines"][0])
        self.assertNotIn("place", parsed)
        self.assertIs(parsed["expedited"], False)
        self.assertIs(parse_order(self.order(expedited=True))["expedited"], True)

    def test_order_is_refused(self):
        for values in (
            {"uuid": "1"},
            {"uuid": None},
            {"uuid": "{" + UUID + "}"},
            {"type": "gift"},
            {"deposit": -1},
            {"deposit": "10"},
            {"deposit": True},
            {"deposit": float("nan")},
            {"deposit": float("inf")},
            {"collector": 7},
            {"expedited": "yes"},
            {"lines": []},
            {"lines": {}},
            {"lines": ["x"]},
            {"lines": [{**self.line, "product_id": "5"}]},
            {"lines": [{**self.line, "product_id": 2**31}]},
            {"lines": [{**self.line, "qty": None}]},
            {"lines": [{**self.line, "fulfilment": "carry_out"}]},
            {"lines": [{**self.line, "fulfilment": ["pickup"]}]},
            {"lines": [{**self.line, "date": "tomorrow"}]},
            {"lines": [{**self.line, "date": 5}]},
            {"lines": [{**self.line, "tax_ids": [0]}]},
            {"lines": [{**self.line, "store_id": -4}]},
        ):
            with self.assertRaises(PayloadError, msg=values):
                parse_order(self.order(**values))
        for payload in (None, [], "x", 3):
            with self.assertRaises(PayloadError):
                parse_order(payload)

    def test_pickup(self):
        line = {"uuid": UUID, "order_line_id": 3, "qty": 1}
        parsed = parse_pickup({"uuid": UUID, "order_id": 2, "lines": [line]})
        self.assertEqual(parsed["lines"], [{**line, "qty": 1.0, "lots": {}}])
        for values in ({"uuid": "1"}, {"order_id": True}, {"lines": [7]}):
            with self.assertRaises(PayloadError):
                parse_pickup({"uuid": UUID, "order_id": 2, "lines": [line], **values})

    def test_quantities(self):
        self.assertEqual(parse_quantities({"3": 1, "4": 0, 5: 2.5}), {3: 1, 5: 2.5})
        for quantities in ([], {"x": 1}, {"3": "1"}, {"3": None}):
            with self.assertRaises(PayloadError):
                parse_quantities(quantities)

    def test_small_questions(self):
        self.assertTrue(has_lines({"lines": [1]}))
        for payload in (None, False, [], {}, {"uuid": UUID}, {"lines": []}):
            self.assertFalse(has_lines(payload))
        self.assertTrue(is_uuid(UUID.upper()))
        self.assertFalse(is_uuid(5))
