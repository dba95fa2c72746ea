from uuid import uuid4

from odoo.fields import Command
from odoo.tests import BaseCase, tagged

from ..tools import price_control
from .common import CustomerOrderCommon


@tagged("post_install", "-at_install")
class TestPriceControlTools(BaseCase):
    def test_pv_04_bounds(self):
        def compare(one, other):
            return (one > other) - (one < other)

        for list_price, down, up, approved, price, expected in (
            (100, 0, 0, None, 100, True),
            (100, 0, 0, None, 99.99, False),
            (100, 10, 0, None, 90, True),
            (100, 10, 0, None, 89.99, False),
            (100, 10, 5, None, 105, True),
            (100, 10, 5, None, 105.01, False),
            (100, 10, 5, 80, 80, True),
            (100, 10, 5, 80, 85, True),
            (100, 10, 5, 80, 79.99, False),
            (100, 10, 5, 80, 106, False),
            (100, 10, 5, 120, 110, True),
            (100, 10, 5, 0, 0, True),
            (100, 100, 0, None, 0, True),
            (0, 0, 0, None, 50, True),
            (0, 0, 0, None, -1, False),
            (0, 0, 0, -5, -5, True),
        ):
            limits = price_control.bounds(list_price, down, up)
            found = price_control.is_free(price, limits, compare, approved)
            self.assertIs(found, expected, (list_price, down, up, approved, price))


