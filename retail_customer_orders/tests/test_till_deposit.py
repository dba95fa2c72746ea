from datetime import timedelta
from uuid import uuid4

from odoo.fields import Command
from odoo.tests import tagged

from .common import CustomerOrderCommon


@tagged("post_install", "-at_install")
class TestFurtherDeposit(CustomerOrderCommon):
    """A plain cashier takes money on an order taken before, and gives back too much."""

    def build_payment_ticket(self, order, amount, register=None, **values):
        register = register or self.register_a
        self.open_session(register)
        prepared = self.till().prepare_deposit_from_ui(register.id, order.id, amount)
        payload = {
            "uuid": str(uuid4()),
            "order_id": order.id,
            "amount": prepared["amount"],
            **values.pop("payload", {}),
        }
        values.setdefault("partner", self.customer)
        lines = values.pop("lines", None) or self.part_use(prepared)
        return self.build_ticket(register, lines, deposit_payload=payload, **values)

    def pay(self, order, amount, silent=False, **values):
        ticket = self.build_payment_ticket(order, amount, **values)
        return self.sync_ticket(ticket, silent=silent)

    def close_all(self):
        for register in (self.register_a, self.register_b):
            if register.current_session_id:
                self.close_session(register)

    def read_order(self, order, register=None):
        register = register or self.register_a
        return self.till().read_order_from_ui(register.id, order.id)

    def order_of_200(self, **values):
        lines = [self.later(self.goods_a, 1), self.later(self.goods_b, 1)]
        return self.make_order(lines, **values)

    def test_a_further_payment_in_another_store(self):
        order = self.order_of_200(deposit=20)
        action = self.read_order(order)["actions"]["payment"]
        self.assertEqual((action["enabled"], action["proposed"]), (True, 180))
        ticket = self.pay(order, 80, register=self.register_b)
        self.assertEqual((ticket.amount_total, ticket.customer_order_id), (80, order))
        self.assertEqual((order.deposit_held, order.amount_balance), (100, 100))
        entries = order.deposit_entry_ids.filtered(
            lambda entry: entry.pos_order_line_id.order_id == ticket
        )
        self.assertEqual(entries.store_id, self.store_b)
        self.assertEqual(set(entries.mapped("kind")), {"received"})
        self.pick_up(order, {self.line(order, self.goods_a): 1})
        self.close_all()
        self.assertBooksMatch(order)

    def test_dp_15_the_payments_are_listed(self):
        order = self.order_of_200(deposit=20)
        self.pay(order, 30)
        amounts = [payment["amount"] for payment in self.read_order(order)["payments"]]
        self.assertEqual(amounts, [20, 30])

    def test_all_that_is_left_and_no_more(self):
        order = self.order_of_200(deposit=20)
        with self.assertRefusal("180.00 at most"):
            self.pay(order, 180.01)
        self.pay(order, 180)
        self.assertEqual(order.amount_balance, 0)
        action = self.read_order(order)["actions"]["payment"]
        self.assertEqual(action["enabled"], False)
        self.assertEqual(action["why"], "Nothing is left to pay.")
        ticket = self.pick_up(order, dict.fromkeys(order.order_line, 1))
        self.assertEqual(ticket.amount_total, 0)
        self.close_all()
        self.assertBooksMatch(order)

    def test_the_server_does_the_sums(self):
        order = self.order_of_200(deposit=20)
        for payload in ({"amount": 90}, {"amount": -50}, {"amount": 500}):
            ticket = self.build_payment_ticket(order, 50, payload=payload)
            with self.assertRefusal("deposit on this ticket|at most|not needed"):
                self.sync_ticket(ticket)
        for payload in ({"amount": "50"}, {"uuid": "x"}, {"order_id": True}):
            ticket = self.build_payment_ticket(order, 50, payload=payload)
            with self.assertRefusal("cannot be read"):
                self.sync_ticket(ticket)
        ticket = self.build_payment_ticket(order, 50, partner=self.cashier.partner_id)
        with self.assertRefusal("Prepare the payment again"):
            self.sync_ticket(ticket)
        ticket = self.build_payment_ticket(order, 50)
        ticket["lines"].append(self.build_ticket_line(self.goods_a, 1))
        with self.assertRefusal("Prepare the payment again"):
            self.sync_ticket(ticket)
        for amount in (0, float("nan"), float("inf"), "50", True, None):
            with self.assertRefusal("Enter an amount"):
                self.till().prepare_deposit_from_ui(
                    self.register_a.id, order.id, amount
                )
        self.assertEqual(order.deposit_held, 20)

    def test_the_same_payment_twice_is_booked_once(self):
        order = self.order_of_200(deposit=20)
        ticket = self.build_payment_ticket(order, 50)
        self.sync_ticket(ticket)
        self.sync_ticket(ticket)
        self.assertEqual(order.deposit_held, 70)
        other = self.build_payment_ticket(
            order, 50, payload={"uuid": ticket["deposit_payload"]["uuid"]}
        )
        with self.assertRefusal("paid already on ticket"):
            self.sync_ticket(other)
        self.assertEqual(order.deposit_held, 70)

    def test_dp_11_not_on_account(self):
        account = self.env["pos.payment.method"].create(
            {
                "name": "Customer account",
                "company_id": self.company.id,
                "split_transactions": True,
            }
        )
        self.register_a.payment_method_ids = [Command.link(account.id)]
        order = self.order_of_200(deposit=20)
        ticket = self.build_payment_ticket(order, 50, payments=[(account, 50)])
        with self.assertRefusal("cannot be paid on the customer's account"):
            self.sync_ticket(ticket)

    def test_what_is_held_too_much_goes_back(self):
        order = self.make_order([self.later(self.goods_a, 2)], deposit=180)
        self.company.retail_cancellation_charge_percent = 0
        order._cancel_in_back_office({order.order_line: 1})
        action = self.read_order(order)["actions"]["payment"]
        self.assertEqual((action["spare"], action["proposed"]), (80, -80))
        with self.assertRefusal("Only .*80.00"):
            self.pay(order, -81)
        ticket = self.pay(order, -80)
        self.assertTrue(ticket.is_refund)
        self.assertEqual((order.deposit_held, order.deposit_refunded), (100, 80))
        paid = [payment["amount"] for payment in self.read_order(order)["payments"]]
        self.assertEqual(paid, [180, -80])
        self.close_all()
        self.assertBooksMatch(order)

    def test_taxed_deposit(self):
        self.company.retail_deposit_tax = "now"
        tax = self.env["account.tax"].create({"name": "25 %", "amount": 25})
        self.goods_a.taxes_id = tax
        self.company.retail_deposit_percent = 0
        order = self.order_of_200(deposit=0)
        self.assertEqual(order.amount_total, 225)
        self.pay(order, 36)
        self.assertEqual(order.deposit_held, 36)
        tax = sum(order.deposit_entry_ids.mapped("amount_tax"))
        self.assertAlmostEqual(tax, 4)
        self.pick_up(order, dict.fromkeys(order.order_line, 1))
        self.assertEqual(order.deposit_held, 0)
        self.close_all()
        self.assertBooksMatch(order)

    def test_taxed_since_the_first_deposit(self):
        """The company's setting changed: each part is used as it was taxed."""
        tax = self.env["account.tax"].create({"name": "25 %", "amount": 25})
        self.goods_a.taxes_id = tax
        order = self.make_order([self.later(self.goods_a, 1)], deposit=25)
        self.company.retail_deposit_tax = "now"
        self.pay(order, 50)
        self.assertEqual(order.deposit_held, 75)
        ticket = self.pick_up(order, {order.order_line: 1})
        used = ticket.lines.filtered(lambda line: line._is_deposit())
        self.assertEqual(sorted(used.mapped("price_subtotal_incl")), [-50, -25])
        self.assertEqual((ticket.amount_total, order.deposit_held), (50, 0))
        self.close_all()
        self.assertBooksMatch(order)

    def test_an_order_of_another_company(self):
        order = self.order_of_200(deposit=20)
        ticket = self.build_payment_ticket(order, 50)
        ticket["deposit_payload"]["order_id"] = (
            self.env["sale.order"].search([], order="id desc", limit=1).id + 1000
        )
        with self.assertRefusal("does not exist"):
            self.sync_ticket(ticket)

    def test_silent_payment_on_a_full_order_goes_to_the_review_list(self):
        order = self.order_of_200(deposit=20)
        ticket = self.build_payment_ticket(order, 180)
        self.pay(order, 180)
        booked = self.sync_ticket(ticket, silent=True)
        self.assertEqual(booked.state, "paid")
        self.assertEqual(order.deposit_held, 200)
        review = self.env["retail.review"].search([("pos_order_id", "=", booked.id)])
        self.assertIn("at most", review.message)

    def make_quote(self, **values):
        lines = [self.later(self.goods_a, 1), self.later(self.goods_b, 1)]
        payload = self.order_payload(lines, deposit=0, type="quote")
        return self.order_of(self.take_order(lines, payload=payload, **values))

    def test_qt_02_a_quote_is_ordered_with_its_deposit(self):
        quote = self.make_quote()
        actions = self.read_order(quote)["actions"]
        self.assertEqual(actions["order"]["required"], 20)
        self.assertFalse(actions["payment"]["enabled"])
        with self.assertRefusal("takes a deposit of .*20.00"):
            self.till().order_quote_from_ui(self.register_a.id, quote.id)
        with self.assertRefusal("takes a deposit of .*20.00"):
            self.pay(quote, 19)
        self.assertEqual(quote.state, "draft")
        self.pay(quote, 20, register=self.register_b)
        self.assertEqual((quote.state, quote.deposit_held), ("sale", 20))
        self.assertEqual(quote.deposit_required, 20)
        quote.order_request_ids._reserve()
        self.pick_up(quote, dict.fromkeys(quote.order_line, 1))
        self.close_all()
        self.assertBooksMatch(quote)

    def test_qt_02_a_quote_without_deposit(self):
        self.company.retail_deposit_percent = 0
        quote = self.make_quote()
        self.till().order_quote_from_ui(self.register_b.id, quote.id)
        self.assertEqual(quote.state, "sale")
        with self.assertRefusal("no quote any more"):
            self.till().order_quote_from_ui(self.register_b.id, quote.id)

    def test_qt_02_an_expired_quote(self):
        quote = self.make_quote()
        quote.validity_date = self.store_a._get_local_today() - timedelta(days=1)
        action = self.read_order(quote)["actions"]["order"]
        self.assertFalse(action["enabled"])
        self.assertIn("expired", action["why"])
        with self.assertRefusal("expired"):
            self.pay(quote, 20)
