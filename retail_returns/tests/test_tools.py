from datetime import date

from odoo.tests import BaseCase

from ..tools.payload import (
    PayloadError,
    read_asked_lines,
    read_return_lines,
    read_sale_key,
)
from ..tools.refund import add_discount_share, get_discount_share, get_returnable
from ..tools.search_term import (
    get_receipt_code,
    read_day_and_amount,
    read_search_term,
)

UUID = "0b2c6f0e-9a3d-4a54-8b53-3f1d2c4e5a69"


class TestTools(BaseCase):
    def test_returnable_is_sold_minus_returned(self):
        for sold, returned, expected in [
            (1.0, 0.0, 1.0),
            (3.0, 1.0, 2.0),
            (1.0, 1.0, 0.0),
            (1.0, 3.0, 0.0),
            (1.5, 0.25, 1.25),
            (-1.0, 0.0, 0.0),
        ]:
            with self.subTest(sold=sold, returned=returned):
                self.assertEqual(get_returnable(sold, returned), expected)

    def test_discount_share_is_between_nothing_and_all(self):
        for goods, discounts, expected in [
            (100.0, 0.0, 1.0),
            (100.0, -10.0, 0.9),
            (300.0, -100.0, 2 / 3),
            (100.0, -150.0, 0.0),
            (0.0, 0.0, 1.0),
            (0.0, -10.0, 1.0),
        ]:
            with self.subTest(goods=goods, discounts=discounts):
                self.assertAlmostEqual(get_discount_share(goods, discounts), expected)

    def test_discount_of_the_line_and_of_the_ticket_add_up(self):
        for discount, share, expected in [
            (0.0, 1.0, 0.0),
            (10.0, 1.0, 10.0),
            (0.0, 0.9, 10.0),
            (20.0, 0.5, 60.0),
            (100.0, 0.5, 100.0),
        ]:
            with self.subTest(discount=discount, share=share):
                self.assertAlmostEqual(add_discount_share(discount, share), expected)

    def test_search_term_reads_every_code_of_a_receipt(self):
        code = get_receipt_code(UUID)
        self.assertEqual(code, "RT0B2C6F0E9A3D4A548B533F1D2C4E5A69")
        address = "https://shop.example/pos/ticket/validate?access_token=" + UUID
        for term, expected in [
            (code, ("uuid", UUID)),
            (f"  {code.lower()} ", ("uuid", UUID)),
            (UUID, ("uuid", UUID)),
            (address, ("access_token", UUID)),
            (f"http://old.example/?order_uuid={UUID}", ("uuid", UUID)),
            ("2512-3-000042", ("text", "2512-3-000042")),
            ("https://shop.example/", ("text", "https://shop.example/")),
            ("http://[broken", ("text", "http://[broken")),
            (code[:-1], ("text", code[:-1])),
            ("RT" + "Z" * 32, ("text", "RT" + "Z" * 32)),
            ("", ("text", "")),
            (None, ("text", "")),
        ]:
            with self.subTest(term=term):
                self.assertEqual(read_search_term(term), expected)

    def test_return_lines_are_read_by_ticket_line(self):
        line = {"uuid": "a", "sold_line_id": 7, "qty": 1, "reason_id": 3, "note": " x "}
        more = {"uuid": "b", "reason_id": False, "order_line_id": 9}
        other = {"uuid": "c", "invoice_line_id": 8, "condition": "opened"}
        nothing = {
            "sold_line_id": 0,
            "order_line_id": 0,
            "invoice_line_id": 0,
            "no_receipt": False,
            "reason_id": 0,
            "note": "",
            "condition": False,
        }
        self.assertEqual(
            read_return_lines({"uuid": "r", "lines": [line, more, other]}),
            {
                "a": {**nothing, "sold_line_id": 7, "reason_id": 3, "note": "x"},
                "b": {**nothing, "order_line_id": 9},
                "c": {**nothing, "invoice_line_id": 8, "condition": "opened"},
            },
        )
        for nothing in (None, False, {}):
            self.assertEqual(read_return_lines(nothing), {})

    def test_return_lines_of_another_shape_are_refused(self):
        for payload in [
            "text",
            ["a"],
            {"lines": []},
            {"uuid": 5, "lines": []},
            {"uuid": "r", "lines": {"uuid": "a"}},
            {"uuid": "r", "lines": ["a"]},
            {"uuid": "r", "lines": [{"sold_line_id": 7}]},
            {"uuid": "r", "lines": [{"uuid": "a", "sold_line_id": "7"}]},
            {"uuid": "r", "lines": [{"uuid": "a", "sold_line_id": -7}]},
            {"uuid": "r", "lines": [{"uuid": "a", "sold_line_id": 2**40}]},
            {"uuid": "r", "lines": [{"uuid": "a", "sold_line_id": True}]},
            {"uuid": "r", "lines": [{"uuid": "a", "condition": "eaten"}]},
        ]:
            with self.subTest(payload=payload), self.assertRaises(PayloadError):
                read_return_lines(payload)

    def test_asked_lines_name_what_comes_back_and_how(self):
        line = {"order_line_id": 7, "qty": 0.5, "condition": "opened", "lots": ["A"]}
        nothing = {"reason_id": 0, "condition": False, "lots": None}
        self.assertEqual(
            read_asked_lines([{"sold_line_id": 7, "qty": 1}, line]),
            [
                {"source": "sold_line_id", "id": 7, "qty": 1, **nothing},
                {
                    **nothing,
                    "source": "order_line_id",
                    "id": 7,
                    "qty": 0.5,
                    "condition": "opened",
                    "lots": ["A"],
                },
            ],
        )
        for lines in [
            None,
            [],
            ["a"],
            [{"sold_line_id": 7}],
            [{"sold_line_id": 7, "qty": -1}],
            [{"sold_line_id": 7, "qty": "1"}],
            [{"sold_line_id": 7, "qty": float("nan")}],
            [{"sold_line_id": None, "qty": 1}],
            [{"sold_line_id": 7, "qty": 1, "lots": "A"}],
            [{"sold_line_id": 7, "qty": 1, "lots": [1]}],
            [{"sold_line_id": 7, "qty": 1, "condition": "eaten"}],
        ]:
            with self.subTest(lines=lines), self.assertRaises(PayloadError):
                read_asked_lines(lines)

    def test_key_names_one_document(self):
        for kind in ("ticket", "order", "invoice"):
            self.assertEqual(read_sale_key(f"{kind}-12"), (kind, 12))
        for key in ["12", "ticket", "ticket-", "lot-1", "ticket--1", "ticket-1²", 5]:
            with self.subTest(key=key), self.assertRaises(PayloadError):
                read_sale_key(key)

    def test_day_and_amount_are_read_as_people_write_them(self):
        today = date(2026, 11, 28)
        for text, expected in [
            ("28.11", (date(2026, 11, 28), None)),
            ("28.11 499", (date(2026, 11, 28), 499.0)),
            ("28.11. 1499,50", (date(2026, 11, 28), 1499.5)),
            ("5/12 20.00", (date(2025, 12, 5), 20.0)),
            ("01.02.25", (date(2025, 2, 1), None)),
            ("2026-11-03 7", (date(2026, 11, 3), 7.0)),
            ("2026-11-3", (date(2026, 11, 3), None)),
            ("11/28/2026", (date(2026, 11, 28), None)),
            ("29.02.2026", None),
            ("31.12.9999", None),
            ("0001-01-01", None),
            ("499", None),
            ("28.11 kr", None),
            ("2500-99-000042", None),
        ]:
            with self.subTest(text=text):
                self.assertEqual(read_day_and_amount(text, today), expected)
