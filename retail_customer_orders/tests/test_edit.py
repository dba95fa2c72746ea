from odoo.tests import Form, tagged

from odoo.addons.http_routing.tests.common import MockRequest

from .edit import EditCommon


@tagged("post_install", "-at_install")
class TestEdit(EditCommon):
    """Confirmed orders are changed in the back office."""

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

    def test_ed_01_wizard_begins_with_lines_of_one_place(self):
        """Lines that go elsewhere are not sent along unless they are added."""
        order = self.make_order(
            [
                self.later(self.goods_a),
                self.later(self.goods_b, store=self.store_a),
                self.later(self.goods_c),
            ]
        )
        wizards = self.env["retail.fulfilment.change"].with_user(self.user)
        form = Form(wizards.with_context(default_order_id=order.id))
        expected = self.line(order, self.goods_a) + self.line(order, self.goods_c)
        self.assertEqual(form.line_ids.ids, expected.ids)

    def test_ed_01_product_from_the_catalog(self):
        """It goes where the others go, and so it is a part of the customer order."""
        order = self.make_two_lines()
        order.order_line._write({"fulfilment_date": "2020-01-01"})
        order.order_line.invalidate_recordset()
        with MockRequest(self.env):
            order.with_user(self.user)._update_order_line_info(self.goods_c.id, 2)
        added = self.line(order, self.goods_c)
        self.assertEqual(added.fulfilment_store_id, self.store_b)
        self.assertFalse(added.fulfilment_date)
        self.assertEqual((added.price_locked, added.fulfilment_open_qty), (True, 2))
