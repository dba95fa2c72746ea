from odoo.tests import tagged

from .cancel_ticket import CancelTicketMixin
from .hand_out import HandOutCommon


@tagged("post_install", "-at_install")
class TestRowsDeposit(CancelTicketMixin, HandOutCommon):
    """The rows of deposits (DP), as plain cashiers of two stores."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        tax = cls.env["account.tax"].create(
            {
                "name": "25 %",
                "amount": 25,
                "price_include_override": "tax_excluded",
                "company_id": cls.company.id,
            }
        )
        stock = {cls.store_a: 20, cls.store_b: 20}
        cls.rope = cls.create_product("Rope", 33.33, taxes=tax, stock=stock)
        for register in cls.register_a | cls.register_b:
            cls.open_session(register)
        cls.cash_a, cls.card_a = cls.register_a.payment_method_ids
        cls.cash_b, cls.card_b = cls.register_b.payment_method_ids

    def look_at(self, order, register=None):
        register = register or self.register_b
        return self.till().read_order_from_ui(register.id, order.id)

    def close_all(self):
        sessions = [self.close_session(self.register_b)]
        sessions.append(self.close_session(self.register_a))
        self.assertBalanced(*sessions)

    # === DP-08 ===#

    def test_dp_08_share_of_the_picked_line(self):
        """Deposit 100 on the order; a line with a share of 20: 80 are left."""
        order = self.make_order(
            [self.later(self.goods_a, 2), self.later(self.goods_b, 8)], deposit=100
        )
        ticket = self.pick_up(order, {self.line(order, self.goods_a): 2})
        self.assertEqual(ticket.amount_total, 200 - 20)
        self.assertDeposits(order, received=100, applied=20)
        self.assertEqual(order.deposit_held, 80)

    def test_dp_08_exact_over_several_pickups(self):
        """7 × 33.33 and its tax, 29.17 deposited: shares of a quantity round, the last
        pickup uses what is left, and all pickups cost what the order does."""
        order = self.make_order([self.later(self.rope, 7)])
        line = order.order_line
        self.assertAlmostEqual(order.amount_total, 291.64)
        self.assertAlmostEqual(order.deposit_received, 29.16)
        used, paid = [], order.deposit_received
        for quantity in (2, 1, 3, 1):
            ticket = self.pick_up(order, {line: quantity})
            deposits = ticket.lines.filtered(lambda one: one._is_deposit())
            used.append(-deposits.price_subtotal_incl)
            paid += ticket.amount_total
        for amount, expected in zip(used, [8.33, 4.17, 12.5, 4.16], strict=True):
            self.assertAlmostEqual(amount, expected)
        self.assertAlmostEqual(sum(used), 29.16)
        # Each ticket rounds its own tax: a cent each at most.
        self.assertAlmostEqual(paid, order.amount_total, delta=0.04)
        order.invalidate_recordset()
        self.assertEqual((order.deposit_held, order.amount_balance), (0, 0))
        self.assertEqual(order.customer_order_state, "done")
        self.close_all()
        self.assertBooksMatch(order)

    # === DP-09 ===#

    def test_dp_09_figures_of_the_order(self):
        """Applied, carried out and returned, as the till gets them: what was used, and
        not what is left to pay."""
        order = self.make_order(
            [self.later(self.goods_a), self.later(self.goods_b)],
            carry_out=[(self.goods_c, 1)],
        )

        def figures():
            detail = self.look_at(order)
            names = ("deposit_held", "deposit_applied", "carry_out_amount")
            return [detail[name] for name in (*names, "return_amount", "balance")]

        self.assertEqual(figures(), [20, 0, 50, 0, 180])
        line = self.line(order, self.goods_a)
        prepared = self.till().prepare_pickup_from_ui(
            self.register_b.id, order.id, {str(line.id): 1}
        )
        self.assertEqual((prepared["deposit"], prepared["balance"]), (10, 90))
        self.pick_up(order, {line: 1})
        self.assertEqual(figures(), [10, 10, 50, 0, 90])

    # === DP-10 ===#

    def test_dp_10_nothing_due_needs_no_tender(self):
        """Paid in full when ordered: no payment on the ticket, the goods leave."""
        order = self.make_order([self.later(self.goods_a, 2)], deposit=200)
        ticket = self.pick_up(order, {order.order_line: 2}, payments=[])
        self.assertEqual((ticket.amount_total, ticket.state), (0, "paid"))
        self.assertFalse(ticket.payment_ids)
        self.assertEqual(order.customer_order_state, "done")
        self.assertEqual(self.on_hand(self.goods_a, self.store_b), 8)
        self.close_all()
        self.assertBooksMatch(order)

    def test_dp_10_something_due_does(self):
        order = self.make_order([self.later(self.goods_a, 2)])
        with self.assertRaisesRegex(Exception, "not fully paid"):
            self.pick_up(order, {order.order_line: 2}, payments=[])

    # === DP-15 ===#

    def test_dp_15_payment_history(self):
        """All that was paid, wherever and however; with the balance it is the total."""
        order = self.make_order(
            [
                self.later(self.goods_a, 2),
                self.later(self.goods_b, fulfilment="ship"),
                self.later(self.goods_c),
            ],
            payments=[(self.card_a, 35)],
        )
        order.with_user(self.user)._receive_deposit(40, self.bank)
        self.pick_up(order, {self.line(order, self.goods_a): 1})
        self.hand_out(order, {self.line(order, self.goods_c): 1})
        order.invalidate_recordset()
        detail = self.look_at(order)
        payments = detail["payments"]
        self.assertEqual(
            {
                payment["label"].split(",")[0]: payment["tenders"][0]["name"]
                for payment in payments
            },
            {
                "Deposit in Store A": "Card",
                f"Deposit by {self.bank.name}": self.bank.name,
                "Picked up in Store B": "Cash",
                order.invoice_ids.name: self.bank.name,
            },
        )
        today = str(self.store_a._get_local_today())
        self.assertEqual({payment["date"] for payment in payments}, {today})
        paid = sum(payment["amount"] for payment in payments)
        self.assertAlmostEqual(paid + detail["balance"], detail["total"])

    def test_dp_15_oldest_first(self):
        order = self.make_order([self.later(self.goods_a, 2)], deposit=50)
        later = self.pick_up(order, {order.order_line: 1})
        taken = order.order_request_ids.pos_order_id
        for ticket, moment in (
            (later, "2026-03-02 10:00"),
            (taken, "2026-03-01 23:30"),
        ):
            ticket.sudo().date_order = f"{moment}:00"
        self.store_a.tz = "Asia/Tokyo"
        self.assertEqual(
            [(row["amount"], row["date"]) for row in self.look_at(order)["payments"]],
            [(50, "2026-03-02"), (75, "2026-03-02")],
        )

    def test_dp_15_what_went_back(self):
        order = self.make_order([self.later(self.goods_a)], deposit=50)
        order.with_user(self.manager)._refund_deposit(20, self.bank)
        # Both in one second.
        ticket = order.order_request_ids.pos_order_id
        entries = order.deposit_entry_ids.filtered("move_line_id")
        ticket.sudo().date_order = min(entries.mapped("date"))
        detail = self.look_at(order)
        self.assertEqual([row["amount"] for row in detail["payments"]], [50, -20])
        self.assertIn("Paid back by", detail["payments"][1]["label"])
        self.assertEqual(detail["balance"], 70)

    def test_dp_15_invoice_that_is_not_paid(self):
        order = self.make_order([self.later(self.goods_a, fulfilment="ship")])
        order.picking_ids.move_ids.picked = True
        order.picking_ids._action_done()
        order._create_invoices().action_post()
        rows = {row["label"]: row for row in self.look_at(order)["payments"]}
        row = rows[f"{order.invoice_ids.name}, not paid yet"]
        self.assertEqual((row["amount"], row["tenders"]), (90, []))

    # === DP-17 ===#

    def test_dp_17_tenders_of_another_store_apply(self):
        """Paid by card in store A, used in store B, which knows none of A's tenders."""
        self.assertFalse(
            self.register_a.payment_method_ids & self.register_b.payment_method_ids
        )
        for method, payments in (
            (self.card_a, self.card_b),
            (self.cash_a, self.cash_b),
        ):
            order = self.make_order([self.later(self.goods_a)], payments=[(method, 10)])
            ticket = self.pick_up(
                order, {order.order_line: 1}, payments=[(payments, 90)]
            )
            self.assertEqual(ticket.payment_ids.payment_method_id, payments)
            self.assertDeposits(order, received=10, applied=10)
        self.close_all()
        self.assertBooksMatch(order)

    def test_dp_17_refunded_by_tenders_of_another_store(self):
        """Paid by card in store A, given back in store B, by card and in cash."""
        self.company.retail_cancellation_charge_percent = 0
        for method in (self.card_b, self.cash_b):
            order = self.make_order(
                [self.later(self.goods_a)], deposit=50, payments=[(self.card_a, 50)]
            )
            ticket = self.cancel(
                order, register=self.register_b, payments=[(method, -50)]
            )
            self.assertEqual((ticket.state, order.state), ("paid", "cancel"))
            self.assertEqual(ticket.payment_ids.payment_method_id, method)
            self.assertEqual((order.deposit_refunded, order.deposit_held), (50, 0))
        self.close_all()
        self.assertBooksMatch(order)
