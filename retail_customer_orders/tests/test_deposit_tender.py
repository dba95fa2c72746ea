from odoo.fields import Command
from odoo.tests import tagged

from .common import CustomerOrderCommon


@tagged("post_install", "-at_install")
class TestDepositTender(CustomerOrderCommon):
    """DP-11: a deposit is not paid on the customer's account."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.account = cls.env["pos.payment.method"].create(
            {
                "name": "Customer account",
                "company_id": cls.company.id,
                "split_transactions": True,
            }
        )
        for register in (cls.register_a, cls.register_b):
            register.payment_method_ids = [Command.link(cls.account.id)]
        cls.card = cls.register_a.payment_method_ids.filtered(
            lambda method: method.type == "bank"
        )

    def test_dp_11_refused(self):
        self.assertEqual(self.account.type, "pay_later")
        for payments in (
            [(self.account, 10)],
            [(self.card, 5), (self.account, 5)],
        ):
            with self.assertRefusal("deposit of .*10.00 cannot be paid on"):
                self.take_order([self.later(self.goods_a)], payments=payments)
        self.take_order([self.later(self.goods_a)], payments=[(self.card, 10)])

    def test_dp_11_carried_out_goods_on_account(self):
        lines = [self.later(self.goods_a)]
        carry_out = [(self.goods_c, 1)]
        with self.assertRefusal("cannot be paid on the customer's account"):
            self.take_order(
                lines,
                carry_out=carry_out,
                payments=[(self.card, 9), (self.account, 51)],
            )
        ticket = self.take_order(
            lines, carry_out=carry_out, payments=[(self.card, 10), (self.account, 50)]
        )
        self.assertEqual(ticket.customer_order_id.deposit_received, 10)

    def test_dp_11_balance_on_account(self):
        """What is picked up is sold, so it may go on the account."""
        order = self.make_order([self.later(self.goods_a)])
        self.pick_up(order, {order.order_line: 1}, payments=[(self.account, 90)])
        self.assertEqual(order.deposit_applied, 10)

    def test_dp_11_silent(self):
        """After off line the order is made, and somebody looks into it."""
        ticket = self.take_order(
            [self.later(self.goods_a)], payments=[(self.account, 10)], silent=True
        )
        self.assertEqual(ticket.customer_order_id.deposit_received, 10)
        review = self.env["retail.review"].search([("pos_order_id", "=", ticket.id)])
        self.assertIn("cannot be paid on the customer's account", review.message)

    def test_dp_11_plain_tickets(self):
        ticket = self.sell(
            self.register_a,
            [(self.goods_c, 1)],
            payments=[(self.account, 50)],
            partner=self.customer,
        )
        self.assertEqual(ticket.state, "paid")
