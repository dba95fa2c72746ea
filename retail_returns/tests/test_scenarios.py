from odoo.tests import tagged

from odoo.addons.retail_customer_orders.tests.cancel_ticket import CancelTicketMixin
from odoo.addons.retail_customer_orders.tests.common import CustomerOrderCommon

from .common import ReturnBuilders
from .refund import RefundBuilders


@tagged("post_install", "-at_install")
class TestScenarios(
    RefundBuilders, ReturnBuilders, CancelTicketMixin, CustomerOrderCommon
):
    """What becomes of customer orders when their goods come back (W-09 to W-11)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.set_up_returns()
        cls.tax = cls.env["account.tax"].create(
            {
                "name": "25 %",
                "amount": 25,
                "price_include_override": "tax_included",
                "company_id": cls.company.id,
            }
        )
        cls.lamp = cls.create_product(
            "Lamp", 99.99, taxes=cls.tax, stock={cls.store_b: 20}
        )

    def make_gift_charge(self):
        """Return a charge code of 25 that is given back with the goods."""
        product = self.env["product.product"].create(
            {"name": "Gift wrap", "type": "service", "taxes_id": []}
        )
        return self.env["retail.charge.code"].create(
            {
                "name": "Gift wrap",
                "code": "GIFT",
                "product_id": product.id,
                "company_id": self.company.id,
                "refundable": True,
            }
        )

    def sold_line(self, ticket, product):
        return ticket.lines.filtered(lambda line: line.product_id == product)

    def test_w_09_returned_in_parts_in_another_store(self):
        """5 bought with a charge of 25; 3 come back in store A: a charge of 15, then 2:
        10, then nothing. The taxes of both returns are that of the sale."""
        order = self.make_order([self.later(self.lamp, 5)])
        line = order.order_line
        charge = order._add_charge(
            self.make_gift_charge(), 25, charged_line_ids=[(6, 0, line.ids)]
        )
        ticket = self.pick_up(order, {line: 5})
        sold = self.sold_line(ticket, self.lamp)
        self.assertEqual(line._get_refundable_charge(3), {charge: 15})
        first = self.refund(self.register_a, [(sold, 3)])
        self.assertEqual(line._get_refundable_charge(2, 3), {charge: 10})
        second = self.refund(self.register_a, [(sold, 2)])
        self.assertEqual(line._get_refundable_charge(1, 5), {})
        with self.assert_refused("only 0 of 5"):
            self.take_back(self.register_a, [(sold, 1)])
        back = (first | second).lines
        given = back.filtered("return_charge_line_id")
        self.assertEqual([-one.price_subtotal_incl for one in given], [15, 10])
        back -= given
        self.assertAlmostEqual(
            -sum(back.mapped("price_subtotal_incl")), sold.price_subtotal_incl
        )
        self.assertAlmostEqual(
            -sum(one.price_subtotal_incl - one.price_subtotal for one in back),
            sold.price_subtotal_incl - sold.price_subtotal,
        )
        documents = self.get_return(first) | self.get_return(second)
        self.assertEqual(documents.line_ids.order_line_id, line)

    def test_w_10_without_its_sale_nothing_comes_back(self):
        """Where the profile says so; not in a mixed cart either. With its sale it
        does."""
        self.company.retail_profile_id = self.env["retail.profile"].create(
            {
                "name": "Receipts only",
                "company_id": self.company.id,
                "return_without_sale_policy": "refuse",
            }
        )
        self.open_session(self.register_a)
        back, bought = (self.goods_a, -1), (self.goods_c, 3)
        for lines in ([back], [back, bought]):
            with self.assert_refused("cannot be taken back without its sale"):
                self.sell(self.register_a, lines)
        sold = self.sell_one(product=self.goods_a)
        refund = self.take_back(self.register_a, [(sold, 1)])
        self.assertEqual(refund.amount_total, -100)

    def test_w_11_exchange_for_an_order(self):
        """80 come back, 100 are ordered to be picked up in store B: the new line needs
        its deposit and no more, so the ticket pays out 70."""
        sold = self.sell_one(product=self.goods_a, values={"price_unit": 80})
        payload = self.order_payload([self.later(self.goods_b)])
        self.assertEqual(payload["deposit"], 10)
        ticket = self.build_return(
            self.register_a,
            [(sold, 1)],
            partner=self.customer,
            customer_order_payload=payload,
        )
        deposit = self.build_ticket_line(self.deposit_product, 1, {"price_unit": 10})
        ticket["lines"].append(deposit)
        ticket["amount_total"] = ticket["amount_paid"] = -70
        ticket["payment_ids"][0][2]["amount"] = -70
        ticket = self.sync_ticket(ticket)
        self.assertEqual((ticket.state, ticket.amount_total), ("paid", -70))
        self.assertEqual(self.get_return(ticket).amount_total, 80)
        order = self.order_of(ticket)
        self.assertEqual((order.state, order.amount_total), ("sale", 100))
        self.assertDeposits(order, received=10, applied=0)
        collected = self.pick_up(order, {order.order_line: 1})
        self.assertEqual(collected.amount_total, 90)
        for register in (self.register_a, self.register_b):
            self.assertBalanced(self.close_session(register))
        self.assertDeposits(order, received=10, applied=10)
        self.assertBooksMatch(order)

    def test_dp_09_what_came_back_is_a_figure_of_the_order(self):
        order = self.make_order([self.later(self.goods_a, 3)])
        ticket = self.pick_up(order, {order.order_line: 3})
        self.take_back(self.register_a, [(self.sold_line(ticket, self.goods_a), 2)])
        detail = self.till().read_order_from_ui(self.register_b.id, order.id)
        self.assertEqual(detail["return_amount"], 200)

    def test_rp_08_deposit_of_store_credit_goes_back_to_store_credit(self):
        """Store credit pays a deposit of 10; the order is cancelled: it becomes store
        credit again, and no cash."""
        method = self.env["pos.payment.method"].create(
            {
                "name": "Store Credit",
                "is_store_credit": True,
                "split_transactions": True,
                "company_id": self.company.id,
                "config_ids": [(6, 0, self.register_a.ids)],
            }
        )
        credit = self.env["retail.store.credit"].sudo()
        credit = credit._lock_of(self.customer, self.company)
        credit._book(100)
        self.company.retail_cancellation_charge_percent = 0
        payload = self.order_payload([self.later(self.goods_b)])
        self.open_session(self.register_a)
        ticket = self.build_ticket(
            self.register_a,
            [(self.deposit_product, 1, {"price_unit": 10})],
            partner=self.customer,
            payments=[(method, 10)],
            customer_order_payload=payload,
        )
        order = self.order_of(self.sync_ticket(ticket))
        self.assertEqual(credit.balance, 90)
        with self.assert_refused("10.00 of this deposit was paid with store credit"):
            self.cancel(order)
        self.cancel(order, payments=[(method, -10)])
        self.assertEqual((order.state, credit.balance), ("cancel", 100))
