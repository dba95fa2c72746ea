from odoo.tests import tagged

from .undo import UndoCommon


@tagged("post_install", "-at_install")
class TestUndo(UndoCommon):
    """PU-06 and better: a wrong pickup is undone within the session that made it."""

    def test_pu_06_undone_as_if_nobody_had_come(self):
        order = self.make_order([self.later(self.goods_a, 3), self.later(self.goods_b)])
        before = self.get_state(order)
        first, second = order.order_line
        ticket = self.pick_up(order, {first: 2, second: 1})
        self.assertNotEqual(self.get_state(order), before)
        undo = self.undo(ticket)
        self.assertEqual(self.get_state(order), before)
        self.assertEqual((undo.amount_total, undo.is_refund), (-270, True))
        self.assertTrue(undo.pickup_booked)
        self.assertEqual(undo.undo_pickup_of_id, ticket)
        self.assertEqual(undo.picking_ids.return_id, ticket.picking_ids)
        self.assertEqual(len(undo.picking_ids), 1, "Core makes none of its own.")
        self.assertEqual(order.deposit_entry_ids.mapped("kind").count("applied"), 4)
        for register in (self.register_b, self.register_a):
            self.close_session(register)
        self.assertBooksMatch(order)
        revenue = self.register_b.session_ids.move_id.line_ids.filtered(
            lambda item: item.account_id.account_type == "income"
        )
        self.assertAlmostEqual(sum(revenue.mapped("balance")), 0)

    def test_picked_up_again(self):
        """By till or back office, whichever comes."""
        order = self.make_order([self.later(self.goods_a, 2)])
        line = order.order_line
        self.undo(self.pick_up(order, {line: 2}))
        self.undo(self.pick_up(order, {line: 1}))
        self.pick_up(order, {line: 1})
        self.hand_out(order)
        self.assertEqual(order.customer_order_state, "done")
        self.assertEqual((order.deposit_held, order.amount_balance), (0, 0))
        self.assertEqual(self.on_hand(self.goods_a, self.store_b), 8)
        for register in (self.register_a, self.register_b):
            self.close_session(register)
        self.assertBooksMatch(order)

    def test_one_of_two_pickups(self):
        order = self.make_order([self.later(self.goods_a, 3)], deposit=100)
        line = order.order_line
        first = self.pick_up(order, {line: 1})
        self.pick_up(order, {line: 2})
        self.undo(first)
        self.assertEqual((line.qty_delivered, line.fulfilment_open_qty), (2, 1))
        self.assertAlmostEqual(order.deposit_held, 33.33)
        self.pick_up(order, {line: 1})
        self.assertDeposits(order, received=100, applied=100)

    def test_lots_come_back_and_are_reserved(self):
        for tracking in ("lot", "serial"):
            watch = self.create_product(
                f"Watch {tracking}", list_price=100, tracking=tracking
            )
            lots = self.env["stock.lot"].create(
                [
                    {"name": f"{tracking} {number}", "product_id": watch.id}
                    for number in range(2)
                ]
            )
            for lot in lots:
                self.env["stock.quant"]._update_available_quantity(
                    watch, self.store_b.lot_stock_id, 1, lot_id=lot
                )
            order = self.make_order([self.later(watch, 2)])
            ticket = self.pick_up(order, {order.order_line: 1})
            gone = ticket.picking_ids.move_line_ids.lot_id
            undo = self.undo(ticket)
            self.assertEqual(undo.picking_ids.move_line_ids.lot_id, gone)
            waiting = order.order_line.move_ids.filtered(
                lambda move: move.state == "assigned"
            )
            self.assertEqual(waiting.lot_ids, lots)

    def test_service(self):
        service = self.env["product.product"].create(
            {
                "name": "Engraving",
                "type": "service",
                "list_price": 40,
                "taxes_id": [],
                "available_in_pos": True,
            }
        )
        order = self.make_order([self.later(service, 2)])
        ticket = self.pick_up(order, {order.order_line: 1})
        self.undo(ticket)
        self.assertEqual(order.order_line.qty_delivered, 0)
        self.assertEqual(order.order_line.fulfilment_open_qty, 2)

    def test_locked_order(self):
        order = self.make_order([self.later(self.goods_a)])
        order.action_lock()
        before = self.get_state(order)
        self.undo(self.pick_up(order, {order.order_line: 1}))
        self.assertEqual(self.get_state(order), before)
        self.assertTrue(order.locked)

    def test_held_without_goods(self):
        """Goods come back though none are reserved for the order, and stay free."""
        order = self.make_order([self.later(self.goods_a, 2)])
        ticket = self.pick_up(order, {order.order_line: 1})
        fraud = self.env.ref("retail_customer_orders.reason_code_hold_fraud")
        order.with_user(self.manager)._put_on_hold(fraud, "Stolen card?")
        self.undo(ticket)
        self.assertEqual(self.on_hand(self.goods_a, self.store_b), 10)
        self.assertEqual(order.order_line.fulfilment_open_qty, 2)
        self.assertNotIn("assigned", order.picking_ids.mapped("state"))
        order.with_user(self.manager).action_release_hold()
        order.order_request_ids._reserve()
        self.pick_up(order, {order.order_line: 2})
        self.assertEqual(order.customer_order_state, "done")

    def test_store_that_delivers_in_two_steps(self):
        self.store_b.delivery_steps = "pick_ship"
        order = self.make_order([self.later(self.goods_a, 2)])
        picking = order.picking_ids
        picking.move_ids.picked = True
        picking._action_done()
        ticket = self.pick_up(order, {order.order_line: 2})
        self.undo(ticket)
        self.assertEqual(order.order_line.fulfilment_open_qty, 2)
        again = order.picking_ids.filtered(lambda one: one.state == "assigned")
        self.assertEqual(again.picking_type_id, self.store_b.pick_type_id)
        again.move_ids.picked = True
        again._action_done()
        self.pick_up(order, {order.order_line: 2})
        self.assertEqual(order.customer_order_state, "done")

    def test_invoiced_pickup_gets_a_credit_note(self):
        order = self.make_order([self.later(self.goods_a, 2)])
        ticket = self.pick_up(order, {order.order_line: 2}, to_invoice=True)
        undo = self.undo(ticket)
        note = undo.account_move
        self.assertEqual(note.move_type, "out_refund")
        self.assertEqual(note.reversed_entry_id, ticket.account_move)
        self.assertEqual(note.amount_total, 180)
        self.assertEqual(order.order_line.qty_invoiced, 0)
        for register in (self.register_a, self.register_b):
            self.close_session(register)
        self.assertBooksMatch(order)

    def test_prepaid_pickup(self):
        """Nothing was paid, nothing is given back."""
        order = self.make_order([self.later(self.goods_a)], deposit=100)
        ticket = self.pick_up(order, {order.order_line: 1}, payments=[])
        undo = self.undo(ticket)
        self.assertEqual(undo.amount_total, 0)
        self.assertDeposits(order, received=100, applied=0)
        for register in (self.register_a, self.register_b):
            self.close_session(register)
        self.assertBooksMatch(order)

    def test_cost_of_goods_is_taken_back(self):
        self.company.inventory_valuation = "real_time"
        expense = self.company_data["default_account_expense"]
        category = self.env["product.category"].create(
            {
                "name": "Valued",
                "property_valuation": "real_time",
                "property_cost_method": "standard",
                "property_account_expense_categ_id": expense.id,
            }
        )
        self.goods_a.write({"categ_id": category.id, "standard_price": 80})
        order = self.make_order([self.later(self.goods_a)])
        self.undo(self.pick_up(order, {order.order_line: 1}))
        session = self.close_session(self.register_b)
        cost = session.move_id.line_ids.filtered(
            lambda item: item.account_id == expense
        )
        self.assertTrue(cost)
        self.assertAlmostEqual(sum(cost.mapped("balance")), 0)

    def test_sold_beside_the_pickup_stays_sold(self):
        order = self.make_order([self.later(self.goods_a)])
        ticket = self.build_pickup_ticket(order, {order.order_line: 1})
        ticket["lines"].append(self.build_ticket_line(self.goods_c, 1))
        for name in ("amount_total", "amount_paid"):
            ticket[name] += 50
        ticket["payment_ids"][0][2]["amount"] += 50
        undo = self.undo(self.sync_ticket(ticket))
        self.assertEqual(undo.amount_total, -90)
        self.assertEqual(self.on_hand(self.goods_c, self.store_b), 9)
        self.assertEqual(self.on_hand(self.goods_a, self.store_b), 10)

    def test_code_is_valid_again(self):
        profile = self.env["retail.profile"].create(
            {"name": "City", "company_id": self.company.id, "pickup_code": "always"}
        )
        self.store_b.profile_id = profile
        order = self.make_order([self.later(self.goods_a)])
        code = order._make_pickup_code()
        ticket = self.build_pickup_ticket(order, {order.order_line: 1})
        ticket["pickup_payload"]["code"] = code
        self.undo(self.sync_ticket(ticket))
        ticket = self.build_pickup_ticket(order, {order.order_line: 1})
        ticket["pickup_payload"]["code"] = code
        self.assertTrue(self.sync_ticket(ticket).pickup_booked)
