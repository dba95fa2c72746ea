from odoo.tests import BaseCase, tagged

from ..tools.payload_prepare import parse_ids, parse_totals, read_text
from ..tools.preparation import get_left, get_state
from ..tools.read import PayloadError


@tagged("post_install", "-at_install")
class TestPrepareTools(BaseCase):
    def test_fu_12_states(self):
        for wanted, picked, flags, state in (
            (5, 0, {}, "to_pick"),
            (5, 0, {"is_pending": True}, "pending"),
            (5, 0, {"is_claimed": True}, "picking"),
            (5, 2, {"is_claimed": True}, "partly_picked"),
            (5, 2, {"is_staged": True}, "partly_picked"),
            (5, 5, {"is_claimed": True}, "picked"),
            (5, 5, {"is_staged": True}, "staged"),
            (5, 5, {"is_pending": True}, "picked"),
        ):
            with self.subTest(wanted=wanted, picked=picked, **flags):
                self.assertEqual(get_state(wanted, picked, **flags), state)

    def test_fu_10_counters(self):
        """500 ordered, 200 picked: what leaves is first what was picked."""
        for picked, leaving, left in (
            (200, 200, {}),
            (200, 201, {}),
            (200, 50, {"line": 150}),
            (200, 0, {"line": 200}),
            (0, 10, {}),
        ):
            with self.subTest(picked=picked, leaving=leaving):
                self.assertEqual(get_left({"line": picked}, {"line": leaving}), left)

    def test_payload(self):
        self.assertEqual(parse_ids([3, 1, 3]), [3, 1])
        self.assertEqual(parse_totals({"7": 2, "8": 0}), {7: 2.0, 8: 0.0})
        self.assertEqual(parse_totals(None), {})
        for wrong in ([], [0], ["1"], [True], None, "1", list(range(1, 60))):
            with self.subTest(ids=wrong), self.assertRaises(PayloadError):
                parse_ids(wrong)
        for wrong in ({"7": -1}, {"x": 1}, {"7": "1"}, {"7": float("nan")}, [1], "x"):
            with self.subTest(totals=wrong), self.assertRaises(PayloadError):
                parse_totals(wrong)
        self.assertEqual(read_text({"place": "  A \n 12 "}, "place"), "A 12")
        self.assertEqual(len(read_text({"place": "x" * 99}, "place")), 40)
        self.assertEqual(read_text(None, "place"), "")
