from uuid import uuid4

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .delivery import DeliveryCommon


@tagged("post_install", "-at_install")
class TestRowsRights(DeliveryCommon):
    """Who may do what with customer orders (PV-01), and what approvals leave behind
    (PV-02)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.outsider = cls.create_user("outsider", "base.group_user")

    def test_pv_01_cashiers_by_the_calls_of_their_register_only(self):
        """Create, find, edit, pick up and cancel: nothing else, and no one else."""
        order = self.make_order([self.later(self.goods_a)])
        self.open_session(self.register_b)
        register, line = self.register_b.id, str(order.order_line.id)
        calls = (
            ("check_order_from_ui", self.order_payload([]), False),
            ("find_orders_from_ui", {}),
            ("read_order_from_ui", order.id),
            ("edit_order_from_ui", order.id, {"collector": "Ola"}, "version"),
            ("prepare_pickup_from_ui", order.id, {line: 1}),
            ("prepare_cancel_from_ui", order.id),
        )
        for name, *arguments in calls:
            with self.assertRaises(AccessError, msg=name):
                call = getattr(self.till().with_user(self.outsider), name)
                call(register, *arguments)
        version = self.till().read_order_from_ui(register, order.id)["version"]
        self.till().edit_order_from_ui(
            register, order.id, {"collector": "Ola"}, version
        )
        self.assertEqual(order.collector_name, "Ola")
        for model, record in (
            ("sale.order", order),
            ("sale.order.line", order.order_line),
        ):
            for mode in ("read", "write", "create", "unlink"):
                allowed = self.env[model].with_user(self.cashier).has_access(mode)
                self.assertFalse(allowed, (model, mode))
            with self.assertRaises(AccessError):
                record.with_user(self.cashier).write({"name": "Mine"})

    def test_pv_01_users_managers_and_administrators(self):
        """A user lives the life of an order; prices and less deposit are a manager's;
        how retail works is an administrator's."""
        order = self.back_office_order([(self.goods_a, 2, {"fulfilment": "pickup"})])
        order.action_confirm()
        order.order_line.product_uom_qty = 3
        with self.assertRefusal("Ask a manager"):
            order.action_unlock_prices()
        self.assertTrue(order.with_user(self.manager).action_unlock_prices())
        rule = {"name": "Half", "company_id": self.company.id, "percent": 50}
        rules = self.env["retail.deposit.rule"]
        with self.assertRaises(AccessError):
            rules.with_user(self.user).create(rule)
        self.assertTrue(rules.with_user(self.manager).create(rule))
        profile = {"name": "Kitchens", "company_id": self.company.id}
        with self.assertRaises(AccessError):
            self.env["retail.profile"].with_user(self.manager).create(profile)
        self.assertTrue(self.env["retail.profile"].create(profile))

    def test_pv_02_approvals_are_logged(self):
        """Who asked, who approved, where, what for, how much and why; used once, and
        neither changed nor thrown away."""
        self.open_session(self.register_a)
        payload = self.order_payload([self.later(self.goods_a)], deposit=5)
        reason = self.env["retail.reason.code"].search(
            [("kind", "=", "deposit_override")], limit=1
        )
        payload["deposit_reason_id"] = reason.id
        ticket = self.build_order_ticket(self.register_a, [], payload=payload)
        with self.assertRefusal("manager"):
            self.sync_ticket(ticket)
        approval = self.approve(
            self.register_a, "deposit_override", ticket["uuid"], amount=5
        )
        order = self.sync_ticket(ticket).customer_order_id
        self.assertEqual(order.deposit_held, 5)
        self.assertEqual(
            (approval.requested_by_id, approval.approved_by_id),
            (self.cashier, self.manager),
        )
        self.assertEqual(
            (approval.config_id, approval.store_id, approval.ticket_uuid),
            (self.register_a, self.store_a, ticket["uuid"]),
        )
        self.assertEqual((approval.kind, approval.amount), ("deposit_override", 5))
        self.assertTrue(approval.reason_id)
        self.assertTrue(approval.used_at)
        for act in (
            lambda: approval.with_user(self.manager).write({"amount": 500}),
            lambda: approval.with_user(self.manager).unlink(),
        ):
            with self.assertRaises(AccessError):
                act()
        other = self.build_order_ticket(
            self.register_a,
            [],
            payload={**payload, "uuid": str(uuid4())},
        )
        with self.assertRefusal("manager"):
            self.sync_ticket(other)
