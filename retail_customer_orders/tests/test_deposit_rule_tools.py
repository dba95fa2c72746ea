from odoo.tests import BaseCase, tagged
from odoo.tools import float_round

from ..tools import deposit_rule


def cents(amount):
    return float_round(amount, precision_digits=2)


def whole(amount):
    return float_round(amount, precision_digits=0)


@tagged("post_install", "-at_install")
class TestDepositRuleTools(BaseCase):
    def test_tier(self):
        for total, lower, upper, expected in (
            (100, 0, 0, True),
            (100, 100, 0, True),
            (99.99, 100, 0, False),
            (100, 0, 100, False),
            (99.99, 0, 100, True),
            (0.1 + 0.2, 0.3, 0, True),
            (0.1 + 0.2, 0, 0.3, False),
            (150, 100, 200, True),
            (200, 100, 200, False),
        ):
            self.assertEqual(
                deposit_rule.is_in_tier(total, lower, upper, cents),
                expected,
                (total, lower, upper),
            )

    def test_share_out(self):
        for total, lines, rounding, expected in (
            (1500, [("a", 1200), ("b", 300)], cents, {"a": 1200, "b": 300}),
            (300, [("b", 100), ("a", 50), ("b", 150)], cents, {"b": 250, "a": 50}),
            # The total was rounded globally: a cent less than its lines.
            (9.99, [("a", 5), ("b", 5)], cents, {"a": 5, "b": 4.99}),
            # A discount of 10 % on its own line belongs to nobody.
            (90, [("a", 60), ("b", 40), ("b", -10)], cents, {"a": 54, "b": 36}),
            (7, [("a", 1), ("b", 1)], whole, {"a": 4, "b": 3}),
            (0, [("a", 10), ("a", -10)], cents, {"a": 0}),
            (-5, [("a", 5), ("b", -10)], cents, {"a": 0, "b": 0}),
            (0, [], cents, {}),
        ):
            parts = deposit_rule.share_out(total, lines, rounding)
            self.assertEqual(parts, expected, (total, lines))
            self.assertAlmostEqual(sum(parts.values()), max(total, 0))

    def test_asked(self):
        for amount, percent, minimum, rounding, expected in (
            (1200, 20, 0, cents, 240),
            (1200, 20, 100, cents, 240),
            (300, 20, 100, cents, 100),
            (80, 20, 100, cents, 80),
            (80, 0, 0, cents, 0),
            (80, 0, 10, cents, 10),
            (80, 100, 0, cents, 80),
            (0, 20, 100, cents, 0),
            (0.04, 10, 0, cents, 0),
            (123, 33.3, 0, whole, 41),
        ):
            self.assertEqual(
                deposit_rule.asked_deposit(amount, percent, minimum, rounding),
                expected,
                (amount, percent, minimum),
            )

    def test_lowest(self):
        for total, required, percent, expected in (
            (200, 20, 0, 0),
            (200, 20, 5, 10),
            (200, 20, 10, 20),
            (200, 20, 50, 20),
            (200, 0, 50, 0),
            (0, 0, 50, 0),
        ):
            self.assertEqual(
                deposit_rule.lowest_deposit(total, required, percent, cents), expected
            )

    def test_carried_override(self):
        for amount, asked, now_asked, expected in (
            (0, 20, 20, 0),
            (50, 20, 20, 50),
            # The order has grown: what was let go of stays, the rest is asked for.
            (0, 20, 120, 100),
            (15, 20, 120, 115),
            (50, 20, 120, 120),
            # It has shrunk.
            (15, 20, 18, 15),
            (15, 20, 10, 10),
            (50, 20, 10, 50),
            (20, 20, 10, 20),
        ):
            self.assertEqual(
                deposit_rule.carried_override(amount, asked, now_asked),
                expected,
                (amount, asked, now_asked),
            )
