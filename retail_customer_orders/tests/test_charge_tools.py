from odoo.tests import BaseCase, tagged
from odoo.tools import float_round

from ..tools.charges import refundable_charge, share_of_charge


def cents(amount):
    return float_round(amount, precision_digits=2)


@tagged("post_install", "-at_install")
class TestChargeTools(BaseCase):
    def test_ch_11_refundable_by_quantity(self):
        for amount, quantity, before, now, expected in (
            (25, 5, 0, 3, 15),
            (25, 5, 3, 2, 10),
            (10, 3, 0, 1, 3.33),
            (10, 3, 1, 1, 3.34),
            (10, 3, 2, 1, 3.33),
            (25, 5, 0, 9, 25),
            (25, 5, 5, 1, 0),
            (25, 0, 0, 1, 0),
            (0, 5, 0, 1, 0),
        ):
            self.assertAlmostEqual(
                refundable_charge(amount, quantity, before, now, cents), expected
            )

    def test_ch_11_returns_one_by_one_give_back_all(self):
        for amount, quantity in ((9.99, 7), (0.05, 3), (100, 9)):
            parts = [
                refundable_charge(amount, quantity, before, 1, cents)
                for before in range(quantity)
            ]
            self.assertAlmostEqual(sum(parts), amount)
            self.assertGreaterEqual(min(parts), 0)

    def test_ch_10_share_of_a_line(self):
        """7 over 10 and 60 is 1 and 6; 15 over 50 and 30 is 9.38 and 5.62 (CH-05)."""
        for amount, values, expected in (
            (7, [10, 60], [1, 6]),
            (15, [50, 30], [9.38, 5.62]),
            (5, [0, 0], [2.5, 2.5]),
        ):
            shares = [
                share_of_charge(amount, values, position, cents)
                for position in range(len(values))
            ]
            self.assertEqual(shares, expected)
