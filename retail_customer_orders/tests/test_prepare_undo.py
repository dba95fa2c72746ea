from odoo.tests import tagged

from .prepare import PrepareCommon
from .undo import UndoCommon


@tagged("post_install", "-at_install")
class TestPrepareUndo(PrepareCommon, UndoCommon):
    def test_pu_06_undone_after_it_was_picked(self):
        """What was handed out by mistake is on the shelf again: to be picked anew."""
        order = self.pickup(2)
        self.pick(order)
        self.stage(order)
        self.undo(self.pick_up(order, {order.order_line: 2}))
        one = self.find_one(order)
        self.assertEqual((one["state"], one["place"]), ("to_pick", ""))
        self.assertReserved(self.goods_a, self.store_b, 2)
        self.pick(order)
        self.pick_up(order, {order.order_line: 2})
        self.assertEqual(order.customer_order_state, "done")
        self.assertEqual(self.on_hand(self.goods_a, self.store_b), 8)
