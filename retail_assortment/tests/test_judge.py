from uuid import uuid4

from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import tagged

from odoo.addons.retail_base.tests.common import RetailTillCommon

from .till import AssortmentBuilders


@tagged("post_install", "-at_install")
class TestJudge(AssortmentBuilders, RetailTillCommon):
    """The server judges tickets of a plain cashier, whatever the register says."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.set_up_range()
        cls.open_session(cls.register_a)

    def test_oa_03_what_the_store_does_not_carry_is_refused(self):
        with self.refused("Store A does not carry this: Red Lamp"):
            self.sell(self.register_a, [(self.product, 1), (self.red, 1)])
        self.assertEqual(self.sell(self.register_a, [(self.product, 1)]).state, "paid")
        self.assertEqual(self.sell(self.register_b, [(self.red, 1)]).state, "paid")

    def test_oa_03_allowed_is_sold(self):
        self.profile.out_of_range_policy = "allow"
        self.assertEqual(self.sell(self.register_a, [(self.red, 1)]).state, "paid")

    def test_oa_03_rewards_and_gift_cards_are_no_goods(self):
        """What only takes money off is in no range, and is not handed out."""
        reward = self.create_product("Reward", type="service", is_storable=False)
        off = (reward, 1, {"price_unit": -10})
        ticket = self.sell(self.register_a, [(self.product, 1), off])
        self.assertEqual(ticket.state, "paid")
        with self.refused("Store A does not carry this: Reward"):
            self.sell(self.register_a, [(self.product, 1), (reward, 1)])
        with self.refused("Store A does not carry this: Red Lamp"):
            free = (self.red, 1, {"price_unit": -10})
            self.sell(self.register_a, [(self.product, 1), free])

    def test_oa_04_order_only_is_not_carried_out(self):
        self.profile.out_of_range_policy = "order_only"
        with self.refused("it can only be ordered: Red Lamp"):
            self.sell(self.register_a, [(self.red, 1)])
        red = self.red.with_user(self.cashier)
        red._check_sold_by(self.store_a, "ship")
        red._check_sold_by(self.store_a, "pickup")
        red._check_sold_by(self.store_b, "carry_out")
        with self.assertRaises(UserError):
            red._check_sold_by(self.store_a, "carry_out")
        self.profile.out_of_range_policy = "forbid"
        with self.assertRaises(UserError):
            red._check_sold_by(self.store_a, "ship")

    def test_oa_03_an_approval_is_used_once(self):
        self.profile.out_of_range_policy = "approval"
        ticket = self.build_ticket(self.register_a, [(self.red, 1), (self.green, 1)])
        with self.refused("Needs a manager's approval"):
            self.sync_ticket(ticket)
        approval = self.approve(self.register_a, "out_of_range", ticket["uuid"])
        order = self.sync_ticket(ticket)
        self.assertEqual(order.state, "paid")
        self.assertEqual(approval.state, "used")
        self.assertEqual(approval.used_by, order)
        other = self.build_ticket(self.register_a, [(self.red, 1)])
        with self.refused("Needs a manager's approval"):
            self.sync_ticket(other)

    def test_oa_03_an_approval_of_another_kind_does_not_serve(self):
        self.profile.out_of_range_policy = "approval"
        ticket = self.build_ticket(self.register_a, [(self.red, 1)])
        self.approve(self.register_a, "other", ticket["uuid"])
        self.approve(self.register_a, "out_of_range", str(uuid4()))
        with self.refused("Needs a manager's approval"):
            self.sync_ticket(ticket)

    def test_oa_05_what_comes_back_is_taken(self):
        order = self.sell(self.register_b, [(self.red, 2)])
        receipted = {"refunded_orderline_id": order.lines.id}
        for values in (receipted, {}):
            # Silently: whether goods may come back at all is for other addons to judge.
            line = (self.red, -1, values)
            refund = self.sell(self.register_a, [line], silent=True)
            self.assertEqual((refund.state, refund.amount_total), ("paid", -100))
            reviews = self.env["retail.review"].search(
                [("pos_order_id", "=", refund.id)]
            )
            self.assertNotIn("_judge_assortment", reviews.mapped("step"))

    def test_a_ticket_that_arrives_silently_is_kept_for_review(self):
        order = self.sell(self.register_a, [(self.red, 1)], silent=True)
        self.assertEqual((order.state, order.amount_paid), ("paid", 100))
        review = self.env["retail.review"].search([("pos_order_id", "=", order.id)])
        self.assertEqual(review.state, "open")
        self.assertIn("Store A does not carry this: Red Lamp", review.message)

    def test_a_product_archived_in_an_open_cart_is_sold(self):
        ticket = self.build_ticket(self.register_a, [(self.product, 1)])
        self.product.active = False
        self.assertEqual(self.sync_ticket(ticket).state, "paid")

    def test_products_of_the_register_itself_are_sold(self):
        self.register_a.tip_product_id = self.red
        lines = [(self.product, 1), (self.red, 1)]
        self.assertEqual(self.sell(self.register_a, lines).state, "paid")

    def test_a_draft_is_not_judged(self):
        ticket = self.build_ticket(self.register_a, [(self.red, 1)], payments=[])
        order = self.sync_ticket({**ticket, "state": "draft"})
        self.assertEqual(order.state, "draft")

    def _build_combo_ticket(self, part):
        combo = self.env["product.combo"].create(
            {
                "name": "Lamps",
                "combo_item_ids": [Command.create({"product_id": self.red.id})],
            }
        )
        head = self.create_product(
            "Set", type="combo", is_storable=False, combo_ids=[Command.set(combo.ids)]
        )
        self.range_a.line_ids = [Command.create({"product_id": head.id})]
        ticket = self.build_ticket(
            self.register_a, [(head, 1, {"price_unit": 0}), (part, 1)]
        )
        parent, child = (line[2]["uuid"] for line in ticket["lines"])
        ticket["relations_uuid_mapping"] = {
            "pos.order.line": {child: {"combo_parent_id": parent}}
        }
        return ticket

    def test_a_combo_is_judged_as_a_whole(self):
        self.assertEqual(
            self.sync_ticket(self._build_combo_ticket(self.red)).state, "paid"
        )

    def test_nothing_hides_in_a_combo_that_is_no_part_of_it(self):
        other = self.create_product("Smuggled")
        with self.refused("does not carry this: Smuggled"):
            self.sync_ticket(self._build_combo_ticket(other))
