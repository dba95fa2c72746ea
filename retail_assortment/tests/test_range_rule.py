from datetime import date

from odoo.tests import BaseCase, tagged

from ..tools.range_rule import Line, Rule, explain, get_period, judge, spread

ONE, TWO, THREE = date(2026, 3, 1), date(2026, 3, 2), date(2026, 3, 3)


def line(number, assortment=1, exclude=False, first=None, last=None):
    return Line(7, None, number, assortment, exclude, first, last)


@tagged("post_install", "-at_install")
class TestRangeRule(BaseCase):
    """The rule by table, without a database."""

    def test_places_are_sets_of_bits(self):
        places = [([1, 2], ONE), ([2], TWO), (None, TWO), ([], ONE)]
        assortments, days = spread(places)
        self.assertEqual(dict(assortments), {1: 0b0001, 2: 0b0011})
        self.assertEqual(dict(days), {ONE: 0b1001, TWO: 0b0110})

    def test_as_03_exclude_wins_in_each_place(self):
        assortments, days = spread([([1], ONE), ([1, 2], ONE), ([2], TWO)])
        for lines, carried in (
            ([], {}),
            ([line(1)], {(7, None): 0b011}),
            ([line(1), line(2, 2, exclude=True)], {(7, None): 0b001}),
            ([line(1, 2, exclude=True)], {}),
            ([line(1, 2, first=TWO)], {(7, None): 0b100}),
            ([line(1, 2, last=ONE)], {(7, None): 0b010}),
            ([line(1, 2), line(2, 2, exclude=True, last=ONE)], {(7, None): 0b100}),
            ([line(1, 9)], {(7, None): 0}),
        ):
            with self.subTest(lines):
                self.assertEqual(judge(lines, assortments, days), carried)

    def test_as_12_the_nearest_reason_counts(self):
        rules = {
            1: Rule("published", None, None),
            2: Rule("published", THREE, None),
            3: Rule("published", None, ONE),
            4: Rule("draft", None, None),
            5: Rule("closed", None, None),
        }
        for lines, verdict, decider in (
            ([], "not_included", None),
            ([line(1, 9)], "not_included", None),
            ([line(1, exclude=True, last=ONE)], "not_included", None),
            ([line(2), line(1)], "carried", 1),
            ([line(1), line(2, exclude=True)], "excluded", 2),
            ([line(1, 2), line(2, first=THREE), line(3, 5)], "not_started", 1),
            ([line(1, 3), line(2, last=ONE), line(3, 4)], "ended", 1),
            ([line(1, 5), line(2, 4)], "draft", 2),
            ([line(1, 5)], "closed", 1),
            ([line(1, 4, exclude=True)], "not_included", None),
        ):
            with self.subTest(lines):
                found, deciding = explain(lines, rules, TWO)
                self.assertEqual(found, verdict)
                self.assertEqual(deciding and deciding.id, decider)

    def test_a_period_is_the_narrower_of_two(self):
        rules = {1: Rule("published", TWO, THREE)}
        self.assertEqual(get_period(line(1), rules), (TWO, THREE))
        self.assertEqual(get_period(line(1, first=ONE, last=TWO), rules), (TWO, TWO))
        self.assertEqual(get_period(line(1, first=THREE), rules), (THREE, THREE))
