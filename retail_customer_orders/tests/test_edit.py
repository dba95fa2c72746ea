from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import Form, tagged

from .common import CustomerOrderCommon


@tagged("post_install", "-at_install")
class TestEdit(CustomerOrderCommon):
    """Confirmed orders are changed in the back office."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.user = cls.create_user("store_user", "retail_base.group_retail_user")

    def make_two_lines(self):
        """An order of 3 A and 1 B, picked up in store B."""
        return self.make_order([self.later(self.goods_a, 3), self.later(self.goods_b)])

    def moves_of(self, line):
        return line.move_ids.filtered(lambda move: move.state != "cancel")

    # === OPEN ORDERS ===#

    def test_ed_01_quantities_and_lines_of_an_open_order(self):
        order = self.make_two_lines()
        line = self.line(order, self.goods_a)
        with Form(order.with_user(self.user)) as form:
            with form.order_line.edit(0) as edited:
                edited.product_uom_qty = 5
            with form.order_line.new() as added:
                added.product_id = self.goods_c
                added.product_uom_qty = 2
        self.assertEqual(sum(self.moves_of(line).mapped("product_uom_qty")), 5)
        added = self.line(order, self.goods_c)
        self.assertEqual(added.fulfilment_store_id, self.store_b)
        self.assertEqual(self.moves_of(added).picking_id, line.move_ids.picking_id)
        line.with_user(self.user).product_uom_qty = 1
        self.assertEqual(sum(self.moves_of(line).mapped("product_uom_qty")), 1)
        self.pick_up(order, {one: one.product_uom_qty for one in order.order_line})
        self.assertEqual(order.customer_order_state, "done")
        self.assertEqual(order.deposit_held, 0)

    def test_ed_01_another_store(self):
        """The delivery of the old store is cancelled, the new one is ready."""
        order = self.make_two_lines()
        line, other = self.line(order, self.goods_a), self.line(order, self.goods_b)
        old = line.move_ids
        line.with_user(self.user).fulfilment_store_id = self.store_a
        self.assertEqual(old.state, "cancel")
        move = self.moves_of(line)
        self.assertEqual(move.picking_id.picking_type_id.warehouse_id, self.store_a)
        self.assertEqual((move.state, move.product_uom_qty), ("assigned", 3))
        self.assertEqual(other.move_ids.state, "assigned")
        self.assertIn("Store A", order.message_ids[0].body)
        self.pick_up(order, {line: 3}, register=self.register_a)
        self.pick_up(order, {other: 1})
        self.assertEqual(self.on_hand(self.goods_a, self.store_a), 7)
        self.assertEqual(self.on_hand(self.goods_a, self.store_b), 10)
        self.assertEqual(order.deposit_held, 0)

    def test_ed_01_another_day_and_address(self):
        order = self.make_two_lines()
        line = self.line(order, self.goods_a)
        line.with_user(self.user).write(
            {
                "fulfilment": "ship",
                "fulfilment_partner_id": self.cabin.id,
                "fulfilment_date": "2099-01-01",
            }
        )
        move = self.moves_of(line)
        self.assertEqual(move.picking_id.partner_id, self.cabin)
        self.assertEqual(str(move.date_deadline.date()), "2099-01-01")
        self.assertEqual(line.fulfilment_open_qty, 3)

    def test_ed_01_quantity_and_place_at_once(self):
        order = self.make_two_lines()
        line = self.line(order, self.goods_a)
        line.with_user(self.user).write(
            {"product_uom_qty": 4, "fulfilment_store_id": self.store_a.id}
        )
        self.assertEqual(self.moves_of(line).product_uom_qty, 4)

    def test_ed_01_same_promise_changes_nothing(self):
        order = self.make_two_lines()
        line = self.line(order, self.goods_a)
        move = line.move_ids
        line.write({"fulfilment_store_id": self.store_b.id, "fulfilment": "pickup"})
        self.assertEqual(line.move_ids, move)
        self.assertEqual(move.state, "assigned")

    def test_ed_01_the_rest_of_a_line_goes_elsewhere(self):
        """What was handed out stays where it was; only what is left moves."""
        order = self.make_two_lines()
        line = self.line(order, self.goods_a)
        self.pick_up(order, {line: 1})
        line.with_user(self.user).fulfilment_store_id = self.store_a
        move = self.moves_of(line).filtered(lambda move: move.state != "done")
        self.assertEqual(move.product_uom_qty, 2)
        self.assertEqual(line.fulfilment_open_qty, 2)
        self.pick_up(order, {line: 2}, register=self.register_a)
        self.assertEqual(line.qty_delivered, 3)

    def test_ed_01_picked_goods_stay(self):
        order = self.make_two_lines()
        line = self.line(order, self.goods_a)
        line.move_ids.picked = True
        with self.assertRefusal("was picked, or ordered for it, already"):
            line.with_user(self.user).fulfilment_store_id = self.store_a
        self.assertEqual(line.fulfilment_store_id, self.store_b)
        self.assertEqual(line.move_ids.state, "assigned")

    def test_ed_01_goods_on_their_way_stay(self):
        """A store that picks first, and has done so."""
        self.store_b.delivery_steps = "pick_ship"
        order = self.make_two_lines()
        line = self.line(order, self.goods_a)
        pick = line.move_ids
        pick.picking_id.move_ids.picked = True
        pick.picking_id._action_done()
        with self.assertRefusal("was picked, or ordered for it, already"):
            line.with_user(self.user).fulfilment_date = "2099-01-01"

    def test_ed_01_goods_not_picked_yet_move(self):
        self.store_b.delivery_steps = "pick_ship"
        order = self.make_two_lines()
        line = self.line(order, self.goods_a)
        line.with_user(self.user).fulfilment_store_id = self.store_a
        self.assertEqual(self.moves_of(line).location_dest_usage, "customer")
        self.assertEqual(self.moves_of(line).product_uom_qty, 3)

    def test_ed_01_wizard_changes_open_lines(self):
        order = self.make_two_lines().with_user(self.user)
        self.pick_up(order.sudo(), {self.line(order, self.goods_b).sudo(): 1})
        action = order.action_change_fulfilment()
        form = Form(
            self.env["retail.fulfilment.change"]
            .with_user(self.user)
            .with_context(**action["context"])
        )
        self.assertEqual(form.line_ids.ids, self.line(order, self.goods_a).ids)
        self.assertEqual(form.fulfilment_store_id, self.store_b)
        form.fulfilment = "ship"
        form.fulfilment_partner_id = self.cabin
        form.fulfilment_date = "2099-01-01"
        wizard = form.save()
        wizard.action_confirm()
        line = self.line(order, self.goods_a)
        self.assertIn("Geilo", line.fulfilment_summary)
        wizard.fulfilment_date = "2020-01-01"
        with self.assertRefusal("day is past"):
            wizard.action_confirm()
        wizard.line_ids = False
        with self.assertRefusal("Choose the lines"):
            wizard.action_confirm()

    # === BOUNDS ===#

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
        order.action_cancel()
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
