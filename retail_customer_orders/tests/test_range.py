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

    def test_oa_03_an_order_is_judged_once_with_its_ticket(self):
        """The approval of the ticket serves the order, that no manager confirms."""
        self.profile.out_of_range_policy = "approval"
        self.open_session(self.register_a)
        ticket = self.build_order_ticket(self.register_a, [self.later(self.goods_a)])
        with self.assertRaisesRegex(UserError, "approval"), self.cr.savepoint():
            self.sync_ticket(ticket)
        self.approve(self.register_a, "out_of_range", ticket["uuid"])
        order = self.sync_ticket(ticket).customer_order_id
        self.assertEqual(order.state, "sale")
        self.assertFalse(order.activity_ids)
        self.assertNotIn("not carry", " ".join(order.message_ids.mapped("body")))

    def test_oa_03_an_order_accepted_on_review_is_not_judged_again(self):
        self.profile.out_of_range_policy = "forbid"
        ticket = self.take_order([self.later(self.goods_a)], silent=True)
        self.assertFalse(ticket.customer_order_id)
        review = self.env["retail.review"].search([("pos_order_id", "=", ticket.id)])
        manager = self.create_user("range_manager", "retail_base.group_retail_manager")
        review.with_user(manager).action_accept()
        self.assertEqual(ticket.customer_order_id.state, "sale")

    def test_oa_03_what_is_added_later_is_judged_by_the_store_that_took_it(self):
        """Not by the one that delivers."""
        seller = self.create_user("range_seller", "retail_base.group_retail_user")
        self.profile.out_of_range_policy = "forbid"
        order = self.make_order([self.later(self.goods_b)])
        order.warehouse_id = self.create_store("Depot", is_store=False)
        added = Command.create(
            {
                "product_id": self.goods_a.id,
                "fulfilment": "pickup",
                "fulfilment_store_id": self.store_b.id,
            }
        )
        with (
            self.assertRaisesRegex(UserError, "Store A does not carry this and must"),
            self.cr.savepoint(),
        ):
            order.with_user(seller).order_line = [added]
        self.env.invalidate_all()
        order.origin_store_id = False
        order.with_user(seller).order_line = [added]
        self.assertEqual(len(order.order_line), 2)

    def test_oa_03_a_quotation_that_a_ticket_took_money_for_stands(self):
        """As core's *Quotation/Order* at a register does: a down payment."""
        seller = self.create_user("range_seller", "retail_base.group_retail_user")
        self.profile.out_of_range_policy = "forbid"
        order = (
            self.env["sale.order"]
            .with_user(seller)
            .create(
                {
                    "partner_id": self.customer.id,
                    "warehouse_id": self.store_a.id,
                    "order_line": [Command.create({"product_id": self.goods_a.id})],
                }
            )
        )
        with self.assertRaises(UserError), self.cr.savepoint():
            order.action_confirm()
        self.env.invalidate_all()
        self.open_session(self.register_a)
        ticket = self.sell(self.register_a, [(self.goods_b, 1)])
        ticket.lines.sale_order_origin_id = order
        order.action_confirm()
        self.assertEqual(order.state, "sale")
        self.assertIn("Article A", order.activity_ids.note)

    def test_what_a_ticket_sold_is_judged_with_the_ticket(self):
        self.profile.out_of_range_policy = "forbid"
        order = self.make_order([self.later(self.goods_b)])
        lines = order.order_line.sudo().with_context(retail_range_judged=True)
        line = lines.create(
            {
                "order_id": order.id,
                "product_id": self.goods_a.id,
                "fulfilment": "pickup",
                "fulfilment_store_id": self.store_b.id,
            }
        )
        self.assertEqual(line.out_of_range_policy, "forbid")
        ticket = self.sell(self.register_a, [(self.goods_c, 1)])
        ticket.lines.sale_order_line_id = line
        line.invalidate_recordset()
        self.assertFalse(line.out_of_range_policy)

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
