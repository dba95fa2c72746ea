import json

from odoo.tests import tagged

from .common import CustomerOrderCommon


@tagged("post_install", "-at_install")
class TestNews(CustomerOrderCommon):
    """Registers learn at once what waits in their store, and only that."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.open_session(cls.register_a)
        cls.open_session(cls.register_b)

    def count(self, register):
        return self.till().count_orders_from_ui(register.id)

    def take_news(self):
        """Return the registers that were told something since the last time."""
        self.env.cr.precommit.run()
        messages = self.env["bus.bus"].sudo().search([])
        told = [
            register
            for message in messages
            if json.loads(message.message)["type"].endswith("RETAIL_ORDERS")
            for register in (self.register_a, self.register_b)
            if register.access_token in message.channel
        ]
        messages.unlink()
        return told

    def test_nt_01_only_the_stores_concerned_are_told_once(self):
        self.take_news()
        lines = [self.later(self.goods_a), self.later(self.goods_b)]
        order = self.make_order(lines)
        self.assertEqual(self.take_news(), [self.register_b])
        self.assertEqual(self.count(self.register_b)["pickup"], 1)
        self.assertEqual(self.count(self.register_a)["pickup"], 0)
        line = self.line(order, self.goods_a)
        line.sudo()._edit({"fulfilment_store_id": self.store_a.id})
        self.assertCountEqual(self.take_news(), [self.register_a, self.register_b])
        order.order_request_ids._reserve()
        self.take_news()
        self.pick_up(order, {self.line(order, self.goods_b): 1})
        self.assertIn(self.register_b, self.take_news())
        self.assertEqual(self.count(self.register_b)["pickup"], 0)
        order._cancel_in_back_office(order._get_cancellable())
        self.assertIn(self.register_a, self.take_news())
        self.assertEqual(self.count(self.register_a)["pickup"], 0)

    def test_nt_01_a_quote_and_a_closed_register_are_quiet(self):
        self.take_news()
        lines = [self.later(self.goods_a)]
        payload = self.order_payload(lines, deposit=0, type="quote")
        self.take_order(lines, payload=payload)
        self.assertEqual(self.take_news(), [])
        self.close_session(self.register_b)
        self.take_news()
        self.make_order([self.later(self.goods_a)])
        self.assertEqual(self.take_news(), [])

    def test_nt_02_pushed_and_never_polled(self):
        """Decision: no interval. What changes is pushed, at once, to whoever is open;
        what a register reads, or what changes nothing for it, tells nobody."""
        order = self.make_order([self.later(self.goods_a)])
        self.take_news()
        for _time in range(3):
            self.count(self.register_b)
            self.till().read_order_from_ui(self.register_b.id, order.id)
        self.assertEqual(self.take_news(), [])
        order.client_order_ref = "PO 7"
        self.assertEqual(self.take_news(), [])
        self.pick_up(order, {order.order_line: 1})
        self.assertEqual(self.take_news(), [self.register_b])
