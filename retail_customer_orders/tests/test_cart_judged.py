from datetime import timedelta

from odoo.tests import BaseCase, tagged

from ..tools import texts
from .quote import QuoteCommon


@tagged("post_install", "-at_install")
class TestTexts(BaseCase):
    def test_co_13_too_long(self):
        limits = {"note": 3, "name": 2}
        for values, expected in (
            ({}, None),
            ({"note": None, "name": ""}, None),
            ({"note": "abc", "name": "ab"}, None),
            ({"note": "abcd"}, ("note", 4, 3)),
            ({"name": "abc", "other": "x" * 9}, ("name", 3, 2)),
        ):
            self.assertEqual(texts.find_too_long(values, limits), expected, values)


@tagged("post_install", "-at_install")
class TestCartJudged(QuoteCommon):
    """What the cart's screens send is judged again, whoever sends it."""

    def check(self, payload):
        self.open_session(self.register_a)
        return self.till().check_order_from_ui(
            self.register_a.id, payload, self.customer.id
        )

    def refuse(self, message, payload):
        """It is refused before the payment and with it."""
        self.assertIn(message, self.check(payload)["message"])
        with self.assertRefusal(message):
            self.take_order([], payload=payload)

    # === TEXTS ===#

    def test_co_13_texts_have_an_end(self):
        line = self.later(self.goods_a, note="n" * 500)
        longest = {"note": "n" * 1000, "client_order_ref": "4" * 64}
        payload = self.order_payload([line], **longest)
        order = self.take_order([], payload=payload).customer_order_id
        self.assertEqual(order.client_order_ref, "4" * 64)
        for values, message in (
            ({"client_order_ref": "4" * 65}, "order number has 65 characters"),
            ({"note": "n" * 1001}, "A note has 1001 characters. Shorten it to 1000"),
            ({"collector": "c" * 101}, "who collects has 101 characters"),
        ):
            payload = self.order_payload([self.later(self.goods_a)], **values)
            self.refuse(message, payload)
        line = self.later(self.goods_a, note="n" * 501)
        self.refuse("A note has 501 characters", self.order_payload([line]))

    def test_co_13_texts_of_a_changed_order(self):
        order = self.make_order([self.later(self.goods_a)])
        detail = self.till().read_order_from_ui(self.register_a.id, order.id)
        with self.assertRefusal("who collects has 101 characters"):
            self.till().edit_order_from_ui(
                self.register_a.id,
                order.id,
                {"collector": "c" * 101},
                detail["version"],
            )

    def test_co_13_quantity_has_an_end(self):
        line = self.later(self.goods_a, 1_000_001)
        self.refuse("the quantity is too large", self.order_payload([line], deposit=0))

    def test_co_14_expedited_is_a_yes_or_no(self):
        for nonsense in ("yes", 2, [True]):
            line = self.later(self.goods_a)
            payload = self.order_payload([line], expedited=nonsense)
            self.refuse("cannot be read", payload)

    # === QUOTES ===#

    def quote_until(self, day, **values):
        values = {"deposit": 0, "type": "quote", **values}
        return self.order_payload(
            [self.later(self.goods_a)], validity_date=day and str(day), **values
        )

    def test_qt_02_the_register_says_until_when(self):
        """A cashier may shorten what the company gives, not lengthen it."""
        for day in (self.today, self.today + timedelta(days=10)):
            ticket = self.take_order([], payload=self.quote_until(day))
            self.assertEqual(ticket.customer_order_id.validity_date, day)
        ticket = self.take_order([], payload=self.quote_until(None))
        last_day = self.today + timedelta(days=10)
        self.assertEqual(ticket.customer_order_id.validity_date, last_day)
        self.refuse(
            "Quotes hold until", self.quote_until(self.today + timedelta(days=11))
        )
        self.refuse(
            "last day of the quote is past",
            self.quote_until(self.today - timedelta(days=1)),
        )
        self.refuse("cannot be read", self.quote_until("soon"))

    def test_qt_02_quotes_may_hold_for_ever(self):
        self.company.retail_quote_validity_days = 0
        day = self.today + timedelta(days=400)
        ticket = self.take_order([], payload=self.quote_until(day))
        self.assertEqual(ticket.customer_order_id.validity_date, day)

    def test_qt_02_an_order_has_no_last_day(self):
        past = self.today - timedelta(days=1)
        payload = self.quote_until(past, type="customer_order", deposit=10)
        order = self.take_order([], payload=payload).customer_order_id
        self.assertNotEqual(order.validity_date, past)

    def test_qt_03_off_line_the_day_of_the_ticket_counts(self):
        """Made yesterday for yesterday only: it is a quote, and has expired."""
        yesterday = self.today - timedelta(days=1)
        self.open_session(self.register_a)
        payload = self.quote_until(yesterday)
        payload["lines"][0]["date"] = str(yesterday)
        ticket = self.take_order(
            [], payload=payload, silent=True, date_order=f"{yesterday} 10:00:00"
        )
        self.assertEqual(ticket.order_request_ids.state, "done")
        reviews = self.env["retail.review"].search([("pos_order_id", "=", ticket.id)])
        self.assertFalse(reviews)
        self.assertEqual(ticket.customer_order_id.validity_date, yesterday)
        self.assertTrue(ticket.customer_order_id.is_expired)

    def test_qt_02_the_register_knows_how_long_quotes_hold(self):
        session = self.open_session(self.register_a).with_user(self.cashier)
        company = session.load_data([])["res.company"][0]
        self.assertEqual(company["retail_quote_validity_days"], 10)

    # === DISCOUNTS ===#

    def test_pv_04_register_without_discounts(self):
        """A discount of its own needs a manager, before the payment and with it."""
        self.register_a.manual_discount = False
        line = self.later(self.goods_a, 2, discount=10)
        payload = self.order_payload([line])
        answer = self.check(payload)
        self.assertFalse(answer["ok"])
        self.assertEqual(answer["approval"]["kind"], "price_change")
        self.assertEqual(answer["approval"]["amount"], 20)
        self.open_session(self.register_a)
        ticket = self.build_order_ticket(self.register_a, [line], payload=payload)
        with self.assertRefusal("Article A"):
            self.sync_ticket(ticket)
        self.approve(self.register_a, "price_change", ticket["uuid"], 20)
        order = self.sync_ticket(ticket).customer_order_id
        self.assertEqual(order.amount_total, 180)

    def test_pv_04_other_prices_stay_free_there(self):
        self.register_a.manual_discount = False
        line = self.later(self.goods_a, price_unit=95)
        self.assertTrue(self.take_order([line]).customer_order_id)

    def test_pv_04_register_with_discounts(self):
        line = self.later(self.goods_a, discount=10)
        self.assertEqual(self.take_order([line]).customer_order_id.amount_total, 90)
