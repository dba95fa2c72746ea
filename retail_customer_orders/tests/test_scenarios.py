from odoo.fields import Command
from odoo.tests import tagged

from ..tools.reference import make_reference
from .cancel_ticket import CancelTicketMixin
from .common import CustomerOrderCommon


@tagged("post_install", "-at_install")
class TestScenarios(CancelTicketMixin, CustomerOrderCommon):
    """The lives of an order, each from its beginning to its end, at the registers.

    W-04 is in `test_price_lock`, what W-03 is in the back office in
    `test_pickup_rows`; W-09 to W-11 end in returns, in `retail_returns`.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.user = cls.create_user("store_user", "retail_base.group_retail_user")
        for register in cls.register_a | cls.register_b:
            cls.open_session(register)

    # === WHAT PEOPLE DO ===#

    def take_w_02(self):
        """A 100 to pick up in store B, B 100 shipped from A, C 50 carried out."""
        return self.take_order(
            [
                self.later(self.goods_a),
                self.later(self.goods_b, fulfilment="ship", store=self.store_a),
            ],
            carry_out=[(self.goods_c, 1)],
        )

    def look_at(self, order, register):
        return self.till().read_order_from_ui(register.id, order.id)

    def find(self, register, **options):
        found = self.till().find_orders_from_ui(register.id, options)
        return [row["id"] for row in found["orders"]]

    def close_all(self):
        sessions = [self.close_session(self.register_b)]
        sessions.append(self.close_session(self.register_a))
        self.assertBalanced(*sessions)

    # === SCENARIOS ===#

    def test_w_01_ordered_though_the_store_does_not_carry_it(self):
        """Excluded by one range, named by another: absent in the store. A manager lets
        it be ordered out of all products, and the warehouse ships it."""
        depot = self.create_store("Depot", is_store=False)
        chair = self.create_product("Garden Chair", 100, stock={depot: 5})
        category = self.env["product.category"].create({"name": "Garden"})
        (chair | self.goods_a).categ_id = category
        for name, targets in (
            ("Garden without the chair", [(category, False), (chair, True)]),
            ("The chair", [(chair, False)]),
        ):
            self.env["retail.assortment"].create(
                {
                    "name": name,
                    "state": "published",
                    "store_ids": [Command.set(self.store_a.ids)],
                    "line_ids": [
                        Command.create(
                            {"target": f"{one._name},{one.id}", "exclude": exclude}
                        )
                        for one, exclude in targets
                    ],
                }
            )
        self.company.retail_profile_id = self.env["retail.profile"].create(
            {
                "name": "Ask a manager",
                "company_id": self.company.id,
                "out_of_range_policy": "approval",
            }
        )
        carried = self.store_a in self.goods_a.assorted_store_ids
        self.assertTrue(carried)
        self.assertNotIn(self.store_a, chair.assorted_store_ids, "Exclude wins.")
        line = self.later(chair, fulfilment="ship", store=depot)
        ticket = self.build_order_ticket(self.register_a, [line])
        with self.assertRefusal("Needs a manager's approval"):
            self.sync_ticket(ticket)
        self.approve(self.register_a, "out_of_range", ticket["uuid"])
        order = self.order_of(self.sync_ticket(ticket))
        self.assertEqual(order.state, "sale")
        delivery = order.picking_ids
        self.assertEqual(delivery.picking_type_id.warehouse_id, depot)
        delivery.move_ids.picked = True
        delivery._action_done()
        self.assertEqual(order.order_line.qty_delivered, 1)
        self.assertEqual(self.on_hand(chair, depot), 4)

    def test_w_02_hybrid_cart(self):
        """Due 70: 10 % of A and B, and C, which leaves store A now; A is in store B's
        pickup list, B in that of what store A ships."""
        ticket = self.take_w_02()
        self.assertEqual((ticket.state, ticket.amount_total), ("paid", 70))
        order = self.order_of(ticket)
        self.assertEqual((order.state, order.amount_total), ("sale", 200))
        self.assertEqual(order.customer_order_state, "open")
        self.assertEqual(order.origin_config_id, self.register_a)
        self.assertEqual(order.origin_store_id, self.store_a)
        self.assertDeposits(order, received=20, applied=0)
        self.assertEqual(order.amount_balance, 180)
        self.assertEqual(self.on_hand(self.goods_c, self.store_a), 9)
        self.assertEqual(self.on_hand(self.goods_a, self.store_b), 10)
        self.assertEqual(self.on_hand(self.goods_b, self.store_a), 10)
        self.assertEqual(self.find(self.register_b, preset="pickup"), order.ids)
        self.assertEqual(self.find(self.register_b, preset="ship"), [])
        self.assertEqual(self.find(self.register_a, preset="ship"), order.ids)
        self.assertEqual(self.find(self.register_a, preset="pickup"), [])
        self.close_all()
        self.assertBooksMatch(order)

    def test_w_03_pickup_in_another_store(self):
        """Applied 10, due 90, 10 left, B still open; not in store A, which says why."""
        order = self.order_of(self.take_w_02())
        line_a, line_b = self.line(order, self.goods_a), self.line(order, self.goods_b)
        pickup = self.look_at(order, self.register_a)["actions"]["pickup"]
        self.assertFalse(pickup["enabled"])
        self.assertTrue(pickup["why"])
        with self.assertRefusal("picked up in Store B"):
            self.build_pickup_ticket(order, {line_a: 1}, register=self.register_a)
        ticket = self.pick_up(order, {line_a: 1})
        self.assertEqual(ticket.amount_total, 90)
        self.assertDeposits(order, received=20, applied=10)
        self.assertEqual((order.deposit_held, order.amount_balance), (10, 90))
        self.assertEqual(order.customer_order_state, "partial")
        self.assertEqual((line_a.qty_delivered, line_b.qty_delivered), (1, 0))
        self.assertEqual((line_a.qty_invoiced, line_b.qty_invoiced), (1, 0))
        self.assertEqual(line_b.fulfilment_open_qty, 1)
        self.assertEqual(self.on_hand(self.goods_a, self.store_b), 9)
        self.assertEqual(self.on_hand(self.goods_a, self.store_a), 10)
        picking = line_a.move_ids.picking_id
        self.assertEqual((picking.state, picking.pos_order_id), ("done", ticket))
        self.assertEqual(line_b.move_ids.state, "assigned")
        self.close_all()
        self.assertBooksMatch(order)

    def test_w_05_cancelled_before_any_pickup(self):
        """The charge is 10 % of what is cancelled, 200, and takes all of the deposit;
        C was sold and is no part of it."""
        taken = self.take_w_02()
        order = self.order_of(taken)
        ticket = self.cancel(order)
        self.assertEqual((ticket.state, ticket.amount_total), ("paid", 0))
        self.assertEqual(order.state, "cancel")
        record = order.cancellation_ids
        self.assertEqual((record.amount, record.charge), (200, 20))
        self.assertEqual((record.forfeited, record.refund, record.owed), (20, 0, 0))
        self.assertEqual(set(order.picking_ids.mapped("state")), {"cancel"})
        self.assertNotIn(self.goods_c, order.order_line.product_id)
        self.assertEqual(self.on_hand(self.goods_c, self.store_a), 9, "C stays sold.")
        sold = taken.lines.filtered(lambda line: line.product_id == self.goods_c)
        refund = self.sell(self.register_b, [self.build_refund_line(sold)])
        self.assertEqual(refund.amount_total, -50, "C comes back as a return only.")
        self.close_all()
        self.assertDeposits(order, received=20, applied=0)
        self.assertBooksMatch(order)

    def test_w_06_picked_packed_and_shipped_in_parts(self):
        """5 ordered; 3 picked, 2 packed, 2 shipped and invoiced: 2 are still to be
        picked, 1 is picked and not packed, none packed and not shipped, 3 to ship."""
        self.store_a.delivery_steps = "pick_pack_ship"
        packer = self.create_user("packer", "base.group_user,stock.group_stock_user")
        line = self.later(self.goods_a, 5, fulfilment="ship", store=self.store_a)
        order = self.make_order([line])
        line = order.order_line
        types = (self.store_a.pick_type_id, self.store_a.pack_type_id)

        def waiting(step):
            moves = line.move_ids.filtered(
                lambda move: move.picking_type_id == step
                and move.state not in ("done", "cancel")
            )
            return sum(moves.mapped("product_uom_qty"))

        def do(step, quantity):
            move = line.move_ids.filtered(
                lambda move: move.picking_type_id == step and move.state == "assigned"
            )
            move = move.with_user(packer)
            move.write({"quantity": quantity, "picked": True})
            move.picking_id.with_context(skip_backorder=True).button_validate()

        ship = self.store_a.out_type_id
        for step, quantity in zip((*types, ship), (3, 2, 2), strict=True):
            do(step, quantity)
        order.with_user(self.user)._create_invoices().action_post()
        self.assertEqual((line.product_uom_qty, line.qty_invoiced), (5, 2))
        self.assertEqual((line.qty_delivered, line.fulfilment_open_qty), (2, 3))
        self.assertEqual([waiting(step) for step in (*types, ship)], [2, 1, 0])
        self.assertEqual(order.customer_order_state, "partial")
        self.assertDeposits(order, received=50, applied=20)
        for step, quantity in ((types[0], 2), (types[1], 3), (ship, 3)):
            do(step, quantity)
        order.with_user(self.user)._create_invoices().action_post()
        self.assertEqual(order.customer_order_state, "done")
        self.close_all()
        self.assertDeposits(order, received=50, applied=50)
        self.assertBooksMatch(order)

    def test_w_12_network_down_while_ordering(self):
        """The number on the receipt stands; the ticket comes late, and twice; what
        cannot be ordered waits with its money; cancelled twice, refunded once."""
        ticket = self.build_order_ticket(
            self.register_a, [self.later(self.goods_a)], deposit=40
        )
        self.goods_a.sale_ok = False
        late = self.sync_ticket(ticket, silent=True)
        self.assertEqual((late.state, late.amount_total), ("paid", 40))
        self.assertEqual(self.sync_ticket(ticket, silent=True), late)
        reviews = self.env["retail.review"].with_user(self.manager)
        review = reviews.search([("pos_order_id", "=", late.id)])
        self.assertEqual((len(review), review.state), (1, "open"))
        self.assertIn("not sold any more", review.message)
        self.assertFalse(late.customer_order_id)
        self.goods_a.sale_ok = True
        review.action_retry()
        number = make_reference(ticket["customer_order_payload"]["uuid"])
        order = self.order_of(late)
        self.assertEqual(order.customer_order_reference, number)
        self.assertEqual((order.state, order.picking_ids.state), ("sale", "assigned"))
        self.assertEqual(self.find(self.register_b, term=number), order.ids)
        self.company.retail_cancellation_charge_percent = 0
        here = self.build_cancel_ticket(order)
        there = self.build_cancel_ticket(order, register=self.register_b)
        first = self.sync_ticket(here)
        self.assertEqual((first.amount_total, order.state), (-40, "cancel"))
        with self.assertRefusal("is cancelled already"):
            self.sync_ticket(there)
        self.assertEqual(self.sync_ticket(here), first)
        self.assertEqual((order.deposit_refunded, order.deposit_held), (40, 0))
        self.close_all()
        self.assertBooksMatch(order)
