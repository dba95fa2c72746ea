from datetime import date

from odoo.tests import BaseCase, tagged

from ..tools import validity
from ..tools.payload_edit import parse_edit
from ..tools.read import PayloadError

TODAY = date(2026, 3, 10)
UUID = "6f7dd7d4-4fd4-4e2e-bb0b-5d4c0a0d3a01"


@tagged("post_install", "-at_install")
class TestLifeTools(BaseCase):
    def test_expires_on(self):
        for days, expected in (
            (30, date(2026, 4, 9)),
            (1, date(2026, 3, 11)),
            (0, False),
            (-1, False),
        ):
            self.assertEqual(validity.expires_on(TODAY, days), expected, days)

    def test_is_expired(self):
        for last_day, expected in (
            (date(2026, 3, 9), True),
            (date(2026, 3, 10), False),
            (date(2026, 3, 11), False),
            (False, False),
        ):
            self.assertIs(validity.is_expired(TODAY, last_day), expected, last_day)

    def test_is_reminder_due(self):
        for last_day, days, expected in (
            (date(2026, 3, 14), 3, False),
            (date(2026, 3, 13), 3, True),
            (date(2026, 3, 10), 3, True),
            (date(2026, 3, 9), 3, False),
            (date(2026, 3, 10), 0, False),
            (False, 3, False),
        ):
            found = validity.is_reminder_due(TODAY, last_day, days)
            self.assertIs(found, expected, (last_day, days))

    def test_parse_edit(self):
        place = {"fulfilment": "ship", "store_id": 3, "date": "2026-03-11"}
        edit = parse_edit(
            {
                "lines": [{"id": 5, "qty": 2}, {"id": 6, "place": place}],
                "recalculate": [5],
                "ticket_uuid": UUID,
            }
        )
        self.assertEqual(edit["lines"][0], {"id": 5, "qty": 2.0, "place": None})
        self.assertEqual(
            edit["lines"][1],
            {
                "id": 6,
                "qty": None,
                "place": {
                    "fulfilment": "ship",
                    "store_id": 3,
                    "date": date(2026, 3, 11),
                    "partner_id": None,
                    "delivery_mode_id": None,
                    "slot": None,
                },
            },
        )
        self.assertEqual(edit["new_lines"], [])
        self.assertEqual(edit["recalculate"], [5])
        self.assertEqual(edit["ticket_uuid"], UUID)
        self.assertIsNone(edit["collector"])
        self.assertIsNone(edit["expedited"])
        self.assertIs(parse_edit({"expedited": False})["expedited"], False)
        self.assertEqual(parse_edit({"collector": " Ola "})["collector"], "Ola")

    def test_parse_edit_refuses(self):
        for wrong in (
            None,
            [],
            {"lines": 5},
            {"lines": {"id": 5}},
            {"lines": [{"qty": 2}]},
            {"lines": [{"id": True}]},
            {"lines": [{"id": 5, "qty": -1}]},
            {"lines": [{"id": 5, "qty": "2"}]},
            {"lines": [{"id": 5, "qty": float("nan")}]},
            {"lines": [{"id": 5, "place": {"fulfilment": "fly"}}]},
            {"lines": [{"id": 5, "place": {"fulfilment": "ship", "date": "soon"}}]},
            {"new_lines": [{}]},
            {"recalculate": ["5"]},
            {"ticket_uuid": "x"},
            {"collector": 5},
            {"expedited": "no"},
        ):
            with self.assertRaises(PayloadError, msg=wrong):
                parse_edit(wrong)
