from datetime import timedelta

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import Form, tagged

from .common import CustomerOrderCommon


@tagged("post_install", "-at_install")
class TestHold(CustomerOrderCommon):
    """An order on hold waits: nothing is prepared, nothing leaves."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.user = cls.create_user("store_user", "retail_base.group_retail_user")
        cls.colleague = cls.create_user("colleague", "retail_base.group_retail_user")
        cls.stock_user = cls.create_user("stock_user", "stock.group_stock_user")
        cls.waiting = cls.env.ref("retail_base.reason_code_hold_payment")
        cls.fraud = cls.env.ref("retail_customer_orders.reason_code_hold_fraud")
        cls.today = cls.store_a._get_local_today()

    def hold(self, orders, reason=None, user=None, **values):
        """Go through the wizard that holds orders."""
        orders = orders.with_user(user or self.user)
        action = orders.action_hold()
        wizards = orders.env["retail.order.hold"]
        form = Form(wizards.with_context(**action["context"]))
        form.reason_id = reason or self.waiting
        for name, value in values.items():
            form[name] = value
        form.save().action_confirm()

    def read_order(self, order):
        self.open_session(self.register_b)
        return self.till().read_order_from_ui(self.register_b.id, order.id)

    # === HELD ===#

    def test_hd_01_nothing_leaves(self):
        order = self.make_order([self.later(self.goods_a), self.later(self.goods_b)])
        self.hold(order, note="Calls back")
        self.assertEqual(order.hold_by_id, self.user)
        self.assertIn("Calls back", order.message_ids[0].body)
        detail = self.read_order(order)
        self.assertIn("on hold: Waiting for payment", detail["lines"][0]["why_not"])
        self.assertEqual(detail["on_hold"], "Waiting for payment")
        with self.assertRefusal("on hold: Waiting for payment"):
            self.pick_up(order, {self.line(order, self.goods_a): 1})
        picking = order.picking_ids.with_user(self.stock_user)
        picking.move_ids.picked = True
        with self.assertRefusal("must not leave: the order is on hold"):
            picking.button_validate()
        self.assertEqual(order.picking_ids.state, "assigned")

    def test_hd_01_released(self):
        order = self.make_order([self.later(self.goods_a)])
        self.hold(order)
        order.sudo().hold_since = fields.Datetime.now() - timedelta(days=3)
        self.assertEqual(order.hold_days, 3)
        order.with_user(self.user).action_release_hold()
        self.assertFalse(order.hold_since or order.hold_reason_id or order.hold_by_id)
        self.assertIn("after 3 days", order.message_ids[0].body)
        self.pick_up(order, {order.order_line: 1})
        self.assertEqual(order.customer_order_state, "done")

    def test_hd_01_goods_are_given_back(self):
        """Another order takes them; the scheduler reserves nothing for this one."""
        order = self.make_order([self.later(self.goods_a, 10)])
        self.hold(order, self.fraud, note="Stolen card?")
        move = order.picking_ids.move_ids
        self.assertEqual((move.state, move.quantity), ("confirmed", 0))
        self.env["stock.rule"].run_scheduler()
        order.picking_ids.action_assign()
        self.assertEqual(move.state, "confirmed")
        other = self.make_order([self.later(self.goods_a, 4)])
        self.assertEqual(other.picking_ids.state, "assigned")
        order.with_user(self.user).action_release_hold()
        order.order_request_ids._reserve()
        self.assertEqual((move.state, move.quantity), ("partially_available", 6))

    def test_hd_01_goods_stay_reserved_unless_the_reason_says_so(self):
        order = self.make_order([self.later(self.goods_a, 10)])
        self.hold(order)
        self.assertEqual(order.picking_ids.state, "assigned")

    def test_hd_01_picked_goods_stay(self):
        order = self.make_order([self.later(self.goods_a), self.later(self.goods_b)])
        move = self.line(order, self.goods_a).move_ids
        move.picked = True
        self.hold(order, self.fraud, note="?")
        self.assertEqual(move.state, "assigned")
        self.assertEqual(self.line(order, self.goods_b).move_ids.state, "confirmed")

    def test_hd_01_order_of_the_back_office_is_reserved_again(self):
        order = self.make_order([self.later(self.goods_a)])
        order.order_request_ids._write({"order_id": None})
        order.invalidate_recordset()
        self.hold(order, self.fraud, note="?")
        self.assertEqual(order.picking_ids.state, "confirmed")
        order.with_user(self.user).action_release_hold()
        self.assertEqual(order.picking_ids.state, "assigned")

    def test_hd_01_who_may_release(self):
        order = self.make_order([self.later(self.goods_a)])
        self.hold(order)
        with self.assertRefusal("Ask them or a manager"):
            order.with_user(self.colleague).action_release_hold()
        with self.assertRefusal("Ask them or a manager"):
            self.hold(order, user=self.colleague)
        with self.assertRefusal("Only a manager may take over"):
            order.with_user(self.colleague).action_take_over_hold()
        order.with_user(self.manager).action_take_over_hold()
        self.assertEqual(order.hold_by_id, self.manager)
        with self.assertRefusal("Mona Manager put"):
            order.with_user(self.user).action_release_hold()
        order.with_user(self.manager).action_release_hold()
        self.assertFalse(order.hold_since)

    def test_hd_01_not_by_hand(self):
        order = self.make_order([self.later(self.goods_a)])
        self.hold(order)
        for vals in ({"hold_since": False}, {"hold_by_id": self.colleague.id}):
            with self.assertRefusal("not by hand"):
                order.with_user(self.colleague).write(vals)
        self.assertFalse(order.copy().hold_since)

    def test_hd_01_what_can_be_held(self):
        self.company.retail_deposit_percent = 0
        order = self.make_order([self.later(self.goods_a)], deposit=0)
        with self.assertRefusal("Choose a reason to hold"):
            order._put_on_hold(self.env.ref("retail_base.reason_code_return_size"))
        with self.assertRefusal("needs a note"):
            order._put_on_hold(self.fraud)
        with self.assertRefusal("Choose a later day"):
            order._put_on_hold(self.waiting, until=self.today)
        done = self.make_order([self.later(self.goods_a)], deposit=0)
        self.pick_up(done, {done.order_line: 1})
        with self.assertRefusal("no goods to hold"):
            self.hold(order + done)
        self.assertFalse(order.hold_since)
        self.hold(order)
        order._action_cancel()
        self.assertFalse(order.hold_since)

    def test_hd_01_filters(self):
        held = self.make_order([self.later(self.goods_a)])
        free = self.make_order([self.later(self.goods_a)])
        self.hold(held)
        orders = self.env["sale.order"].with_user(self.user)
        mine = [("id", "in", (held + free).ids)]
        self.assertEqual(orders.search([*mine, ("hold_since", "!=", False)]), held)
        self.assertEqual(
            orders.search([*mine, ("hold_by_id", "=", self.user.id)]), held
        )

    # === RELEASED BY A DAY ===#

    def run_releases(self):
        with self.enter_registry_test_mode():
            self.env.ref(
                "retail_customer_orders.ir_cron_release_holds"
            ).method_direct_trigger()

    def test_hd_01_released_on_a_day(self):
        order = self.make_order([self.later(self.goods_a)])
        later = self.make_order([self.later(self.goods_a)])
        tomorrow = self.today + timedelta(days=1)
        self.hold(order, until=tomorrow)
        self.hold(later, until=tomorrow)
        order.sudo().hold_until = self.today
        self.run_releases()
        self.assertFalse(order.hold_since)
        self.assertTrue(later.hold_since)
        messages = order.message_ids
        self.run_releases()
        self.assertEqual(order.message_ids, messages)

    # === MONEY AND SUSPICION ===#

    def test_hd_02_release_settles_nothing(self):
        """Released without a payment, but nothing is handed out without one."""
        order = self.make_order([self.later(self.goods_a)])
        balance = order.amount_balance
        self.hold(order)
        order.with_user(self.user).action_release_hold()
        self.assertEqual(order.amount_balance, balance)
        ticket = self.build_pickup_ticket(order, {order.order_line: 1})
        self.assertEqual(ticket["amount_total"], balance)

    def test_hd_03_suspected_fraud_stops_the_picking(self):
        """Not even the store's people fetch the goods from their shelf."""
        self.store_b.delivery_steps = "pick_ship"
        order = self.make_order([self.later(self.goods_a)])
        self.assertTrue(self.fraud.note_required and self.fraud.releases_goods)
        self.hold(order, self.fraud, note="Stolen card?")
        picking = order.picking_ids.with_user(self.stock_user)
        self.assertEqual(picking.picking_type_code, "internal")
        picking.move_ids.write({"quantity": 1, "picked": True})
        with self.assertRefusal("must not be prepared: the order is on hold"):
            picking.button_validate()
        order.with_user(self.user).action_release_hold()
        picking.button_validate()
        self.assertEqual(picking.state, "done")

    def test_hold_does_not_stop_changes(self):
        order = self.make_order([self.later(self.goods_a)])
        self.hold(order)
        order.order_line.with_user(self.user).product_uom_qty = 2
        self.assertEqual(order.order_line.fulfilment_open_qty, 2)
        with self.assertRaises(UserError):
            self.pick_up(order, {order.order_line: 2})
