from odoo.exceptions import AccessError
from odoo.tests import tagged

from .payment_rule_common import PaymentRuleCommon


@tagged("post_install", "-at_install")
class TestDeliveryRelease(PaymentRuleCommon):
    """A manager lets goods leave that are not paid."""

    def test_row_r_override_is_logged(self):
        order = self.make_order([self.ship(self.goods_a)])
        picking = order.picking_ids
        self.release(picking, note="Pays on Friday")
        self.assertFree(picking)
        approval = self.env["retail.approval"].search(
            [("kind", "=", "unpaid_delivery"), ("res_id", "=", picking.id)]
        )
        self.assertEqual(approval.used_by, picking)
        self.assertEqual(approval.amount, 90)
        self.assertEqual(approval.approved_by_id, self.manager)
        self.assertEqual(approval.state, "used")
        for record in (picking, order):
            message = record.message_ids[0]
            self.assertIn("Pays on Friday", message.body)
            self.assertIn(self.reason.name, message.body)
            self.assertEqual(message.author_id, self.manager.partner_id)
        self.validate(picking)
        self.assertEqual(picking.state, "done")

    def test_row_r_override_is_for_this_delivery_only(self):
        order = self.make_order(
            [
                self.ship(self.goods_a, 2),
                self.ship(self.goods_b, partner_id=self.cabin.id),
            ]
        )
        first = self.line(order, self.goods_a).move_ids.picking_id
        second = order.picking_ids - first
        self.release(first)
        self.assertFree(first)
        self.assertHeld(second, 70)
        self.validate(first, {self.goods_a: 1})
        backorder = first.backorder_ids
        self.assertTrue(backorder)
        self.assertTrue(backorder.is_waiting_for_payment)
        with self.assertRefusal("must be paid first"):
            self.validate(backorder)

    def test_row_r_override_covers_nothing_that_is_added(self):
        order = self.make_order([self.ship(self.goods_a)])
        picking = order.picking_ids
        self.release(picking)
        order.order_line.product_uom_qty = 5
        self.assertEqual(order.picking_ids, picking)
        picking.action_assign()
        self.assertHeld(picking, 490)

    def test_row_r_override_is_a_managers(self):
        picking = self.make_order([self.ship(self.goods_a)]).picking_ids
        for user in (self.stocker, self.user, self.cashier):
            with self.assertRaises(AccessError):
                self.release(picking, user=user)
            with self.assertRaises(AccessError):
                self.env["retail.approval"].with_user(user).create(
                    {
                        "kind": "unpaid_delivery",
                        "res_model": "stock.picking",
                        "res_id": picking.id,
                        "amount": 1000,
                        "approved_by_id": user.id,
                        "expires_at": "2099-01-01",
                    }
                )
        self.assertHeld(picking, 90)

    def test_row_r_override_needs_a_reason(self):
        picking = self.make_order([self.ship(self.goods_a)]).picking_ids
        other = self.env.ref("retail_base.reason_code_approval_other")
        with self.assertRefusal("needs a note"):
            self.release(picking, reason_id=other.id)
        wrong = self.env.ref("retail_base.reason_code_return_regret")
        with self.assertRefusal("reason for approvals"):
            self.release(picking, reason_id=wrong.id)
        self.release(picking, reason_id=other.id, note="As agreed")
        self.assertFree(picking)

    def test_row_r_nothing_to_release(self):
        picking = self.make_order([self.ship(self.goods_a)], deposit=100).picking_ids
        with self.assertRefusal("waits for no payment"):
            self.release(picking)

    def test_row_r_views_open(self):
        picking = self.make_order([self.ship(self.goods_a)]).picking_ids
        for user in (self.stocker, self.manager):
            for kind in ("form", "list", "kanban", "search"):
                picking.with_user(user).get_view(view_type=kind)
        release = "action_release_before_payment"
        self.assertNotIn(
            release, picking.with_user(self.stocker).get_view(view_type="form")["arch"]
        )
        self.assertIn(
            release, picking.with_user(self.manager).get_view(view_type="form")["arch"]
        )
