from odoo.tests import tagged

from odoo.addons.retail_customer_orders.tests.undo import UndoCommon

from .common import ReturnBuilders


@tagged("post_install", "-at_install")
class TestUndoPickup(ReturnBuilders, UndoCommon):
    """A pickup that is undone is no return: no reason, no document, nothing counted."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.set_up_returns()
        cls.company.retail_profile_id = cls.env["retail.profile"].create(
            {
                "name": "Strict",
                "company_id": cls.company.id,
                "return_without_sale_policy": "refuse",
            }
        )

    def setUp(self):
        super().setUp()
        self.order = self.make_order([self.later(self.goods_a, 2)])
        self.ticket = self.pick_up(self.order, {self.order.order_line: 2})
        self.sold = self.ticket.lines.filtered("customer_order_line_id")

    def test_undo_is_no_return(self):
        before = self.env["retail.return"].search_count([])
        undo = self.undo(self.ticket)
        self.assertTrue(undo.pickup_booked)
        self.assertFalse(self.get_return(undo))
        self.assertEqual(self.env["retail.return"].search_count([]), before)
        self.assertFalse(undo.lines.return_reason_id)
        self.assertEqual(self.order.retail_return_count, 0)
        self.assertEqual(self.order.order_line.fulfilment_open_qty, 2)

    def test_what_was_undone_cannot_be_returned(self):
        ticket = self.build_return(self.register_b, [(self.sold, 1)])
        self.undo(self.ticket)
        values = self.sold._get_returnables()[self.sold]
        self.assertEqual(values["returnable"], 0)
        self.assertIn("The pickup was undone", values["why_not"])
        with self.assert_refused("only 0 of 2"):
            self.sync_ticket(ticket)
        till = self.till("retail.return")
        sales = till.find_sales_from_ui(self.register_b.id, self.order.name)["sales"]
        self.assertEqual(
            [(sale["key"], sale["returnable"]) for sale in sales],
            [(f"ticket-{self.ticket.id}", 0)],
        )

    def test_what_was_returned_cannot_be_undone(self):
        undo = self.build_undo(self.ticket)
        self.take_back(self.register_a, [(self.sold, 1)])
        with self.assert_refused("some of the goods were returned already"):
            self.sync_ticket(undo)

    def test_what_came_back_past_the_register_cannot_be_undone(self):
        undo = self.build_undo(self.ticket)
        line = {"sold_line_id": self.sold.id, "qty": 1, "reason_id": self.reason.id}
        record = self.env["retail.return"].create(
            {
                "store_id": self.store_b.id,
                "partner_id": self.customer.id,
                "line_ids": [(0, 0, {**line, "product_id": self.goods_a.id})],
            }
        )
        record.action_receive()
        session = self.ticket.session_id
        obstacle = self.ticket._get_undo_obstacle(session)
        self.assertEqual(obstacle, "some of the goods were returned already")
        with self.assert_refused("some of the goods were returned already"):
            self.sync_ticket(undo)

    def test_collected_again_and_returned(self):
        self.undo(self.ticket)
        again = self.pick_up(self.order, {self.order.order_line: 2})
        sold = again.lines.filtered("customer_order_line_id")
        refund = self.take_back(self.register_a, [(sold, 2)])
        self.assertEqual(refund.amount_total, -200)
        self.assertEqual(self.get_return(refund).line_ids.qty, 2)

    def test_a_forged_undo_is_judged(self):
        """Naming an undo does not get goods past the judge of returns."""
        ticket = self.build_return(self.register_b, [(self.sold, 2)])
        ticket["pickup_payload"] = self.build_undo(self.ticket)["pickup_payload"]
        with self.assert_refused():
            self.sync_ticket(ticket)
