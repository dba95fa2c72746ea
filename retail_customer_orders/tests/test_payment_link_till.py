from uuid import uuid4

from odoo.tests import tagged

from .card import CardCommon


@tagged("post_install", "-at_install")
class TestPaymentLinkTill(CardCommon):
    """CO-15: what a cashier sees of a payment link, and may do with it."""

    def setUp(self):
        super().setUp()
        self.customer.email = "kari@example.com"
        self.open_session(self.register_a)

    def take_by_link(self, amount=100, lines=None, **values):
        lines = lines or [self.later(self.goods_a, 1)]
        payload = self.order_payload(lines, deposit=0, link_amount=amount)
        order = self.make_order(lines, payload=payload, **values)
        return order, payload

    def read_link(self, **which):
        return self.till().read_payment_link_from_ui(self.register_a.id, **which)

    def test_co_15_a_register_reads_the_link_of_its_ticket(self):
        order, payload = self.take_by_link()
        link = self.read_link(uuid=payload["uuid"])
        self.assertEqual(link["order_id"], order.id)
        self.assertEqual((link["state"], link["amount"]), ("waiting", 100))
        self.assertIn(order.access_token, link["link"])
        self.assertTrue(3500 < link["seconds"] <= 3600)
        self.assertEqual(
            self.read_link(order_id=order.id), self.read_link(uuid=payload["uuid"])
        )
        self.pay_online(order, 100)._post_process()
        link = self.read_link(order_id=order.id)
        self.assertEqual(
            (link["state"], link["link"], link["seconds"]), ("paid", "", 0)
        )

    def test_co_15_unknown_tickets_and_orders_of_others(self):
        for uuid in (str(uuid4()), "1", 5, None):
            with self.assertRefusal("not made yet"):
                self.read_link(uuid=uuid)
        with self.assertRefusal("does not exist"):
            self.read_link(order_id="1")

    def test_co_15_an_order_that_nobody_could_pay_is_refused_before(self):
        self.env["payment.provider"].search([]).state = "disabled"
        lines = [self.later(self.goods_a, 1)]
        payload = self.order_payload(lines, deposit=0, link_amount=100)
        answer = self.till().check_order_from_ui(
            self.register_a.id, payload, self.customer.id
        )
        self.assertFalse(answer["ok"])
        self.assertRegex(answer["message"], "no payment provider is switched on")
        with self.assertRefusal("no payment provider"):
            self.take_order(lines, payload=payload)

    def test_co_15_the_link_is_mailed_from_the_register(self):
        order, _payload = self.take_by_link()
        args = (self.register_a.id, order.id)
        answer = self.till().mail_payment_link_from_ui(*args)
        self.assertIn("kari@example.com", answer["message"])
        mail = self.env["mail.mail"].search(
            [("model", "=", "sale.order"), ("res_id", "=", order.id)], limit=1
        )
        self.assertIn(order.access_token, mail.body_html)
        self.customer.email = False
        with self.assertRefusal("has no e-mail address"):
            self.till().mail_payment_link_from_ui(*args)

    def test_co_15_the_order_says_whether_a_link_may_be_sent(self):
        order = self.order_of_200()
        till, args = self.till(), (self.register_a.id, order.id)
        action = till.read_order_from_ui(*args)["actions"]["payment_link"]
        self.assertEqual(
            action, {"enabled": True, "why": "", "waiting": False, "most": 180}
        )
        till.await_payment_from_ui(*args, 50)
        action = till.read_order_from_ui(*args)["actions"]["payment_link"]
        self.assertTrue(action["enabled"] and action["waiting"])
        self.pay_online(order, 180)._post_process()
        order.invalidate_recordset()
        action = till.read_order_from_ui(*args)["actions"]["payment_link"]
        self.assertFalse(action["enabled"])
        self.assertEqual(action["why"], "Nothing is left to pay.")

    def test_co_15_carried_out_goods_are_paid_here(self):
        order, _payload = self.take_by_link(carry_out=[(self.goods_c, 1)])
        ticket = order.customer_ticket_ids
        self.assertEqual((ticket.amount_total, order.payment_link_amount), (50, 100))
        self.assertEqual(self.on_hand(self.goods_c, self.store_a), 9)

    def test_dp_06_the_register_says_what_cannot_be_paid_later(self):
        self.store_b.profile_id = self.env["retail.profile"].create(
            {
                "name": "Card Required",
                "company_id": self.company.id,
                "payment_before_delivery": "full",
            }
        )
        ship = self.later(self.goods_a, 1, fulfilment="ship", partner_id=self.cabin.id)
        pickup = self.later(self.goods_a, 1)
        for lines, note in (
            ([ship, pickup], "Store B ships only what is paid"),
            ([pickup], ""),
        ):
            answer = self.till().get_deposit_from_ui(
                self.register_a.id, self.order_payload(lines), self.customer.id
            )
            self.assertIn(note, answer["payment_note"])
            self.assertEqual(bool(answer["payment_note"]), bool(note))
