from odoo.tests import BaseCase, tagged

from ..tools.payload import parse_pickup, take_code
from ..tools.read import PayloadError

UUID = "0e8ae7bd-3a5c-4bb6-9f4e-6f1f4ed3b1f0"
LINE = {"uuid": UUID, "order_line_id": 3, "qty": 1}
PICKUP = {"uuid": UUID, "order_id": 2, "deposit": 10, "lines": [LINE]}


@tagged("post_install", "-at_install")
class TestPayloadPickup(BaseCase):
    def test_take_code(self):
        for payload, rest, code in (
            ({"uuid": UUID, "code": " 123456 "}, {"uuid": UUID}, "123456"),
            ({"uuid": UUID, "code": 123456}, {"uuid": UUID}, ""),
            ({"uuid": UUID, "code": None}, {"uuid": UUID}, ""),
            ({"uuid": UUID}, {"uuid": UUID}, ""),
            (False, False, ""),
            (["code"], ["code"], ""),
        ):
            self.assertEqual(take_code(payload), (rest, code))

    def test_take_code_leaves_what_it_was_given(self):
        payload = {"code": "123456"}
        take_code(payload)
        self.assertEqual(payload, {"code": "123456"})

    def test_collector(self):
        parsed = parse_pickup({**PICKUP, "collected_by": " Ola ", "code": "123456"})
        self.assertEqual(parsed["collected_by"], "Ola")
        self.assertEqual(parsed["collector_check"], "")
        self.assertNotIn("code", parsed)
        for name in ("collected_by", "collector_check"):
            with self.assertRaises(PayloadError):
                parse_pickup({**PICKUP, name: 1})

    def test_undo_takes_the_deposit_back(self):
        for undone, deposit in ((None, 10), (False, 10), (UUID, -10)):
            parsed = parse_pickup({**PICKUP, "undo_pickup_of": undone})
            self.assertEqual(parsed["deposit"], deposit)
            self.assertEqual(parsed["undo_pickup_of"], undone or None)
        with self.assertRaises(PayloadError):
            parse_pickup({**PICKUP, "undo_pickup_of": "yesterday's"})
