from odoo.tests import BaseCase

from odoo.addons.retail_customer_orders.tools.read import PayloadError

from ..tools.no_receipt import read_no_receipt_lines
from ..tools.tender_split import find_overdraw

CASH, CARD, ACCOUNT = ("cash", False), ("card", False), ("account", False)
NO_CASH = ("cash", True)
PLACES = [CASH, CARD, ACCOUNT]


def to_cents(amount):
    return round(amount, 2)


class TestNoReceiptTools(BaseCase):
    def test_rp_03_split_by_table(self):
        places = [NO_CASH, CARD, ACCOUNT]
        blind, free = (100, "any", True), (50, "any", False)
        for given, own, lines, left, found in (
            ({CASH: 100}, PLACES, [blind], {}, None),
            ({NO_CASH: 100}, places, [blind], {}, (NO_CASH, 0, [CARD, ACCOUNT])),
            # The line with receipt frees its own amount and no more.
            ({NO_CASH: 50, CARD: 100}, places, [blind, free], {}, None),
            (
                {NO_CASH: 51, CARD: 99},
                places,
                [blind, free],
                {},
                (NO_CASH, 50, [CARD, ACCOUNT]),
            ),
            # Each alone would do, but both want the same line.
            (
                {CASH: 50, CARD: 50, ACCOUNT: 50},
                PLACES,
                [(100, "original", False), (50, "no_cash", False)],
                {"cash": 100},
                (CARD, 0, [CASH]),
            ),
            # What was paid by card may go there beside what is without receipt.
            (
                {NO_CASH: 30, CARD: 120},
                places,
                [blind, (50, "original", False)],
                {"cash": 30, "card": 20},
                None,
            ),
            (
                {NO_CASH: 31, CARD: 119},
                places,
                [blind, (50, "original", False)],
                {"cash": 30, "card": 20},
                (NO_CASH, 30, [CARD, ACCOUNT]),
            ),
        ):
            with self.subTest(given=given, lines=lines):
                self.assertEqual(
                    find_overdraw(given, own, lines, left, to_cents), found
                )

    def test_cash_is_rounded_where_it_is_given_at_all(self):
        for given, lines, found in (
            ({CASH: 100}, [(99.5, "any", True)], None),
            ({CASH: 100.6}, [(99.5, "any", True)], (CASH, 100.5, [CARD, ACCOUNT])),
            ({CASH: 1}, [(99.5, "no_cash", True)], (CASH, 0, [CARD, ACCOUNT])),
        ):
            with self.subTest(given=given, lines=lines):
                answer = find_overdraw(given, PLACES, lines, {}, to_cents, 1)
                self.assertEqual(answer, found)

    def test_what_no_register_sends_is_refused(self):
        line = {"product_id": 1, "qty": 1, "price": False}
        self.assertEqual(read_no_receipt_lines([line])[0]["price"], False)
        for values in (
            {"qty": -1},
            {"qty": "1"},
            {"price": -1},
            {"price": float("nan")},
            {"product_id": True},
            {"condition": "eaten"},
            {"reason_id": "1"},
        ):
            with self.subTest(values=values), self.assertRaises(PayloadError):
                read_no_receipt_lines([{**line, **values}])
