from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import tagged

from .deposit_rule import DepositRuleCommon


@tagged("post_install", "-at_install")
class TestDepositAsked(DepositRuleCommon):
    """The rules judge orders at a register, in the back office and after off line."""

    # === ORDERS ===#

    def test_dp_01_judged_at_the_register(self):
        """The server asks what the rules say, before the payment and with it."""
        self.create_rule("Furniture", percent=50, categ_ids=self.furniture)
        lines = [self.later(self.sofa), self.later(self.goods_a)]
        explanation = "50 % of $ 1,000.00 by the rule “Furniture”; 10 % of $ 100.00"
        payload = self.order_payload(lines, deposit=509.99)
        self.assertRefusedLow(payload, "510.00: 50 % of .*Furniture.*by default")
        payload["deposit"] = 510
        answer = self.till().check_order_from_ui(
            self.register_a.id, payload, self.customer.id
        )
        self.assertTrue(answer["ok"], answer["message"])
        self.assertEqual(answer["deposit_required"], 510)
        self.assertIn(explanation, answer["deposit_explanation"].replace("\xa0", " "))
        order = self.take_order([], payload=payload).customer_order_id
        self.assertEqual(order.deposit_required, 510)
        self.assertEqual(order.deposit_by_rule, 510)
        self.assertEqual(order.deposit_explanation, answer["deposit_explanation"])
        self.assertFalse(order.deposit_override_date)

    def test_dp_02_w_02_due_with_rules(self):
        """W-02, DP-02: carry-out in full and the deposit of each rule."""
        self.goods_b.categ_id = self.furniture
        self.create_rule("Furniture", percent=30, categ_ids=self.furniture)
        ticket = self.take_order(
            [
                self.later(self.goods_a),
                self.later(self.goods_b, fulfilment="ship", store=self.store_a),
            ],
            carry_out=[(self.goods_c, 1)],
            deposit=40,
        )
        self.assertEqual(ticket.amount_total, 90, "50 + 10 % of 100 + 30 % of 100")
        order = self.order_of(ticket)
        self.assertEqual(order.deposit_required, 40)
        self.assertDeposits(order, received=40, applied=0)
        self.assertEqual(order.amount_balance, 160)

    def test_dp_01_the_register_asks_for_the_deposit(self):
        self.create_rule("Business", percent=0, business_only=True)
        self.open_session(self.register_a)
        ask = self.till().get_deposit_from_ui
        payload = self.order_payload([self.later(self.goods_a)], deposit=0)
        self.customer.is_company = True
        self.assertEqual(
            ask(self.register_a.id, payload, False)["deposit_required"], 10
        )
        answer = ask(self.register_a.id, payload, self.customer.id)
        self.assertEqual(answer["deposit_required"], 0)
        self.assertIn("Business", answer["deposit_explanation"])
        quote = {**payload, "type": "quote"}
        self.assertEqual(ask(self.register_a.id, quote, False)["deposit_required"], 0)
        for wrong in (None, {}, {"lines": [{}]}, "x"):
            with self.assertRefusal("cannot be read"):
                ask(self.register_a.id, wrong, False)
        outsider = self.create_user("outsider", "base.group_user")
        with self.assertRaises(AccessError):
            self.till().with_user(outsider).get_deposit_from_ui(
                self.register_a.id, payload, False
            )

    def test_dp_01_order_of_the_back_office(self):
        """Confirming fixes the deposit and its explanation, for whoever confirms."""
        self.create_rule("Store A", percent=30, store_ids=self.store_a)
        seller = self.create_user("seller", "sales_team.group_sale_salesman")
        order = self.create_order(self.goods_a, user=seller)
        self.assertEqual(order._get_required_deposit(), 30)
        self.assertFalse(order.deposit_explanation)
        order.action_confirm()
        self.assertEqual((order.deposit_required, order.deposit_by_rule), (30, 30))
        self.assertIn("30 % of", order.deposit_explanation)
        copy = order.copy()
        self.assertFalse(copy.deposit_required or copy.deposit_explanation)

    def test_dp_01_quote_of_a_register_becomes_an_order(self):
        """The rules ask for the deposit when the customer orders, not before."""
        self.create_rule("Quoted", percent=50, order_type="quote")
        payload = self.order_payload(
            [self.later(self.goods_a)], deposit=0, type="quote"
        )
        quote = self.take_order([], payload=payload).customer_order_id
        self.assertEqual((quote.deposit_required, quote.deposit_explanation), (0, ""))
        quote.with_user(self.user).action_confirm()
        self.assertEqual(quote.deposit_required, 50)
        self.assertIn("“Quoted”", quote.deposit_explanation)

    def test_plain_sales_orders_ask_for_no_deposit(self):
        order = self.env["sale.order"].create(
            {
                "partner_id": self.customer.id,
                "order_line": [Command.create({"product_id": self.goods_a.id})],
            }
        )
        order.action_confirm()
        self.assertFalse(order.deposit_required or order.deposit_explanation)

    # === OFF LINE ===#

    def test_silent_ticket_with_too_little(self):
        """The order is made with what it got; the difference is put on the list."""
        self.create_rule("Half", percent=50)
        ticket = self.take_order([self.later(self.goods_a)], silent=True)
        order = ticket.customer_order_id
        self.assertEqual((order.deposit_required, order.deposit_received), (50, 10))
        self.assertFalse(order.deposit_override_date)
        review = self.env["retail.review"].search([("pos_order_id", "=", ticket.id)])
        self.assertEqual(review.state, "open")
        self.assertRegex(review.message, "must be .*50.00: 50 % of .*“Half”")
        with self.assertRefusal("must be"):
            review.with_user(self.manager).action_retry()
        review.with_user(self.manager).action_accept()
        self.assertEqual(review.state, "done")
        self.assertEqual(len(ticket.order_request_ids), 1)

    def test_silent_ticket_with_enough(self):
        """The register asked for more than the rules do: nobody has to look."""
        self.create_rule("Little", percent=1)
        ticket = self.take_order([self.later(self.goods_a)], silent=True)
        self.assertEqual(ticket.customer_order_id.deposit_required, 10)
        self.assertEqual(ticket.customer_order_id.deposit_by_rule, 1)
        self.assertFalse(
            self.env["retail.review"].search([("pos_order_id", "=", ticket.id)])
        )
