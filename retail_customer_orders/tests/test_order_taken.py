from odoo.tests import tagged

from .common import CustomerOrderCommon


@tagged("post_install", "-at_install")
class TestOrderTaken(CustomerOrderCommon):
    """A ticket becomes an order."""

    def test_separate_deliveries(self):
        """CO-11: one delivery for each store, address and day, and no more."""
        first, second = "2099-01-10", "2099-01-11"
        cabin = {"partner_id": self.cabin.id, "fulfilment": "ship"}
        home = {"partner_id": self.customer.id, "fulfilment": "ship"}
        order = self.make_order(
            [
                self.later(self.goods_a, date=first),
                self.later(self.goods_b, date=first),
                self.later(self.goods_c, date=second),
                self.later(self.goods_a, store=self.store_a, date=first),
                self.later(self.goods_a, store=self.store_a, date=first, **cabin),
                self.later(self.goods_b, store=self.store_a, date=first, **home),
                self.later(self.goods_c, store=self.store_a, date=first, **cabin),
            ]
        )
        pickings = order.picking_ids
        groups = [
            (
                picking.picking_type_id.warehouse_id.name,
                picking.partner_id.name,
                str(picking.move_ids[0].date_deadline.date()),
                len(picking.move_ids),
            )
            for picking in pickings
        ]
        self.assertCountEqual(
            groups,
            [
                ("Store B", "Kari Customer", first, 2),
                ("Store B", "Kari Customer", second, 1),
                # Waits in the store, and is shipped to the same person's home.
                ("Store A", "Kari Customer", first, 1),
                ("Store A", "Kari Customer", first, 1),
                ("Store A", "Cabin", first, 2),
            ],
        )
        self.assertEqual(set(pickings.mapped("state")), {"assigned"})
        for line in order.order_line:
            self.assertEqual(line.warehouse_id, line.fulfilment_store_id)

    def test_quantity_raised_later_joins_its_delivery(self):
        order = self.make_order(
            [
                self.later(self.goods_a, date="2099-01-10"),
                self.later(self.goods_b, date="2099-01-11"),
            ]
        )
        self.line(order, self.goods_b).product_uom_qty = 3
        self.assertEqual(len(order.picking_ids), 2)
        moves = self.line(order, self.goods_b).move_ids
        self.assertEqual(sum(moves.mapped("product_uom_qty")), 3)
        self.assertEqual(len(moves.picking_id), 1)

    def test_two_step_store_keeps_days_apart(self):
        self.store_b.delivery_steps = "pick_ship"
        order = self.make_order(
            [
                self.later(self.goods_a, date="2099-01-10"),
                self.later(self.goods_b, date="2099-01-11"),
            ]
        )
        picks = order.picking_ids
        self.assertEqual(len(picks), 2)
        for move in picks.move_ids:
            move.quantity = move.product_uom_qty
            move.picked = True
        picks._action_done()
        ships = order.picking_ids - picks
        self.assertEqual(len(ships), 2)
        self.assertEqual(
            set(ships.mapped("fulfilment_key")), set(picks.mapped("fulfilment_key"))
        )

    def test_totals_are_those_of_the_ticket(self):
        """Prices with discounts, odd quantities, taxes included and not."""
        included = self.env["account.tax"].create(
            {
                "name": "25 % incl.",
                "amount": 25,
                "price_include_override": "tax_included",
                "company_id": self.company.id,
            }
        )
        excluded = included.copy(
            {"name": "15 %", "amount": 15, "price_include_override": "tax_excluded"}
        )
        lamp = self.create_product("Lamp", list_price=99.95, taxes=included)
        rope = self.create_product("Rope", list_price=3.33, taxes=excluded)
        lines = [
            self.later(lamp, 3, discount=12.5),
            self.later(rope, 7, price_unit=3.33, discount=5),
        ]
        order = self.make_order(lines)
        sold = self.sell(
            self.register_a,
            [(lamp, 3, {"discount": 12.5}), (rope, 7, {"discount": 5})],
        )
        sold._compute_prices()
        self.assertAlmostEqual(order.amount_total, sold.amount_total)
        self.assertAlmostEqual(order.amount_total, 287.83)
        self.assertAlmostEqual(order.deposit_required, 28.78)
        self.assertEqual(self.line(order, lamp).tax_ids, included)

    def test_same_ticket_twice_makes_one_order(self):
        self.open_session(self.register_a)
        ticket = self.build_order_ticket(self.register_a, [self.later(self.goods_a)])
        first = self.sync_ticket(ticket)
        again = self.sync_ticket(ticket)
        self.assertEqual(first, again)
        self.assertEqual(len(first.order_request_ids), 1)
        self.assertEqual(
            self.env["sale.order"].search_count(
                [("origin_config_id", "=", self.register_a.id)]
            ),
            1,
        )

    def test_same_request_on_another_ticket_is_a_conflict(self):
        payload = self.order_payload([self.later(self.goods_a)])
        first = self.take_order([], payload=payload)
        second = self.take_order([], payload=payload)
        self.assertEqual(second.state, "paid", "The money is kept.")
        self.assertEqual(second.order_request_ids.state, "conflict")
        self.assertIn(first.pos_reference, second.order_request_ids.error)
        self.assertFalse(second.customer_order_id)
        review = self.env["retail.review"].search([("pos_order_id", "=", second.id)])
        self.assertEqual(review.state, "open")
        second.order_request_ids.with_user(self.manager).action_separate()
        order = second.customer_order_id
        self.assertEqual(second.order_request_ids.state, "done")
        self.assertNotEqual(order, first.customer_order_id)
        self.assertDeposits(order, received=10, applied=0)
        self.assertEqual(review.state, "done")
        self.close_session(self.register_a)
        self.assertBooksMatch(order, first.customer_order_id)

    def test_quote_takes_no_deposit(self):
        payload = self.order_payload(
            [self.later(self.goods_a)], deposit=0, type="quote"
        )
        ticket = self.take_order([], payload=payload, carry_out=[(self.goods_c, 1)])
        order = ticket.customer_order_id
        self.assertEqual(order.state, "draft")
        self.assertEqual(order.customer_order_state, "quote")
        self.assertFalse(order.picking_ids)
        self.assertFalse(ticket.order_request_ids.to_reserve)
        payload = self.order_payload(
            [self.later(self.goods_a)], deposit=10, type="quote"
        )
        with self.assertRefusal("quote takes no deposit"):
            self.take_order([], payload=payload)

    def test_nobody_follows_what_a_cashier_takes(self):
        order = self.make_order([self.later(self.goods_a)])
        self.assertNotIn(self.cashier.partner_id, order.message_follower_ids.partner_id)
        self.assertNotIn(
            self.cashier.partner_id, order.picking_ids.message_follower_ids.partner_id
        )

    def test_reservation_comes_after(self):
        """The goods are not touched by the till's transaction, but by the next one."""
        ticket = self.take_order([self.later(self.goods_a, 3)])
        request, order = ticket.order_request_ids, ticket.customer_order_id
        self.assertTrue(request.to_reserve)
        self.assertEqual(order.picking_ids.state, "confirmed")
        with self.enter_registry_test_mode():
            self.env.ref(
                "retail_customer_orders.ir_cron_reserve"
            ).method_direct_trigger()
        self.assertFalse(request.to_reserve)
        self.assertEqual(order.picking_ids.state, "assigned")

    def test_collector_and_note(self):
        payload = self.order_payload(
            [self.later(self.goods_a, note="Gift")], collector="Ola", note="Ring first"
        )
        order = self.take_order([], payload=payload).customer_order_id
        self.assertEqual(order.collector_name, "Ola")
        self.assertIn("Ring first", order.note)
        self.assertIn("Gift", order.order_line.name)

    def test_links_cannot_be_forged(self):
        """Only the server ties tickets to orders."""
        order = self.make_order([self.later(self.goods_a)])
        self.open_session(self.register_a)
        ticket = self.build_ticket(
            self.register_a,
            [(self.goods_c, 1, {"customer_order_line_id": order.order_line.id})],
            customer_order_id=order.id,
            pickup_booked=True,
        )
        order_ticket = self.sync_ticket(ticket)
        self.assertFalse(order_ticket.lines.customer_order_line_id)
        self.assertFalse(order_ticket.customer_order_id)
        order_ticket.with_user(self.cashier).lines.write(
            {"customer_order_line_id": order.order_line.id}
        )
        self.assertFalse(order_ticket.lines.customer_order_line_id)
