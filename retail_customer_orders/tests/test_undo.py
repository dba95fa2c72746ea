from uuid import uuid4

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


@tagged("post_install", "-at_install")
class TestUndoJudged(UndoCommon):
    """What the server refuses, whatever the till says."""

    def setUp(self):
        super().setUp()
        self.order = self.make_order([self.later(self.goods_a, 3)])
        self.ticket = self.pick_up(self.order, {self.order.order_line: 2})

    def assertUntouched(self):
        self.assertEqual(self.order.order_line.qty_delivered, 2)
        self.assertDeposits(self.order, received=30, applied=20)

    def test_undone_once(self):
        undo = self.build_undo(self.ticket)
        other = self.build_undo(self.ticket)
        first = self.sync_ticket(undo)
        self.assertEqual(self.sync_ticket(undo), first)
        with self.assertRefusal(f"undone already on ticket {first.pos_reference}"):
            self.sync_ticket(other)
        with self.assertRefusal("undone already"):
            self.build_undo(self.ticket)
        with self.assertRefusal("has handed nothing out"):
            self.build_undo(first)
        self.assertEqual(self.order.order_line.qty_delivered, 0)

    def test_register_closed_since(self):
        undo = self.build_undo(self.ticket)
        self.close_session(self.register_b)
        self.open_session(self.register_b)
        with self.assertRefusal("Take the goods back in Returns"):
            self.build_undo(self.ticket)
        with self.assertRefusal("Take the goods back in Returns"):
            self.sync_ticket(undo)
        self.assertUntouched()

    def test_another_register(self):
        with self.assertRefusal("its register was closed or is another one"):
            self.build_undo(self.ticket, register=self.register_a)
        undo = self.build_undo(self.ticket)
        undo["session_id"] = self.register_a.current_session_id.id
        cash = self.register_a.payment_method_ids.filtered("is_cash_count")
        undo["payment_ids"][0][2]["payment_method_id"] = cash.id
        with self.assertRefusal("its register was closed or is another one"):
            self.sync_ticket(undo)

    def test_returned_since(self):
        undo = self.build_undo(self.ticket)
        goods = self.ticket.lines.filtered("customer_order_line_id")
        self.sell(self.register_b, [self.build_refund_line(goods)])
        with self.assertRefusal("returned already"):
            self.sync_ticket(undo)

    def test_forged_tickets(self):
        goods = 0
        for change, message in (
            ({"price_unit": 101}, "at the prices of the pickup"),
            ({"discount": -10}, "at the prices of the pickup"),
            ({"qty": -1}, "all that it handed out"),
            ({"qty": -3}, "all that it handed out"),
            ({"product_id": self.goods_c.id}, "all that it handed out"),
        ):
            undo = self.build_undo(self.ticket)
            undo["lines"][goods][2].update(change)
            with self.assertRefusal(message):
                self.sync_ticket(undo)
        undo = self.build_undo(self.ticket)
        undo["lines"].append(self.build_ticket_line(self.goods_c, -1))
        with self.assertRefusal("nothing else"):
            self.sync_ticket(undo)
        undo = self.build_undo(self.ticket)
        undo["pickup_payload"]["deposit"] = 10
        undo["lines"][1][2]["price_unit"] = 10
        with self.assertRefusal("takes back a deposit of"):
            self.sync_ticket(undo)
        undo = self.build_undo(self.ticket)
        undo["amount_total"] = undo["amount_paid"] = -500
        undo["payment_ids"][0][2]["amount"] = -500
        with self.assertRefusal("gives back"):
            self.sync_ticket(undo)
        undo = self.build_undo(self.ticket)
        undo["partner_id"] = self.env["res.partner"].create({"name": "Thief"}).id
        with self.assertRefusal("for its customer"):
            self.sync_ticket(undo)
        self.assertUntouched()

    def test_unknown_pickup(self):
        other = self.make_order([self.later(self.goods_a)])
        for change in (
            {"undo_pickup_of": str(uuid4())},
            {"order_id": other.id},
            {"undo_pickup_of": self.order.order_request_ids.pos_order_id.uuid},
        ):
            undo = self.build_undo(self.ticket, **change)
            with self.assertRefusal("not known here"):
                self.sync_ticket(undo)
        undo = self.build_undo(self.ticket, undo_pickup_of=1)
        with self.assertRefusal("cannot be read"):
            self.sync_ticket(undo)
        for uuid in (None, False, str(uuid4()), 1):
            with self.assertRefusal("not known here"):
                self.till().undo_pickup_from_ui(self.register_b.id, uuid)

    def test_silent_undo_that_cannot_be(self):
        """The customer has the money: a manager looks into it."""
        undo = self.build_undo(self.ticket)
        self.undo(self.ticket)
        late = self.sync_ticket(undo, silent=True)
        self.assertEqual((late.state, late.pickup_booked), ("paid", False))
        self.assertFalse(late.undo_pickup_of_id)
        review = self.env["retail.review"].search([("pos_order_id", "=", late.id)])
        self.assertIn("undone already", review[:1].message)
        self.assertEqual(self.order.order_line.qty_delivered, 0)
        self.assertEqual(self.on_hand(self.goods_a, self.store_b), 10)

    def test_client_cannot_link_an_undo(self):
        undo = self.build_undo(self.ticket)
        del undo["pickup_payload"]["undo_pickup_of"]
        undo["undo_pickup_of_id"] = self.ticket.id
        with self.assertRefusal("The deposit on this ticket is"):
            self.sync_ticket(undo)

    def test_till_sees_what_can_be_undone(self):
        detail = self.till().read_order_from_ui(self.register_b.id, self.order.id)
        self.assertEqual(
            detail["actions"]["undo_pickup"],
            {"enabled": True, "why": "", "ticket_uuid": self.ticket.uuid},
        )
        detail = self.till().read_order_from_ui(self.register_a.id, self.order.id)
        self.assertFalse(detail["actions"]["undo_pickup"]["enabled"])
        self.assertIn("another one", detail["actions"]["undo_pickup"]["why"])
        self.undo(self.ticket)
        detail = self.till().read_order_from_ui(self.register_b.id, self.order.id)
        self.assertFalse(detail["actions"]["undo_pickup"]["enabled"])
        self.assertIn("undone already", detail["actions"]["undo_pickup"]["why"])
        labels = [payment["label"] for payment in detail["payments"]]
        self.assertTrue(any("Pickup undone in Store B" in label for label in labels))
        amounts = [payment["amount"] for payment in detail["payments"]]
        self.assertEqual(amounts, [30, 180, -180])
