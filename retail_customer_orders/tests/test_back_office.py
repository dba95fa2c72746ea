from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged

from .common import CustomerOrderCommon


@tagged("post_install", "-at_install")
class TestBackOffice(CustomerOrderCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.user = cls.create_user("store_user", "retail_base.group_retail_user")

    def test_order_with_a_deposit_cannot_be_cancelled(self):
        order = self.make_order([self.later(self.goods_a)])
        with self.assertRefusal("holds a deposit, or cancelling it costs a charge"):
            order._action_cancel()
        self.assertEqual(order.state, "sale")
        self.pick_up(order, {order.order_line: 1})
        self.assertEqual(order.deposit_held, 0)

    def test_order_without_a_deposit_can_be_cancelled(self):
        self.company.retail_deposit_percent = 0
        order = self.make_order([self.later(self.goods_a)], deposit=0)
        order._action_cancel()
        self.assertEqual(order.customer_order_state, "cancel")
        self.assertEqual(order.amount_balance, 0)

    def test_line_with_a_deposit_keeps_goods(self):
        order = self.make_order([self.later(self.goods_a, 2), self.later(self.goods_b)])
        line = self.line(order, self.goods_a)
        with self.assertRefusal("Leave at least one"):
            line.product_uom_qty = 0
        line.product_uom_qty = 1
        self.assertEqual(line.fulfilment_open_qty, 1)
        self.pick_up(order, {line: 1})
        self.assertEqual(order.deposit_held, 10)

    def test_not_in_core_order_picker(self):
        order = self.make_order([self.later(self.goods_a)])
        self.assertEqual(order.amount_unpaid, 0)
        plain = self.env["sale.order"].create(
            {
                "partner_id": self.customer.id,
                "order_line": [(0, 0, {"product_id": self.goods_a.id})],
            }
        )
        self.assertGreater(plain.amount_unpaid, 0)
        self.assertFalse(plain.customer_order_reference)
        self.assertFalse(plain.customer_order_state)

    def test_order_of_the_back_office(self):
        """Typed in by the store's people, picked up at its till without a deposit."""
        orders = self.env["sale.order"].with_user(self.user)
        form = Form(orders.with_context(default_is_customer_order=True))
        form.partner_id = self.customer
        with form.order_line.new() as line:
            line.product_id = self.goods_a
            line.product_uom_qty = 2
            line.fulfilment = "pickup"
            line.fulfilment_store_id = self.store_b
        order = form.save()
        self.assertRegex(order.customer_order_reference, r"^CO\d{14}$")
        self.assertEqual(order.customer_order_state, "quote")
        order.action_confirm()
        self.assertEqual(order.picking_ids.picking_type_id.warehouse_id, self.store_b)
        order = order.sudo()
        total = order.amount_total
        self.open_session(self.register_b)
        prepared = self.till().prepare_pickup_from_ui(
            self.register_b.id, order.id, {str(order.order_line.id): 2}
        )
        self.assertAlmostEqual(prepared["balance"], total)
        self.assertEqual(prepared["deposit"], 0)
        self.pick_up(order, {order.order_line: 2})
        self.assertEqual(order.customer_order_state, "done")

    def test_store_is_required(self):
        with self.assertRaises(ValidationError):
            self.env["sale.order"].create(
                {
                    "is_customer_order": True,
                    "partner_id": self.customer.id,
                    "order_line": [
                        (0, 0, {"product_id": self.goods_a.id, "fulfilment": "ship"})
                    ],
                }
            )

    def test_duplicate_is_a_new_order(self):
        order = self.make_order([self.later(self.goods_a)])
        copy = order.copy()
        self.assertTrue(copy.is_customer_order)
        self.assertNotEqual(
            copy.customer_order_reference, order.customer_order_reference
        )
        self.assertEqual(copy.deposit_received, 0)
        self.assertFalse(copy.order_request_ids)

    def test_figures_of_the_store(self):
        first = self.make_order([self.later(self.goods_a), self.later(self.goods_b)])
        second = self.make_order([self.later(self.goods_a, fulfilment="ship")])
        second.order_line._write({"fulfilment_date": "2020-01-01"})
        second.order_line.invalidate_recordset()
        store = self.store_b.with_user(self.user)
        self.assertEqual(store.order_pickup_count, 1)
        self.assertEqual(store.order_ship_count, 1)
        self.assertEqual(store.order_overdue_count, 1)
        self.assertEqual(store.failed_request_count, 0)
        self.assertEqual(store.deposit_held, 0)
        self.assertEqual(self.store_a.with_user(self.user).deposit_held, 30)
        for action, orders in (
            (store.action_view_orders_to_pick_up(), first),
            (store.action_view_orders_to_ship(), second),
            (store.action_view_overdue_orders(), second),
        ):
            found = self.env["sale.order"].with_user(self.user).search(action["domain"])
            self.assertEqual(found, orders)
        action = self.store_a.with_user(self.user).action_view_deposits_held()
        entries = self.env["retail.deposit.entry"].with_user(self.user)
        self.assertEqual(sum(entries.search(action["domain"]).mapped("amount")), 30)
        self.assertTrue(store.action_view_failed_requests()["domain"])

    def test_actions_of_an_order(self):
        order = self.make_order([self.later(self.goods_a)]).with_user(self.user)
        self.assertEqual(order.customer_ticket_count, 1)
        action = order.action_view_customer_tickets()
        tickets = self.env["pos.order"].with_user(self.user).search(action["domain"])
        self.assertEqual(tickets, order.customer_ticket_ids)
        self.assertEqual(tickets.action_view_customer_order()["res_id"], order.id)
        action = order.action_view_deposit_entries()
        entries = self.env["retail.deposit.entry"].with_user(self.user)
        self.assertEqual(entries.search(action["domain"]), order.deposit_entry_ids)

    def test_filters(self):
        held = self.make_order([self.later(self.goods_a)])
        self.company.retail_deposit_percent = 0
        free = self.make_order([self.later(self.goods_a)], deposit=0)
        orders = self.env["sale.order"].with_user(self.user)
        mine = [("id", "in", (held + free).ids)]
        self.assertEqual(orders.search([*mine, ("deposit_held", ">", 0)]), held)
        self.assertEqual(orders.search([*mine, ("deposit_held", "!=", 0)]), held)
        self.assertEqual(orders.search([*mine, ("deposit_held", "=", 0)]), free)
        self.assertEqual(orders.search([*mine, ("deposit_held", "=", False)]), free)

    def test_report_is_what_the_account_owes(self):
        order = self.make_order([self.later(self.goods_a, 2)])
        other = self.make_order([self.later(self.goods_b)])
        self.pick_up(order, {order.order_line: 1})
        self.close_session(self.register_a)
        self.close_session(self.register_b)
        (total,) = self.env["retail.deposit.entry"]._read_group(
            [("company_id", "=", self.company.id)], [], ["amount:sum"]
        )
        self.assertAlmostEqual(total[0], self.get_account_balance())
        self.assertBooksMatch(order, other)

    def test_rights(self):
        order = self.make_order([self.later(self.goods_a)])
        request, entry = order.order_request_ids, order.deposit_entry_ids
        self.assertTrue(request.with_user(self.user).summary)
        request.with_user(self.user).message_post(body="I look into it.")
        with self.assertRaises(AccessError):
            request.with_user(self.user).write({"deposit": 1000})
        for record in (request, entry):
            with self.assertRaises(AccessError):
                record.with_user(self.user).unlink()
            with self.assertRaises(AccessError):
                record.with_user(self.user).copy()
        with self.assertRaises(UserError):
            entry.with_user(self.user).amount = 1
        with self.assertRaises(UserError):
            request.sudo().unlink()

    def test_company_rules(self):
        order = self.make_order([self.later(self.goods_a)])
        other = self.env["res.company"].create({"name": "Elsewhere"})
        stranger = self.create_user(
            "stranger",
            "retail_base.group_retail_manager",
            company_id=other.id,
            company_ids=other.ids,
        )
        for model in ("retail.order.request", "retail.deposit.entry"):
            self.assertFalse(self.env[model].with_user(stranger).search([]))
        with self.assertRaises(AccessError):
            order.with_user(stranger).read(["name"])

    def test_settings(self):
        self.company.write(
            {"retail_deposit_account_id": False, "retail_deposit_product_id": False}
        )
        settings = self.env["res.config.settings"].with_company(self.company).create({})
        settings.action_create_retail_deposit()
        self.assertTrue(self.company.retail_deposit_product_id)

    def test_views_open(self):
        """Every view that a store's user meets."""
        order = self.make_order([self.later(self.goods_a)])
        for model, kinds in (
            ("sale.order", ("form", "list", "search")),
            ("retail.order.request", ("form", "list", "search")),
            ("retail.deposit.entry", ("form", "list", "pivot", "graph", "search")),
            ("stock.warehouse", ("kanban",)),
            ("stock.picking", ("form",)),
        ):
            for kind in kinds:
                self.env[model].with_user(self.user).get_view(view_type=kind)
        with Form(order.with_user(self.user)) as form:
            form.collector_name = "Ola"
        self.assertEqual(order.collector_name, "Ola")
