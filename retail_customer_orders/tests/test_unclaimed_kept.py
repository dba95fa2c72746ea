from datetime import timedelta

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .unclaimed import DAY, UnclaimedCommon


@tagged("post_install", "-at_install")
class TestUnclaimedKept(UnclaimedCommon):
    """What was given up is kept on, handed out late or cancelled, and in view."""

    def keep(self, order, days, user=None):
        return (
            self.env["retail.pickup.keep"]
            .with_user(user or self.user)
            .create({"order_id": order.id, "days": days})
            .action_keep()
        )

    def test_kept_on(self):
        order = self.order_on(DAY)
        self.give_up(order)
        action = self.keep(order, 5)
        self.assertIn("Kept for 5 more days", action["params"]["message"])
        self.assertEqual(self.reserved(order), 2)
        self.assertEqual(order.customer_order_state, "open")
        self.assertFalse(self.get_activities(order))
        line = order.order_line
        self.assertEqual(line.pickup_deadline, DAY + timedelta(days=13))
        self.on(DAY + timedelta(days=13))
        self.run_cron()
        self.assertFalse(line.pickup_unclaimed)
        self.on(DAY + timedelta(days=14))
        self.run_cron()
        self.assertTrue(line.pickup_unclaimed)

    def test_kept_on_but_sold_meanwhile(self):
        lamp = self.create_product("Lamp", list_price=10, stock={self.store_b: 2})
        order = self.order_on(DAY, self.later(lamp, 2))
        self.give_up(order)
        self.env["stock.quant"]._update_available_quantity(
            lamp, self.store_b.lot_stock_id, -1
        )
        action = self.keep(order, 5)
        self.assertIn("not all is in stock any more: Lamp", action["params"]["message"])
        self.assertEqual(self.reserved(order), 1)

    def test_keep_days_and_rights(self):
        order = self.order_on(DAY)
        self.assertEqual(
            self.env["retail.pickup.keep"].create({"order_id": order.id}).days, 7
        )
        for days in (0, -1, 366):
            with self.assertRefusal("1 to 365 days"):
                self.keep(order, days)
        with self.assertRaises(AccessError):
            self.keep(order, 3, self.cashier)

    def test_handed_out_late(self):
        """Whoever comes too late gets the goods if they are still there."""
        order = self.order_on(DAY)
        self.give_up(order)
        line = order.order_line
        detail = self.till().read_order_from_ui(self.register_b.id, order.id)
        self.assertTrue(detail["actions"]["pickup"]["enabled"])
        self.assertEqual(detail["state"], "Unclaimed")
        self.assertEqual(detail["next"], "Not claimed, back on the shelf in Store B")
        self.assertEqual(detail["lines"][0]["qty_ready"], 0)
        self.pick_up(order, {line: 1})
        self.assertEqual(order.customer_order_state, "unclaimed")
        self.assertTrue(self.get_activities(order))
        self.hand_out(order, {line: 1})
        self.assertEqual(order.customer_order_state, "done")
        self.assertFalse(self.get_activities(order))
        self.assertEqual(self.on_hand(self.goods_a, self.store_b), 8)

    def test_cancelled(self):
        self.company.retail_deposit_percent = 0
        order = self.order_on(DAY, deposit=0)
        self.give_up(order)
        order._action_cancel()
        self.assertEqual(order.customer_order_state, "cancel")
        self.assertFalse(self.get_activities(order))

    # === IN VIEW ===#

    def test_figures_and_filter(self):
        order = self.order_on(DAY)
        self.order_on(DAY + timedelta(days=20))
        self.give_up(order)
        store = self.store_b.with_user(self.user)
        self.assertEqual(store.order_unclaimed_count, 1)
        orders = self.env["sale.order"].with_user(self.user)
        action = store.action_view_unclaimed_orders()
        self.assertEqual(orders.search(action["domain"]), order)
        found = orders.search([("customer_order_state", "=", "unclaimed")])
        self.assertEqual(found, order)
        self.assertTrue(found.has_unclaimed_pickup)

    def test_manager_of_the_store(self):
        self.store_b.manager_id = False
        self.assertIn(self.manager, self.store_b._get_store_manager())
        self.manager.active = False
        self.assertTrue(self.store_b._get_store_manager())
