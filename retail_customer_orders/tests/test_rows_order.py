from odoo.fields import Command
from odoo.tests import tagged

from .common import CustomerOrderCommon


@tagged("post_install", "-at_install")
class TestRowsOrder(CustomerOrderCommon):
    """The rows of taking an order (CO), as a plain cashier at the register."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.open_session(cls.register_a)
        cls.user = cls.create_user("store_user", "retail_base.group_retail_user")

    def check(self, payload, partner=None):
        partner_id = partner.id if partner else False
        return self.till().check_order_from_ui(self.register_a.id, payload, partner_id)

    def places(self, order):
        """Return {product: (fulfilment, store, address)} of the lines of an order."""
        return {
            line.product_id: (
                line.fulfilment,
                line.fulfilment_store_id,
                line.fulfilment_partner_id,
            )
            for line in order.order_line
        }

    # === CO-01 ===#

    def test_co_01_needs_a_customer(self):
        """No customer: asked for one before the payment, refused with it, one is
        enough."""
        payload = self.order_payload([self.later(self.goods_a)])
        answer = self.check(payload)
        self.assertFalse(answer["ok"])
        self.assertIn("Set one on the ticket", answer["message"])
        with self.assertRefusal("An order needs a customer"):
            self.take_order([], payload=payload, partner=None)
        self.assertTrue(self.check(payload, self.customer)["ok"])
        order = self.take_order([], payload=payload).customer_order_id
        self.assertEqual(order.partner_id, self.customer)

    def test_co_01_goods_carried_out_need_none(self):
        ticket = self.sell(self.register_a, [(self.goods_c, 1)])
        self.assertFalse(ticket.partner_id)

    # === CO-02 ===#

    def test_co_02_any_line_makes_an_order(self):
        """One line to pick up is enough, whatever else is carried out."""
        ticket = self.take_order(
            [self.later(self.goods_a)], carry_out=[(self.goods_b, 2), (self.goods_c, 1)]
        )
        order = self.order_of(ticket)
        self.assertTrue(order.is_customer_order)
        self.assertEqual(order.order_line.product_id, self.goods_a)

    def test_co_02_all_carried_out_is_a_plain_sale_again(self):
        """What is left of the choices without a line makes no order."""
        choices = {"uuid": self.order_payload([])["uuid"], "type": "customer_order"}
        for payload in (choices, {**choices, "lines": []}):
            ticket = self.build_ticket(
                self.register_a, [(self.goods_c, 1)], customer_order_payload=payload
            )
            ticket = self.sync_ticket(ticket)
            self.assertEqual((ticket.state, ticket.amount_total), ("paid", 50))
            self.assertFalse(ticket.order_request_ids)
            self.assertFalse(ticket.customer_order_id)
        self.assertEqual(self.on_hand(self.goods_c, self.store_a), 8)

    def test_co_02_plain_sale_takes_no_deposit(self):
        payload = self.order_payload([], deposit=10)
        with self.assertRefusal("but its order says"):
            self.take_order([], payload=payload, carry_out=[(self.goods_c, 1)])

    def test_co_02_carried_out_is_no_line_of_an_order(self):
        line = self.later(self.goods_a, fulfilment="carry_out")
        payload = self.order_payload([self.later(self.goods_b), line])
        self.assertIn("cannot be read", self.check(payload, self.customer)["message"])
        with self.assertRefusal("cannot be read"):
            self.take_order([], payload=payload)

    # === CO-03 ===#

    def test_co_03_profile_makes_orders_the_default(self):
        """The register learns it with its data, as a cashier."""

        def default_of(register):
            session = self.open_session(register).with_user(self.cashier)
            return session.load_data([])["pos.config"][0]["default_transaction"]

        self.assertEqual(default_of(self.register_a), "sale")
        profiles = self.env["retail.profile"].create(
            [
                {"name": "Kitchens", "default_transaction": "customer_order"},
                {"name": "Corner shop", "default_transaction": "sale"},
            ]
        )
        profiles.company_id = self.company
        self.company.retail_profile_id = profiles[0]
        self.store_b.profile_id = profiles[1]
        self.env.invalidate_all()
        self.assertEqual(default_of(self.register_a), "customer_order")
        self.assertEqual(default_of(self.register_b), "sale")

    # === CO-04, CO-05 ===#

    def test_co_04_ways_of_a_line(self):
        """Pick up, ship and carry out on one ticket, each where it belongs."""
        ticket = self.take_order(
            [
                self.later(self.goods_a),
                self.later(self.goods_b, fulfilment="ship", partner_id=self.cabin.id),
            ],
            carry_out=[(self.goods_c, 1)],
        )
        order = self.order_of(ticket)
        nobody = self.env["res.partner"]
        self.assertEqual(
            self.places(order),
            {
                self.goods_a: ("pickup", self.store_b, nobody),
                self.goods_b: ("ship", self.store_b, self.cabin),
            },
        )
        sold = ticket.lines.filtered(lambda line: not line._is_deposit())
        self.assertEqual(sold.product_id, self.goods_c)

    def test_co_04_other_ways_are_refused(self):
        for way in ("electronic", "teleport", None):
            line = self.later(self.goods_a, fulfilment="pickup")
            payload = self.order_payload([{**line, "fulfilment": way}])
            with self.assertRefusal("cannot be read"):
                self.take_order([], payload=payload)

    def test_co_05_only_the_chosen_line(self):
        """A new choice for one line takes the place of its old one, and leaves the
        others alone."""
        order = self.make_order([self.later(self.goods_a), self.later(self.goods_b)])
        before = self.places(order)
        chosen = self.line(order, self.goods_a)
        detail = self.till().read_order_from_ui(self.register_a.id, order.id)
        place = {
            "fulfilment": "ship",
            "store_id": self.store_a.id,
            "partner_id": self.cabin.id,
        }
        self.till().edit_order_from_ui(
            self.register_a.id,
            order.id,
            {"lines": [{"id": chosen.id, "place": place}]},
            detail["version"],
        )
        after = {**before, self.goods_a: ("ship", self.store_a, self.cabin)}
        self.assertEqual(self.places(order), after)
        moves = order.order_line.move_ids.filtered(lambda one: one.state != "cancel")
        self.assertEqual(
            {move.product_id: move.picking_type_id.warehouse_id for move in moves},
            {self.goods_a: self.store_a, self.goods_b: self.store_b},
        )

    # === CO-06 ===#

    def test_co_06_carried_out_goods_are_invoiced_at_once(self):
        """The invoice of a mixed ticket has them and the deposit, the order nothing."""
        ticket = self.take_order(
            [self.later(self.goods_a)], carry_out=[(self.goods_c, 1)], to_invoice=True
        )
        order = self.order_of(ticket)
        invoice = ticket.account_move
        amounts = {
            line.product_id: line.price_subtotal for line in invoice.invoice_line_ids
        }
        self.assertEqual(amounts, {self.goods_c: 50, self.deposit_product: 10})
        self.assertEqual(invoice.state, "posted")
        revenue = invoice.line_ids.filtered(
            lambda item: item.account_id.account_type == "income"
        )
        self.assertEqual(-sum(revenue.mapped("balance")), 50, "No revenue of A yet.")
        self.assertEqual(order.order_line.qty_invoiced, 0)
        self.assertBooksMatch(order)

    def test_co_06_all_lines_carried_out_is_cash_and_carry(self):
        ticket = self.sell(self.register_a, [(self.goods_a, 1), (self.goods_c, 1)])
        self.assertEqual((ticket.amount_total, ticket.state), (150, "paid"))
        self.assertFalse(ticket.customer_order_id)
        self.assertEqual(self.on_hand(self.goods_a, self.store_a), 9)

    # === CO-09 ===#

    def test_co_09_each_line_from_its_own_warehouse(self):
        """The header's warehouse says nothing, not even when it is changed."""
        depot = self.create_store("Depot", is_store=False)
        self.env["stock.quant"]._update_available_quantity(
            self.goods_b, depot.lot_stock_id, 5
        )
        order = self.make_order(
            [
                self.later(self.goods_a, store=self.store_b),
                self.later(self.goods_b, fulfilment="ship", store=depot),
            ]
        )
        self.assertEqual(order.warehouse_id, self.store_a)
        order.sudo().warehouse_id = depot
        picked, shipped = order.order_line
        order.with_user(self.user).write(
            {
                "order_line": [
                    Command.update(picked.id, {"product_uom_qty": 2}),
                    Command.update(shipped.id, {"product_uom_qty": 3}),
                ]
            }
        )
        order._reserve_goods()
        for line, store, quantity in ((picked, self.store_b, 2), (shipped, depot, 3)):
            moves = line.move_ids.filtered(lambda move: move.state == "assigned")
            self.assertEqual(moves.location_id, store.lot_stock_id)
            self.assertEqual(sum(moves.mapped("quantity")), quantity)
        self.assertEqual(self.free(self.goods_a, self.store_a), 10)
        self.assertEqual(self.free(self.goods_b, self.store_a), 10)

    def free(self, product, store):
        return product._get_store_availability(store)[product.id, store.id]["free"]
