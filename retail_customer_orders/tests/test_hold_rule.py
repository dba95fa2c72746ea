from odoo import SUPERUSER_ID
from odoo.exceptions import AccessError, ValidationError
from odoo.fields import Command
from odoo.tests import tagged

from .common import CustomerOrderCommon


@tagged("post_install", "-at_install")
class TestHoldRule(CustomerOrderCommon):
    """Rules put orders on hold when they are confirmed."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.user = cls.create_user("store_user", "retail_base.group_retail_user")
        cls.fraud = cls.env.ref("retail_customer_orders.reason_code_hold_fraud")
        cls.waiting = cls.env.ref("retail_base.reason_code_hold_payment")
        cls.norway = cls.env.ref("base.no")
        cls.customer.country_id = cls.norway
        cls.sweden = cls.env.ref("base.se")

    def create_rule(self, **values):
        rules = self.env["retail.hold.rule"].with_user(self.manager)
        values = {"name": "Look first", "reason_id": self.fraud.id, **values}
        return rules.create(values)

    def take_back_office_order(self, *products, confirm=True, **line):
        orders = self.env["sale.order"].with_user(self.user)
        order = orders.create(
            {
                "is_customer_order": True,
                "partner_id": self.customer.id,
                "order_line": [
                    Command.create(
                        {
                            "product_id": goods.id,
                            "fulfilment": "pickup",
                            "fulfilment_store_id": self.store_b.id,
                            **line,
                        }
                    )
                    for goods in products or (self.goods_a,)
                ],
            }
        )
        if confirm:
            order.action_confirm()
        return order

    def test_hd_03_amount(self):
        rule = self.create_rule(name="Large", amount_from=200)
        small = self.make_order([self.later(self.goods_a)])
        order = self.make_order([self.later(self.goods_a, 2)])
        self.assertFalse(small.hold_since)
        self.assertEqual(order.hold_rule_id, rule)
        self.assertEqual(order.hold_reason_id, self.fraud)
        self.assertRegex(order.hold_note, "Rule “Large”: total .*200")
        self.assertIn("Large", order.message_ids[0].body)
        # Not reserved, as the reason says; nothing leaves.
        self.assertEqual(order.picking_ids.move_ids.quantity, 0)
        with self.assertRefusal("on hold: Suspected fraud"):
            self.pick_up(order, {order.order_line: 2})

    def test_hd_03_only_a_manager_releases(self):
        self.create_rule(amount_from=1)
        order = self.take_back_office_order()
        self.assertEqual(order.hold_by_id.id, SUPERUSER_ID)
        with self.assertRefusal("Ask them or a manager"):
            order.action_release_hold()
        order.with_user(self.manager).action_release_hold()
        self.assertFalse(order.hold_rule_id)
        self.assertEqual(order.picking_ids.state, "assigned")
        self.pick_up(order.sudo(), {order.order_line: 1})

    def test_hd_03_first_order(self):
        self.create_rule(first_order=True)
        contact = self.cabin
        first = self.take_back_office_order()
        self.assertIn("first order of the customer", first.hold_note)
        second = self.take_back_office_order(confirm=False)
        second.partner_id = contact
        second.action_confirm()
        self.assertFalse(second.hold_since)

    def test_hd_03_country(self):
        self.create_rule(other_country=True)
        home = self.take_back_office_order(fulfilment="ship")
        self.assertFalse(home.hold_since)
        self.cabin.country_id = self.sweden
        away = {"fulfilment": "ship", "fulfilment_partner_id": self.cabin.id}
        abroad = self.take_back_office_order(**away)
        self.assertIn("shipped to Sweden", abroad.hold_note)
        picked_up = self.take_back_office_order()
        self.assertFalse(picked_up.hold_since)

    def test_hd_03_named_countries(self):
        self.create_rule(country_ids=self.sweden.ids)
        home = self.take_back_office_order(fulfilment="ship")
        self.assertFalse(home.hold_since)
        self.cabin.country_id = self.sweden
        away = {"fulfilment": "ship", "fulfilment_partner_id": self.cabin.id}
        self.assertTrue(self.take_back_office_order(**away).hold_since)

    def test_hd_03_customer_tag(self):
        tag = self.env["res.partner.category"].create({"name": "Watch"})
        self.create_rule(partner_category_ids=tag.ids)
        self.assertFalse(self.take_back_office_order().hold_since)
        self.customer.category_id = tag
        self.assertIn("tagged Watch", self.take_back_office_order().hold_note)

    def test_hd_03_product_category(self):
        top = self.env["product.category"].create({"name": "Phones"})
        below = self.env["product.category"].create(
            {"name": "New ones", "parent_id": top.id}
        )
        self.create_rule(categ_ids=top.ids)
        self.assertFalse(self.take_back_office_order().hold_since)
        self.goods_b.categ_id = below
        order = self.take_back_office_order(self.goods_a, self.goods_b)
        self.assertIn("goods: New ones", order.hold_note)

    def test_hd_03_many_orders_in_a_short_time(self):
        self.create_rule(order_count=3, order_hours=2)
        old = self.take_back_office_order()
        old.sudo().date_order = "2020-01-01"
        orders = [self.take_back_office_order() for _number in range(3)]
        self.assertFalse(old.hold_since or orders[0].hold_since or orders[1].hold_since)
        self.assertIn("3 orders or more within 2 hours", orders[2].hold_note)

    def test_hd_03_all_conditions_and_the_first_rule(self):
        self.create_rule(amount_from=150, first_order=True, sequence=1)
        other = self.create_rule(amount_from=100, reason_id=self.waiting.id, sequence=2)
        order = self.take_back_office_order()
        self.assertEqual(order.hold_rule_id, other)
        self.assertEqual(order.hold_reason_id, self.waiting)
        self.assertEqual(order.picking_ids.state, "assigned")

    def test_hd_03_archived_rule_holds_nothing(self):
        self.create_rule(amount_from=90)
        rule = self.env["retail.hold.rule"].search([])
        rule.active = False
        self.assertFalse(self.take_back_office_order().hold_since)
        rule.active = True
        self.assertTrue(self.take_back_office_order().hold_since)

    def test_hd_03_a_batch_is_judged_at_once(self):
        """One question for all customers, none by line."""
        self.create_rule(order_count=99, order_hours=2)
        self.create_rule(amount_from=10**6, first_order=True)

        def judge(orders):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.env["retail.hold.rule"].sudo()._find_for(orders.sudo())
            return self.env.cr.sql_log_count - before

        few = self.take_back_office_order()
        judge(few)
        many = few
        for _number in range(4):
            many += self.take_back_office_order(self.goods_a, self.goods_b)
        self.assertEqual(judge(many), judge(few))

    def test_hd_03_rules_make_sense(self):
        for wrong in (
            {},
            {"amount_from": -1},
            {"order_count": 3, "order_hours": 0},
            {
                "amount_from": 1,
                "reason_id": self.env.ref("retail_base.reason_code_return_size").id,
            },
        ):
            with self.assertRaises(ValidationError, msg=wrong):
                self.create_rule(**wrong)
        rule = self.create_rule(amount_from=500, first_order=True)
        self.assertRegex(rule.condition_summary, "500.* · first order")
        with self.assertRaises(AccessError):
            rule.with_user(self.user).amount_from = 5
