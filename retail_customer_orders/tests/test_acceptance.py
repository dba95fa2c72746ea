from odoo.exceptions import AccessError
from odoo.tests import Form, tagged

from .common import CustomerOrderCommon


@tagged("post_install", "-at_install")
class TestAcceptance(CustomerOrderCommon):
    """Store B looks at what it is to ship before it begins."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.user = cls.create_user("store_user", "retail_base.group_retail_user")
        cls.worker = cls.create_user(
            "worker", "stock.group_stock_user", name="Wanda Worker"
        )
        cls.colleague = cls.create_user("colleague", "stock.group_stock_user")
        profile = cls.env["retail.profile"].create(
            {
                "name": "Looks first",
                "manual_accept": "manual",
                "company_id": cls.company.id,
            }
        )
        (cls.store_a + cls.store_b).shipping_enabled = True
        cls.store_b.profile_id = profile
        cls.reason = cls.env.ref("retail_customer_orders.reason_code_rejection_stock")

    def ship(self, qty=1, store=None, **values):
        line = self.later(self.goods_a, qty, store=store, fulfilment="ship", **values)
        return self.make_order([line])

    def reject(self, line, quantity=None, reason=None, user=None, **values):
        line = line.with_user(user or self.user)
        action = line.action_reject()
        wizards = line.env["retail.rejection"].with_context(**action["context"])
        form = Form(wizards)
        form.reason_id = reason or self.reason
        if quantity is not None:
            form.quantity = quantity
        for name, value in values.items():
            form[name] = value
        form.save().action_confirm()

    def open_moves(self, line):
        return line.move_ids.filtered(lambda move: move.state not in ("done", "cancel"))

    # === FU-03, FU-04 ===#

    def test_w_07_pending_accepted_picked_by_one(self):
        order = self.ship()
        line, picking = order.order_line, order.picking_ids
        self.assertEqual(line.acceptance, "pending")
        mine = picking.with_user(self.worker)
        self.assertTrue(mine.has_pending_goods)
        mine.move_ids.picked = True
        for work in (mine.button_validate, mine.action_start_picking):
            with self.assertRefusal("is pending: accept or reject it first"):
                work()
        mine.action_accept_goods()
        self.assertEqual(line.acceptance, "accepted")
        self.assertFalse(mine.has_pending_goods)
        self.assertIn("Store B accepts: Article A", order.message_ids[0].body)
        mine.action_start_picking()
        theirs = picking.with_user(self.colleague)
        for work in (
            theirs.action_start_picking,
            theirs.action_stop_picking,
            theirs.button_validate,
        ):
            with self.assertRefusal("Picking: Wanda Worker has had"):
                work()
        mine.button_validate()
        self.assertEqual(picking.state, "done")
        self.assertEqual(order.customer_order_state, "done")

    def test_fu_03_off_unless_the_store_wants_it(self):
        order = self.ship(store=self.store_a)
        self.assertFalse(order.order_line.acceptance)
        order.picking_ids.with_user(self.worker).button_validate()
        self.assertEqual(order.customer_order_state, "done")

    def test_fu_03_from_the_list(self):
        order = self.ship() + self.ship()
        lines = order.order_line.with_user(self.user)
        found = lines.search(
            [
                ("acceptance", "=", "pending"),
                ("fulfilment_store_id", "=", self.store_b.id),
            ]
        )
        self.assertEqual(found, lines)
        lines.action_accept()
        self.assertEqual(set(lines.mapped("acceptance")), {"accepted"})
        with self.assertRefusal("waits for no decision any more"):
            lines.action_accept()

    def test_fu_03_reassigned_until_accepted(self):
        """Another store that asks is asked, too; one that does not just ships."""
        order = self.ship()
        line = order.order_line.with_user(self.user)
        line.fulfilment_store_id = self.store_a
        self.assertFalse(line.acceptance)
        line.fulfilment_store_id = self.store_b
        self.assertEqual(line.acceptance, "pending")

    def test_fu_03_who_may(self):
        line = self.ship().order_line
        for work in ("action_accept", "action_ask_again"):
            with self.assertRaises(AccessError):
                getattr(line.with_user(self.cashier), work)()
        with self.assertRefusal("not by hand"):
            line.with_user(self.user).acceptance = "accepted"

    def test_fu_03_every_step_of_the_warehouse(self):
        self.store_b.delivery_steps = "pick_ship"
        order = self.ship(2)
        pick = order.picking_ids.with_user(self.worker)
        pick.move_ids.write({"quantity": 2, "picked": True})
        with self.assertRefusal("is pending"):
            pick.button_validate()
        pick.action_accept_goods()
        pick.button_validate()
        self.assertEqual(pick.state, "done")

    def test_fu_04_pickups_need_no_acceptance(self):
        order = self.make_order([self.later(self.goods_a)])
        self.assertFalse(order.order_line.acceptance)
        self.pick_up(order, {order.order_line: 1})
        self.assertEqual(order.customer_order_state, "done")

    def test_fu_05_manager_takes_over(self):
        picking = self.ship(store=self.store_a).picking_ids
        picking.with_user(self.worker).action_start_picking()
        self.assertEqual(picking.user_id, self.worker)
        self.manager.group_ids += self.env.ref("stock.group_stock_user")
        picking.with_user(self.manager).action_start_picking()
        self.assertEqual(picking.user_id, self.manager)
        picking.with_user(self.manager).action_stop_picking()
        picking.with_user(self.colleague).action_start_picking()
        self.assertEqual(picking.user_id, self.colleague)

    # === FU-11 ===#

    def test_w_08_two_of_five_are_rejected(self):
        order = self.ship(5)
        self.close_session(self.register_a)
        line = order.order_line
        self.assertEqual(order.deposit_held, 50)
        self.reject(line, 2)
        rejected = order.order_line - line
        self.assertEqual((line.product_uom_qty, rejected.product_uom_qty), (3, 2))
        self.assertEqual(
            (line.acceptance, rejected.acceptance), ("pending", "rejected")
        )
        self.assertEqual(rejected.rejection_reason_id, self.reason)
        self.assertEqual(rejected.rejected_by_store_id, self.store_b)
        self.assertEqual((line.deposit_held, rejected.deposit_held), (30, 20))
        self.assertEqual((order.amount_total, order.amount_balance), (500, 450))
        self.assertBooksMatch(order)
        self.assertIn("rejects 2 × Article A: Not in stock", order.message_ids[0].body)
        self.assertEqual(sum(self.open_moves(line).mapped("product_uom_qty")), 3)
        moves = self.open_moves(rejected)
        self.assertEqual(sum(moves.mapped("product_uom_qty")), 2)
        self.assertEqual(sum(moves.mapped("quantity")), 0)
        # The rest is shipped, what is rejected goes to another store.
        line.with_user(self.user).action_accept()
        order.order_request_ids._reserve()
        picking = self.open_moves(line).picking_id.with_user(self.worker)
        self.assertEqual(picking, moves.picking_id)
        picking.action_start_picking()
        picking.with_context(skip_backorder=True).button_validate()
        self.assertEqual(line.qty_delivered, 3)
        self.reassign(rejected, self.store_a)
        self.assertFalse(rejected.acceptance or rejected.rejection_reason_id)
        move = self.open_moves(rejected)
        self.assertEqual(move.picking_id.picking_type_id.warehouse_id, self.store_a)
        self.assertEqual((move.state, move.product_uom_qty), ("assigned", 2))
        move.picking_id.with_user(self.worker).button_validate()
        self.assertEqual(order.customer_order_state, "done")

    def reassign(self, line, store):
        line = line.with_user(self.user)
        action = line.action_reassign()
        wizards = line.env["retail.fulfilment.change"]
        form = Form(wizards.with_context(**action["context"]))
        self.assertEqual(form.line_ids.ids, line.ids)
        form.fulfilment_store_id = store
        form.save().action_confirm()

    def test_w_08_not_after_the_pick(self):
        order = self.ship(5)
        line = order.order_line
        line.with_user(self.user).action_accept()
        self.open_moves(line).picked = True
        with self.assertRefusal("was picked already"):
            self.reject(line, 2)
        self.open_moves(line).picked = False
        self.reject(line)
        self.assertEqual(line.acceptance, "rejected")

    def test_fu_11_whole_line(self):
        order = self.ship(2)
        line = order.order_line
        self.reject(line)
        self.assertEqual(order.order_line, line)
        self.assertEqual(line.acceptance, "rejected")
        picking = order.picking_ids.with_user(self.worker)
        picking.action_assign()
        self.assertEqual(picking.move_ids.quantity, 0)
        picking.move_ids.write({"quantity": 2, "picked": True})
        with self.assertRefusal("Store B has rejected"):
            picking.button_validate()
        picking.move_ids.write({"quantity": 0, "picked": False})
        line.with_user(self.user).action_ask_again()
        self.assertEqual(line.acceptance, "pending")
        order.order_request_ids._reserve()
        self.assertEqual(self.open_moves(line).state, "assigned")

    def test_fu_11_reason_and_quantity(self):
        line = self.ship(2).order_line
        other = self.env.ref("retail_customer_orders.reason_code_rejection_other")
        mine = line.with_user(self.user)
        with self.assertRefusal("Choose a reason"):
            mine._reject(1, self.env.ref("retail_base.reason_code_return_size"))
        with self.assertRefusal("needs a note"):
            mine._reject(1, other)
        for quantity in (0, -1, 3):
            with self.assertRefusal("Between 0 and 2"):
                mine._reject(quantity, self.reason)
        pickup = self.make_order([self.later(self.goods_b)]).order_line
        with self.assertRefusal("waits for no decision"):
            pickup.with_user(self.user)._reject(1, self.reason)

    def test_fu_11_part_in_every_step_of_the_warehouse(self):
        self.store_b.delivery_steps = "pick_ship"
        order = self.ship(5)
        line = order.order_line
        self.reject(line, 2)
        self.assertEqual(sum(self.open_moves(line).mapped("product_uom_qty")), 3)
        rejected = order.order_line - line
        self.assertEqual(sum(self.open_moves(rejected).mapped("product_uom_qty")), 2)

    def test_fu_11_price_and_charges_go_along(self):
        order = self.ship(5, price_unit=90, discount=10)
        line = order.order_line
        self.reject(line, 2)
        rejected = order.order_line - line
        self.assertEqual((rejected.price_unit, rejected.discount), (90, 10))
        self.assertTrue(rejected.price_locked)
        self.assertEqual(rejected.fulfilment_partner_id, line.fulfilment_partner_id)
        self.assertEqual(rejected.delivery_mode_id, line.delivery_mode_id)
        self.assertEqual(rejected.tax_ids, line.tax_ids)
