from odoo.tests import tagged

from .hand_out import HandOutCommon


@tagged("post_install", "-at_install")
class TestPickupRows(HandOutCommon):
    """The rows of the pickup, each at the till and in the back office."""

    def take_w02(self):
        """W-02: A picked up in B, B shipped, C carried out; 10 % deposit."""
        return self.make_order(
            [
                self.later(self.goods_a),
                self.later(self.goods_b, fulfilment="ship", store=self.store_a),
            ],
            carry_out=[(self.goods_c, 1)],
        )

    def find_ids(self, register, preset="pickup"):
        found = self.till().find_orders_from_ui(register.id, {"preset": preset})
        return [order["id"] for order in found["orders"]]

    def look_at(self, order, register=None):
        register = register or self.register_b
        return self.till().read_order_from_ui(register.id, order.id)

    def test_w_03_pickup_in_the_back_office(self):
        """W-03: A picked up in B: deposit applied 10, due 90, 10 left, B still open."""
        order = self.take_w02()
        line_a, line_b = order.order_line
        wizard = self.open_wizard(order)
        self.assertEqual(wizard.available_store_ids, self.store_b)
        self.assertEqual(wizard.line_ids.order_line_id, line_a)
        self.assertEqual((wizard.amount_deposit, wizard.amount_due), (10, 90))
        wizard.journal_id = self.bank
        wizard.action_confirm()
        self.assertEqual(order.invoice_ids.amount_total, 90)
        self.assertDeposits(order, received=20, applied=10)
        self.assertEqual((order.deposit_held, order.amount_balance), (10, 90))
        self.assertEqual(line_b.fulfilment_open_qty, 1)
        self.assertEqual(order.customer_order_state, "partial")
        with self.assertRefusal("Nothing of this order is to be picked up"):
            order.with_user(self.user).action_hand_out()
        self.close_session(self.register_a)
        self.assertBooksMatch(order)

    def test_pu_01_only_where_the_goods_wait(self):
        """PU-01: enabled in the pickup store, until all is handed out."""
        order = self.take_w02()
        self.assertTrue(self.look_at(order)["actions"]["pickup"]["enabled"])
        wrong = self.look_at(order, self.register_a)["actions"]["pickup"]
        self.assertFalse(wrong["enabled"])
        self.assertTrue(wrong["why"])
        with self.assertRefusal("picked up in Store B"):
            order._hand_out_with_invoice({order.order_line[0]: 1}, self.store_a)
        self.pick_up(order, {order.order_line[0]: 1})
        done = self.look_at(order)["actions"]["pickup"]
        self.assertFalse(done["enabled"])

    def test_pu_03_partial_pickup_stays_in_the_lists(self):
        """PU-03: it leaves them when the rest is collected."""
        order = self.make_order([self.later(self.goods_a, 3)])
        line = order.order_line
        self.open_session(self.register_b)
        for hand_out in (
            lambda: self.pick_up(order, {line: 1}),
            lambda: self.hand_out(order, {line: 1}),
        ):
            hand_out()
            self.assertIn(order.id, self.find_ids(self.register_b))
            self.assertEqual(order.customer_order_state, "partial")
        self.assertEqual(self.look_at(order)["lines"][0]["qty_ready"], 1)
        self.hand_out(order)
        self.assertNotIn(order.id, self.find_ids(self.register_b))
        self.assertEqual(order.customer_order_state, "done")

    def test_pu_04_quantity_changed_on_the_ticket(self):
        """PU-04: the same bounds, whatever was chosen before."""
        order = self.make_order([self.later(self.goods_a, 2)])
        for quantity, message in (
            (0, "must be more than 0"),
            (-1, "must be more than 0"),
            (3, "only 2 left"),
        ):
            ticket = self.build_pickup_ticket(order, {order.order_line: 1})
            ticket["lines"][0][2]["qty"] = quantity
            with self.assertRefusal(message):
                self.sync_ticket(ticket)
        first = self.build_pickup_ticket(order, {order.order_line: 1})
        self.sync_ticket({**first, "state": "draft"})
        other = self.build_pickup_ticket(order, {order.order_line: 2})
        self.assertTrue(self.sync_ticket(other).pickup_booked)

    def test_pu_05_one_order_and_one_way(self):
        """PU-05: neither lines of another order nor what is shipped."""
        order, other = self.take_w02(), self.make_order([self.later(self.goods_a)])
        picked, shipped = order.order_line
        ticket = self.build_pickup_ticket(order, {picked: 1})
        for line in (other.order_line, shipped):
            ticket["pickup_payload"]["lines"][0]["order_line_id"] = line.id
            with self.assertRefusal("does not match the order|is shipped from"):
                self.sync_ticket(ticket)
        with self.assertRefusal("is shipped from"):
            order._hand_out_with_invoice({shipped: 1}, self.store_a)