@tagged("post_install", "-at_install")
class TestPriceControl(CustomerOrderCommon):
    """Prices far from the list price need a manager."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.user = cls.create_user(
            "store_user", "retail_base.group_retail_user", name="Ulla User"
        )
        cls.company.write(
            {
                "retail_price_control": True,
                "retail_price_down_percent": 10,
                "retail_price_up_percent": 5,
            }
        )
        cls.approvals = cls.env["retail.approval"]

    def create_order(self, user=None, customer_order=True, **line):
        orders = self.env["sale.order"].with_user(user or self.user)
        place = {"fulfilment": "pickup", "fulfilment_store_id": self.store_b.id}
        return orders.create(
            {
                "is_customer_order": customer_order,
                "partner_id": self.customer.id,
                "order_line": [
                    Command.create(
                        {
                            "product_id": self.goods_a.id,
                            "product_uom_qty": 2,
                            **(place if customer_order else {}),
                            **line,
                        }
                    )
                ],
            }
        )

    # === BACK OFFICE ===#

    def test_pv_04_within_the_tolerance(self):
        for line in ({}, {"price_unit": 90}, {"discount": 10}, {"price_unit": 105}):
            order = self.create_order(**line)
            self.assertFalse(order.price_awaits_approval)
            order.action_confirm()
            self.assertEqual(order.state, "sale")

    def test_pv_04_awaits_approval(self):
        order = self.create_order(price_unit=95, discount=10)
        self.assertTrue(order.price_awaits_approval)
        found = order.search([("price_awaits_approval", "=", True)])
        self.assertIn(order, found)
        for promise in (order.action_confirm, order.action_quotation_sent):
            with self.assertRefusal("must approve the price first. .*85.50, not"):
                promise()
        with self.assertRefusal("must approve the price first"):
            order.sudo().action_confirm()
        with self.assertRefusal("Ask a manager"):
            order.action_approve_prices()
        order.with_user(self.manager).action_approve_prices()
        self.assertFalse(order.price_awaits_approval)
        self.assertEqual(order.order_line.price_approved_by_id, self.manager)
        self.assertIn("Prices approved: Article A", order.message_ids[0].body)
        approval = self.approvals.search([("kind", "=", "price_change")])
        self.assertEqual(approval.amount, 29)
        self.assertEqual(approval.requested_by_id, self.user)
        self.assertEqual(approval.approved_by_id, self.manager)
        self.assertEqual(approval.used_by, order)
        order.action_confirm()
        self.assertEqual(order.amount_total, 171)

    def test_pv_04_approval_covers_no_other_price(self):
        order = self.create_order(price_unit=80)
        order.with_user(self.manager).action_approve_prices()
        order.order_line.price_unit = 85
        self.assertFalse(order.price_awaits_approval)
        order.order_line.price_unit = 79
        self.assertTrue(order.price_awaits_approval)
        order.order_line.price_unit = 110
        self.assertTrue(order.price_awaits_approval)
        order.order_line.price_unit = 100
        self.assertFalse(order.price_awaits_approval)

    def test_pv_04_a_managers_price_is_approved(self):
        order = self.create_order(self.manager, price_unit=50)
        self.assertFalse(order.price_awaits_approval)
        self.assertTrue(self.approvals.search([("kind", "=", "price_change")]).is_own)
        order.with_user(self.user).action_confirm()
        self.assertEqual(order.state, "sale")

    def test_pv_04_pricelist_is_the_list_price(self):
        pricelist = self.env["product.pricelist"].create(
            {
                "name": "Half",
                "item_ids": [
                    Command.create(
                        {"compute_price": "percentage", "percent_price": 50.0}
                    )
                ],
            }
        )
        order = self.create_order()
        order.pricelist_id = pricelist
        order.order_line.price_unit = 46
        order.order_line.discount = 0
        self.assertFalse(order.price_awaits_approval)
        order.order_line.price_unit = 44
        self.assertTrue(order.price_awaits_approval)

    def test_pv_04_confirmed_order(self):
        order = self.create_order()
        order.action_confirm()
        order.sudo().order_line.price_locked = False
        with self.assertRefusal("a manager must approve the price first"):
            order.order_line.price_unit = 50
        with self.assertRefusal("a manager must approve the price first"):
            order.order_line = [
                Command.create(
                    {
                        "product_id": self.goods_b.id,
                        "price_unit": 10,
                        "fulfilment": "pickup",
                        "fulfilment_store_id": self.store_b.id,
                    }
                )
            ]
        order.with_user(self.manager).order_line.price_unit = 50
        self.assertEqual(order.amount_total, 100)

    def test_pv_04_list_price_rose_since(self):
        order = self.create_order(price_unit=95)
        self.goods_a.list_price = 150
        with self.assertRefusal("95.00, not .*150.00"):
            order.action_confirm()
        order.action_update_prices()
        order.action_confirm()
        self.assertEqual(order.amount_total, 300)

    def test_pv_04_not_by_hand(self):
        order = self.create_order(price_unit=50)
        for vals in (
            {"price_awaits_approval": False},
            {"price_approved_by_id": self.user.id},
        ):
            with self.assertRefusal("approved by a manager with"):
                order.order_line.write(vals)
        self.assertTrue(order.copy().price_awaits_approval)

    def test_pv_04_off_or_no_customer_order(self):
        plain = self.create_order(customer_order=False, price_unit=1)
        self.assertFalse(plain.price_awaits_approval)
        self.company.retail_price_control = False
        order = self.create_order(price_unit=1)
        order.action_confirm()
        self.assertEqual(order.state, "sale")

    # === TILL ===#

    def check(self, payload):
        return self.till().check_order_from_ui(
            self.register_a.id, payload, self.customer.id
        )

    def test_pv_04_till_asks_a_manager(self):
        self.open_session(self.register_a)
        lines = [
            self.later(self.goods_a, 2, price_unit=80),
            self.later(self.goods_b, discount=10),
        ]
        payload = self.order_payload(lines)
        ticket = self.build_order_ticket(self.register_a, [], payload=payload)
        payload["ticket_uuid"] = ticket["uuid"]
        answer = self.check(payload)
        self.assertFalse(answer["ok"])
        self.assertRegex(answer["message"], "Article A: .*80.00, not .*100.00")
        self.assertEqual(answer["approval"]["amount"], 40)
        self.assertEqual(answer["approval"]["kind"], "price_change")
        with self.assertRefusal("Needs a manager's approval"):
            self.sync_ticket(ticket)
        self.approve(self.register_a, "price_change", ticket["uuid"], 39)
        self.assertFalse(self.check(payload)["ok"])
        approval = self.approve(self.register_a, "price_change", ticket["uuid"], 40)
        self.assertTrue(self.check(payload)["ok"])
        order = self.order_of(self.sync_ticket(ticket))
        self.assertEqual(order.amount_total, 250)
        self.assertEqual(approval.used_by, order.order_request_ids.pos_order_id)

    def test_pv_04_till_off_line(self):
        """What arrives silently is booked, and a manager looks at it."""
        lines = [self.later(self.goods_a, price_unit=50)]
        ticket = self.take_order(lines, silent=True)
        self.assertFalse(ticket.order_request_ids.error)
        self.assertEqual(ticket.customer_order_id.amount_total, 50)
        review = self.env["retail.review"].search([("pos_order_id", "=", ticket.id)])
        self.assertIn("Needs a manager's approval", review.mapped("message")[0])

    def test_pv_04_till_takes_any_pricelist_of_the_register(self):
        pricelist = self.env["product.pricelist"].create(
            {
                "name": "Half",
                "item_ids": [
                    Command.create({"compute_price": "fixed", "fixed_price": 50})
                ],
            }
        )
        payload = self.order_payload([self.later(self.goods_a, price_unit=50)])
        self.open_session(self.register_a)
        self.assertFalse(self.check(payload)["ok"])
        self.register_a.write(
            {
                "use_pricelist": True,
                "available_pricelist_ids": [Command.set(pricelist.ids)],
                "pricelist_id": pricelist.id,
            }
        )
        self.assertTrue(self.check(payload)["ok"])

    def test_pv_04_till_adds_a_line(self):
        order = self.make_order([self.later(self.goods_a)])
        self.open_session(self.register_b)
        changes = {
            "new_lines": [self.later(self.goods_b, price_unit=50)],
            "ticket_uuid": str(uuid4()),
        }
        arguments = (self.register_b.id, order.id, changes, order._get_version())
        with self.assertRefusal("Needs a manager's approval"):
            self.till().edit_order_from_ui(*arguments)
        self.approve(self.register_b, "price_change", changes["ticket_uuid"], 50)
        self.till().edit_order_from_ui(*arguments)
        self.assertEqual(order.amount_total, 150)
