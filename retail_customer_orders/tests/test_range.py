from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import tagged

from .common import CustomerOrderCommon


@tagged("post_install", "-at_install")
class TestRange(CustomerOrderCommon):
    """Orders for what a store does not carry (OA-04)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.profile = cls.env["retail.profile"].create(
            {"name": "Order only", "out_of_range_policy": "order_only"}
        )
        cls.profile.company_id = cls.company
        cls.company.retail_profile_id = cls.profile
        # Neither store carries article A.
        cls.env["retail.assortment"].create(
            {
                "name": "Range",
                "state": "published",
                "store_ids": [Command.set((cls.store_a | cls.store_b).ids)],
                "line_ids": [
                    Command.create({"product_id": product.id})
                    for product in (cls.goods_b, cls.goods_c)
                ],
            }
        )

    def test_oa_04_ordered_and_handed_out_though_not_carried(self):
        order = self.make_order([self.later(self.goods_a)])
        ticket = self.pick_up(order, {order.order_line: 1})
        self.assertEqual(ticket.state, "paid")
        self.assertEqual(order.order_line.qty_delivered, 1)

    def test_oa_04_not_carried_out(self):
        with self.assertRaisesRegex(UserError, "Article A"), self.cr.savepoint():
            self.take_order([self.later(self.goods_b)], carry_out=[(self.goods_a, 1)])

    def test_oa_03_forbidden_to_order(self):
        self.profile.out_of_range_policy = "forbid"
        with self.assertRaisesRegex(UserError, "Article A"), self.cr.savepoint():
            self.take_order([self.later(self.goods_a)])

    def test_a_forged_pickup_sells_nothing_outside_the_range(self):
        order = self.make_order([self.later(self.goods_b)])
        ticket = self.build_pickup_ticket(order, {order.order_line: 1})
        forged = self.build_ticket(
            self.register_b, [(self.goods_a, 1)], partner=self.customer
        )
        payload = ticket["pickup_payload"]
        payload["lines"][0]["uuid"] = forged["lines"][0][2]["uuid"]
        with self.assertRaises(UserError), self.cr.savepoint():
            self.sync_ticket({**forged, "pickup_payload": payload})
