from uuid import uuid4

from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import CustomerOrderCommon


@tagged("post_install", "-at_install")
class TestPickup(CustomerOrderCommon):
    """Goods of an order leave by its own delivery, and its deposit is used."""

    def take_w02(self):
        return self.make_order(
            [
                self.later(self.goods_a),
                self.later(self.goods_b, fulfilment="ship", store=self.store_a),
            ],
            carry_out=[(self.goods_c, 1)],
        )

    def test_stock_moves_once(self):
        order = self.make_order([self.later(self.goods_a, 3)])
        self.pick_up(order, {order.order_line: 3})
        moves = self.env["stock.move"].search(
            [
                ("product_id", "=", self.goods_a.id),
                ("state", "=", "done"),
                ("location_dest_usage", "=", "customer"),
            ]
        )
        self.assertEqual(sum(moves.mapped("quantity")), 3)
        self.assertEqual(self.on_hand(self.goods_a, self.store_b), 7)
        self.assertEqual(order.customer_order_state, "done")
        self.assertEqual(order.invoice_status, "invoiced")

    def test_partial_pickup_keeps_the_rest_reserved(self):
        """PU-03: the rest stays open and reserved until it is collected."""
        order = self.make_order([self.later(self.goods_a, 5)])
        line = order.order_line
        self.pick_up(order, {line: 2})
        self.assertEqual(line.fulfilment_open_qty, 3)
        rest = order.picking_ids.filtered(lambda picking: picking.state == "assigned")
        self.assertEqual(rest.move_ids.quantity, 3)
        self.assertFalse(rest.pos_order_id)
        self.assertNotIn(self.cashier.partner_id, rest.message_partner_ids)
        detail = self.till().read_order_from_ui(self.register_b.id, order.id)
        self.assertEqual(detail["lines"][0]["qty_done"], 2)
        self.assertEqual(detail["lines"][0]["qty_ready"], 3)
        self.pick_up(order, {line: 3})
        self.assertEqual(order.customer_order_state, "done")
        self.assertEqual(order.deposit_held, 0)
        self.assertEqual(order.amount_balance, 0)

    def test_more_than_is_left(self):
        """PU-02: more than 0 and no more than is open."""
        order = self.make_order([self.later(self.goods_a, 2)])
        line = order.order_line
        ticket = self.build_pickup_ticket(order, {line: 2})
        again = self.build_pickup_ticket(order, {line: 2})
        self.sync_ticket(ticket)
        with self.assertRefusal("handed out already"):
            self.sync_ticket(again)
        self.assertEqual(line.qty_delivered, 2)
        for quantities in ({line: 1}, {line: -1}, {}):
            with self.assertRaises(UserError):
                self.till().prepare_pickup_from_ui(
                    self.register_b.id,
                    order.id,
                    {str(key.id): qty for key, qty in quantities.items()},
                )

    def test_wrong_store(self):
        """PU-01: only where the goods wait."""
        order = self.take_w02()
        line = self.line(order, self.goods_a)
        with self.assertRefusal("picked up in Store B"):
            self.build_pickup_ticket(order, {line: 1}, register=self.register_a)
        shipped = self.line(order, self.goods_b)
        with self.assertRefusal("shipped from Store A"):
            self.build_pickup_ticket(order, {shipped: 1}, register=self.register_a)
        ticket = self.build_pickup_ticket(order, {line: 1})
        ticket["session_id"] = self.register_a.current_session_id.id
        cash = self.register_a.payment_method_ids.filtered("is_cash_count")
        ticket["payment_ids"][0][2]["payment_method_id"] = cash.id
        with self.assertRefusal("picked up in Store B"):
            self.sync_ticket(ticket)

    def test_forged_tickets(self):
        """The server compares with the order, whatever the till says."""
        order = self.make_order([self.later(self.goods_a, 2)])
        line = order.order_line

        def build():
            return self.build_pickup_ticket(order, {line: 1})

        goods = 0
        for change in (
            {"price_unit": 1},
            {"discount": 50},
            {"product_id": self.goods_c.id},
        ):
            ticket = build()
            ticket["lines"][goods][2].update(change)
            with self.assertRefusal("differs from the order"):
                self.sync_ticket(ticket)
        ticket = build()
        ticket["lines"][goods][2]["qty"] = 3
        with self.assertRefusal("only 2 left"):
            self.sync_ticket(ticket)
        ticket = build()
        ticket["pickup_payload"]["lines"][0]["uuid"] = str(uuid4())
        with self.assertRefusal("does not match the order"):
            self.sync_ticket(ticket)
        ticket = build()
        ticket["pickup_payload"]["order_id"] = self.make_order(
            [self.later(self.goods_b)]
        ).id
        with self.assertRefusal("does not match the order"):
            self.sync_ticket(ticket)
        ticket = build()
        ticket["partner_id"] = self.env["res.partner"].create({"name": "Thief"}).id
        with self.assertRefusal("is Kari Customer's"):
            self.sync_ticket(ticket)
        ticket = build()
        ticket["pickup_payload"]["deposit"] = 20
        ticket["lines"][1][2]["price_unit"] = 20
        with self.assertRefusal("deposit for these goods is"):
            self.sync_ticket(ticket)
        ticket = build()
        ticket["pickup_payload"] = {"uuid": 1, "lines": ["?"]}
        with self.assertRefusal("cannot be read"):
            self.sync_ticket(ticket)
        self.assertEqual(line.fulfilment_open_qty, 2)
        self.assertDeposits(order, received=20, applied=0)

    def test_same_pickup_posted_twice(self):
        order = self.make_order([self.later(self.goods_a, 4)])
        ticket = self.build_pickup_ticket(order, {order.order_line: 2})
        first = self.sync_ticket(ticket)
        self.assertEqual(self.sync_ticket(ticket), first)
        self.assertEqual(order.order_line.qty_delivered, 2)
        other = self.build_pickup_ticket(order, {order.order_line: 2})
        other["pickup_payload"]["uuid"] = ticket["pickup_payload"]["uuid"]
        with self.assertRefusal(first.pos_reference):
            self.sync_ticket(other)
        self.assertEqual(order.order_line.qty_delivered, 2)

    def test_nothing_to_pay(self):
        """DP-10: paid in full when ordering, handed out without a payment."""
        order = self.make_order([self.later(self.goods_a)], deposit=100)
        ticket = self.pick_up(order, {order.order_line: 1}, payments=[])
        self.assertEqual((ticket.state, ticket.amount_total), ("paid", 0))
        self.assertDeposits(order, received=100, applied=100)
        self.close_session(self.register_b)
        self.close_session(self.register_a)
        self.assertBooksMatch(order)

    def test_sold_beside_the_pickup(self):
        """Other goods on the ticket leave as always."""
        order = self.make_order([self.later(self.goods_a)])
        ticket = self.build_pickup_ticket(order, {order.order_line: 1})
        extra = self.build_ticket_line(self.goods_c, 1)
        ticket["lines"].append(extra)
        ticket["amount_total"] += 50
        ticket["amount_paid"] += 50
        ticket["payment_ids"][0][2]["amount"] += 50
        sold = self.sync_ticket(ticket)
        self.assertEqual(sold.amount_total, 140)
        self.assertEqual(self.on_hand(self.goods_c, self.store_b), 9)
        self.assertEqual(self.on_hand(self.goods_a, self.store_b), 9)
        self.assertEqual(len(sold.picking_ids), 2)

    def test_stock_updated_at_closing(self):
        """What is handed out leaves at once, and not again when the session closes."""
        self.company.point_of_sale_update_stock_quantities = "closing"
        order = self.make_order([self.later(self.goods_a)])
        self.pick_up(order, {order.order_line: 1})
        self.assertEqual(self.on_hand(self.goods_a, self.store_b), 9)
        self.close_session(self.register_b)
        self.assertEqual(self.on_hand(self.goods_a, self.store_b), 9)

    def test_without_reservation(self):
        """Goods that were not reserved in time are handed out, too."""
        ticket = self.take_order([self.later(self.goods_a, 2)])
        order = ticket.customer_order_id
        self.pick_up(order, {order.order_line: 2})
        self.assertEqual(order.order_line.qty_delivered, 2)
        self.assertEqual(self.on_hand(self.goods_a, self.store_b), 8)
        ticket.order_request_ids._reserve()
        self.assertFalse(ticket.order_request_ids.to_reserve)

    def test_reserved_lot_goes_out(self):
        tracked = self.create_product("Watch", list_price=100, tracking="lot")
        lots = self.env["stock.lot"].create(
            [{"name": name, "product_id": tracked.id} for name in ("L1", "L2")]
        )
        for lot in lots:
            self.env["stock.quant"]._update_available_quantity(
                tracked, self.store_b.lot_stock_id, 2, lot_id=lot
            )
        order = self.make_order([self.later(tracked, 3)])
        self.pick_up(order, {order.order_line: 2})
        done = order.picking_ids.filtered(lambda picking: picking.state == "done")
        self.assertEqual(sum(done.move_line_ids.mapped("quantity")), 2)
        self.assertTrue(done.move_line_ids.lot_id)
        self.pick_up(order, {order.order_line: 1})
        self.assertEqual(order.order_line.qty_delivered, 3)

    def test_lot_missing_is_refused(self):
        """Nothing is sold that could not leave the store."""
        tracked = self.create_product("Watch", list_price=100, tracking="lot")
        order = self.make_order([self.later(tracked)])
        with self.assertRaises(UserError):
            self.pick_up(order, {order.order_line: 1})
        self.assertDeposits(order, received=10, applied=0)

    def test_not_prepared_yet(self):
        """In a store with two steps, goods are handed out when they are at the desk."""
        self.store_b.delivery_steps = "pick_ship"
        order = self.make_order([self.later(self.goods_a)])
        with self.assertRefusal("not prepared"):
            self.build_pickup_ticket(order, {order.order_line: 1})
        pick = order.picking_ids
        pick.move_ids.picked = True
        pick._action_done()
        self.pick_up(order, {order.order_line: 1})
        self.assertEqual(order.order_line.qty_delivered, 1)
        self.assertEqual(self.on_hand(self.goods_a, self.store_b), 9)

    def test_service(self):
        """A service has no delivery; handing it out is enough."""
        service = self.create_product(
            "Fitting", list_price=40, type="service", is_storable=False
        )
        order = self.make_order([self.later(service, 2), self.later(self.goods_a)])
        self.pick_up(order, {self.line(order, service): 2})
        self.assertEqual(self.line(order, service).qty_delivered, 2)
        self.assertEqual(order.customer_order_state, "partial")

    def test_other_unit(self):
        """Ordered by the dozen in the back office, handed out by the piece."""
        order = self.order_half_a_dozen()
        self.assertEqual(order.picking_ids.state, "assigned")
        line = order.order_line
        ticket = self.pick_up(order, {line: 3})
        self.assertEqual(ticket.amount_total, 300)
        self.assertEqual(line.fulfilment_open_qty, 0.25)
        self.assertEqual(order.amount_balance, 300)
        self.pick_up(order, {line: 3})
        self.assertEqual(order.customer_order_state, "done")

    def test_silent_pickup_that_cannot_be(self):
        """The customer has left: the money is kept, the manager looks into it."""
        order = self.make_order([self.later(self.goods_a)])
        ticket = self.build_pickup_ticket(order, {order.order_line: 1})
        other = self.build_pickup_ticket(order, {order.order_line: 1})
        self.sync_ticket(other)
        late = self.sync_ticket(ticket, silent=True)
        self.assertEqual(late.state, "paid")
        self.assertFalse(late.pickup_booked)
        self.assertDeposits(order, received=10, applied=10)
        review = self.env["retail.review"].search([("pos_order_id", "=", late.id)])
        self.assertIn("handed out already", review.message)
        self.assertEqual(self.on_hand(self.goods_a, self.store_b), 9)
        with self.assertRefusal("handed out already"):
            review.with_user(self.manager).action_retry()

    def test_silent_pickup_without_stock(self):
        """Judged well, not deliverable: booked when the goods can leave."""
        tracked = self.create_product("Watch", list_price=100, tracking="lot")
        order = self.make_order([self.later(tracked)])
        ticket = self.build_pickup_ticket(order, {order.order_line: 1})
        sold = self.sync_ticket(ticket, silent=True)
        self.assertEqual(sold.state, "paid")
        self.assertFalse(sold.pickup_booked)
        review = self.env["retail.review"].search([("pos_order_id", "=", sold.id)])
        self.assertEqual((review.kind, len(review)), ("booking", 1))
        self.assertEqual(order.order_line.fulfilment_open_qty, 0, "It was sold.")
        lot = self.env["stock.lot"].create({"name": "L1", "product_id": tracked.id})
        self.env["stock.quant"]._update_available_quantity(
            tracked, self.store_b.lot_stock_id, 1, lot_id=lot
        )
        order.picking_ids.action_assign()
        review.with_user(self.manager).action_retry()
        self.assertTrue(sold.pickup_booked)
        self.assertEqual(order.order_line.qty_delivered, 1)
        self.assertDeposits(order, received=10, applied=10)
        self.close_session(self.register_a)
        self.close_session(self.register_b)
        self.assertBooksMatch(order)

    def test_order_and_pickup_on_one_ticket(self):
        order = self.make_order([self.later(self.goods_a)])
        ticket = self.build_pickup_ticket(order, {order.order_line: 1})
        ticket["customer_order_payload"] = self.order_payload(
            [self.later(self.goods_b)], deposit=0
        )
        with self.assertRaises(UserError):
            self.sync_ticket(ticket)

    def test_back_office_refund_leaves_the_order_alone(self):
        """What comes back is not the order's business."""
        order = self.make_order([self.later(self.goods_a)])
        ticket = self.pick_up(order, {order.order_line: 1})
        refund = ticket.copy()
        self.assertFalse(refund.pickup_payload)
        self.assertFalse(refund.customer_order_id)
        self.assertFalse(refund.lines.customer_order_line_id)
