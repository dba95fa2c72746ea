from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import Form, tagged

from .edit import EditCommon


@tagged("post_install", "-at_install")
class TestEditBounds(EditCommon):
    """What cannot be changed, and what customers see of what was."""

    def test_ed_02_not_below_what_was_handed_out(self):
        order = self.make_two_lines()
        line = self.line(order, self.goods_a)
        self.pick_up(order, {line: 2})
        with self.assertRaises(UserError):
            line.with_user(self.user).product_uom_qty = 1
        line.with_user(self.user).product_uom_qty = 4
        self.assertEqual(line.fulfilment_open_qty, 2)

    def test_ed_02_services_not_below_what_was_handed_out(self):
        """Core looks at deliveries only, and services have none."""
        service = self.create_product("Fitting", list_price=10, type="service")
        service.is_storable = False
        self.company.retail_deposit_percent = 0
        order = self.make_order([self.later(service, 3)], deposit=0)
        self.pick_up(order, {order.order_line: 2})
        with self.assertRefusal("2 of “Fitting” were handed out"):
            order.order_line.with_user(self.user).product_uom_qty = 1

    def test_ed_02_not_below_what_was_invoiced(self):
        order = self.make_order([self.later(self.goods_a, 3, fulfilment="ship")])
        order.picking_ids.move_ids.write({"quantity": 2, "picked": True})
        order.picking_ids._action_done()
        order._create_invoices()
        with self.assertRaises(UserError):
            order.order_line.with_user(self.user).product_uom_qty = 1

    def test_ed_02_not_below_the_deposit(self):
        order = self.make_order([self.later(self.goods_a, 3)], deposit=250)
        line = order.order_line
        with self.assertRefusal("holds a deposit of .*250.* more than the .*200"):
            line.with_user(self.user).product_uom_qty = 2
        self.assertEqual(line.product_uom_qty, 3)

    def test_ed_02_partly_fulfilled_keeps_open_lines_editable(self):
        order = self.make_two_lines()
        line, other = self.line(order, self.goods_a), self.line(order, self.goods_b)
        self.pick_up(order, {other: 1})
        line.with_user(self.user).product_uom_qty = 4
        self.assertEqual(line.fulfilment_open_qty, 4)
        with self.assertRefusal("in full. Add a new line"):
            other.with_user(self.user).product_uom_qty = 2

    def test_ed_02_fulfilled_is_never_changed(self):
        order = self.make_order([self.later(self.goods_a)])
        self.pick_up(order, {order.order_line: 1})
        self.assertIn("Make a new order", order.edit_obstacle)
        with self.assertRefusal("Make a new order"):
            order.order_line.with_user(self.user).product_uom_qty = 2
        with self.assertRefusal("Make a new order"):
            order.with_user(self.user).order_line = [
                Command.create(
                    {
                        "product_id": self.goods_b.id,
                        "fulfilment": "pickup",
                        "fulfilment_store_id": self.store_b.id,
                    }
                )
            ]

    def test_ed_02_locked_is_not_changed(self):
        """Core makes no deliveries for locked orders: goods would be lost."""
        order = self.make_two_lines()
        order.action_lock()
        line = self.line(order, self.goods_a)
        with self.assertRefusal("is locked. Unlock it first"):
            line.with_user(self.user).fulfilment_store_id = self.store_a
        state = self.till().read_order_from_ui(self.register_b.id, order.id)
        self.assertFalse(state["actions"]["edit"]["enabled"])
        order.action_unlock()
        line.with_user(self.user).fulfilment_store_id = self.store_a
        self.assertEqual(self.moves_of(line).product_uom_qty, 3)

    def test_pv_03_partly_fulfilled_is_the_store_s_choice(self):
        """The store's profile decides, and the company's where it says nothing."""
        order = self.make_two_lines()
        line, other = self.line(order, self.goods_a), self.line(order, self.goods_b)
        profiles = self.env["retail.profile"]
        forbid = profiles.create({"name": "Strict", "edit_partial_orders": "forbid"})
        self.company.retail_profile_id = forbid
        line.with_user(self.user).product_uom_qty = 2
        self.pick_up(order, {other: 1})
        with self.assertRefusal("does not change such orders"):
            line.with_user(self.user).product_uom_qty = 1
        with self.assertRefusal("does not change such orders"):
            line.with_user(self.user).fulfilment_store_id = self.store_a
        self.assertEqual(self.moves_of(line).state, "assigned")
        with self.assertRefusal("does not change such orders"):
            order.with_user(self.user).action_change_fulfilment()
        self.store_a.profile_id = profiles.create(
            {"name": "Easy", "edit_partial_orders": "allow"}
        )
        line.with_user(self.user).product_uom_qty = 1
        self.assertEqual(line.fulfilment_open_qty, 1)

    def test_ed_06_leaving_without_saving_changes_nothing(self):
        """A form that was changed and not saved, and one that was refused."""
        order = self.make_two_lines()
        version = order._get_version()
        form = Form(order.with_user(self.user))
        with form.order_line.edit(0) as edited:
            edited.product_uom_qty = 9
        order.invalidate_recordset()
        self.assertEqual(order._get_version(), version)

    def test_ed_08_cancelled_lines_are_not_printed(self):
        self.company.retail_deposit_percent = 0
        order = self.make_order(
            [self.later(self.goods_a, 3), self.later(self.goods_b)], deposit=0
        )
        line, other = self.line(order, self.goods_a), self.line(order, self.goods_b)
        other.with_user(self.user).product_uom_qty = 0
        self.assertEqual(order._get_order_lines_to_report(), line)
        html = (
            self.env["ir.actions.report"]
            ._render_qweb_html("sale.report_saleorder", order.ids)[0]
            .decode()
        )
        self.assertIn("Article A", html)
        self.assertNotIn("Article B", html)
        shown = self.till().read_order_from_ui(self.register_b.id, order.id)["lines"]
        self.assertEqual([one["name"] for one in shown], ["Article A"])
        order._action_cancel()
        self.assertIn(line, order._get_order_lines_to_report())

    def test_co_12_who_took_the_order(self):
        order = self.make_order([self.later(self.goods_a)])
        self.assertEqual(order.origin_user_id, self.cashier)
        self.assertEqual(order.sales_taker, self.cashier.name)
        self.assertFalse(order.user_id)
        detail = self.till().read_order_from_ui(self.register_b.id, order.id)
        self.assertEqual(detail["sales_taker"], self.cashier.name)
        back_office = (
            self.env["sale.order"]
            .with_user(self.user)
            .create({"is_customer_order": True, "partner_id": self.customer.id})
        )
        self.assertEqual(back_office.origin_user_id, self.user)
        plain = self.env["sale.order"].create({"partner_id": self.customer.id})
        self.assertFalse(plain.origin_user_id)
