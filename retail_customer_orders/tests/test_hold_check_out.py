from odoo.tests import tagged

from .common import CustomerOrderCommon


@tagged("post_install", "-at_install")
class TestHoldCheckOut(CustomerOrderCommon):
    """One person at a time works on an order on hold."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.user = cls.create_user(
            "store_user", "retail_base.group_retail_user", name="Ulla User"
        )
        cls.colleague = cls.create_user("colleague", "retail_base.group_retail_user")
        cls.waiting = cls.env.ref("retail_base.reason_code_hold_payment")

    def hold(self, user=None):
        order = self.make_order([self.later(self.goods_a)])
        order = order.with_user(user or self.user)
        order._put_on_hold(self.waiting)
        return order

    def test_hd_01_two_do_not_work_on_one_order(self):
        order = self.hold(self.colleague)
        order.with_user(self.user).action_check_out_hold()
        self.assertEqual(order.hold_checked_out_by_id, self.user)
        self.assertTrue(order.hold_checked_out_on)
        self.assertIn("Ulla User has worked on it since", order.hold_summary)
        theirs = order.with_user(self.colleague)
        with self.assertRefusal("Ulla User has worked on"):
            theirs.action_check_out_hold()
        with self.assertRefusal("Ulla User has worked on"):
            theirs.action_give_back_hold()
        # Not even who put it on hold.
        with self.assertRefusal("Ulla User has worked on"):
            theirs.action_release_hold()
        with self.assertRefusal("Ulla User has worked on"):
            theirs._put_on_hold(self.waiting)
        with self.assertRefusal("Ulla User has worked on"):
            theirs.order_line.product_uom_qty = 2
        self.assertIn("Ulla User", theirs.edit_obstacle)
        order.with_user(self.user).order_line.product_uom_qty = 2
        order.with_user(self.user).action_give_back_hold()
        theirs.action_release_hold()
        self.assertFalse(order.hold_since)

    def test_hd_01_manager_takes_the_check_out_over(self):
        order = self.hold()
        order.action_check_out_hold()
        order.with_user(self.manager).action_check_out_hold()
        self.assertEqual(order.hold_checked_out_by_id, self.manager)
        self.assertIn("taken over from Ulla User", order.message_ids[0].body)
        with self.assertRefusal("Mona Manager has worked on"):
            order.action_release_hold()

    def test_hd_01_check_out_ends_with_the_hold(self):
        order = self.hold()
        order.action_check_out_hold()
        order.action_release_hold()
        self.assertFalse(order.hold_checked_out_by_id or order.hold_checked_out_on)
        with self.assertRefusal("is not on hold any more"):
            order.action_check_out_hold()

    def test_hd_01_check_out_not_by_hand(self):
        order = self.hold()
        with self.assertRefusal("not by hand"):
            order.hold_checked_out_by_id = self.user

    def test_hd_01_list_of_holds(self):
        orders = self.hold() + self.hold()
        free = orders[1]
        orders[0].action_check_out_hold()
        action = self.env.ref("retail_customer_orders.customer_order_action_on_hold")
        self.assertEqual(action.domain, "[('hold_since', '!=', False)]")
        mine = [("id", "in", orders.ids), ("hold_checked_out_by_id", "=", False)]
        self.assertEqual(orders.search(mine), free)
