from odoo.tests import tagged

from odoo.addons.retail_customer_orders.tests.common import CustomerOrderCommon

from .common import ReturnBuilders
from .refund import RefundBuilders


@tagged("post_install", "-at_install")
class TestExchange(RefundBuilders, ReturnBuilders, CustomerOrderCommon):
    """Goods come back and others are bought in one ticket, as a plain cashier (RP-07).

    The ticket takes or pays the net; its sign decides how it is booked. And tickets
    that took goods back without the network (RT-09, RT-10).
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.set_up_returns()
        cls.tax = cls.company_data["default_tax_sale"]
        cls.env = cls.env(context={**cls.env.context, "generate_pdf": False})

    def build_exchange(self, sold, bought=(), register=None, order=None, **values):
        """Build the ticket that takes all of a sold line back and sells other goods.

        With the exact amounts of the sale, as the register takes it back.

        :param bought: (product, quantity, values of the line)
        :param dict order: payload of a customer order whose deposit is paid
        """
        register = register or self.register_b
        ticket = self.build_refund(register, [(sold, sold.qty)])
        ticket["return_payload"]["exchange"] = True
        bought = [*bought]
        if order:
            deposit = {
                "price_unit": order["deposit"],
                "tax_ids": self.env["account.tax"],
            }
            bought.append((self.deposit_product, 1, deposit))
            ticket["customer_order_payload"] = order
            values.setdefault("partner_id", self.customer.id)
        ticket["lines"] += [self.build_ticket_line(*line) for line in bought]
        lines = [command[2] for command in ticket["lines"]]
        total = sum(line["price_subtotal_incl"] for line in lines)
        net = sum(line["price_subtotal"] for line in lines)
        payment = ticket["payment_ids"][0]
        payment[2]["amount"] = total
        ticket.update(
            {
                "is_refund": False,
                "amount_total": total,
                "amount_tax": total - net,
                "amount_paid": total,
                "payment_ids": [payment] if total else [],
                **values,
            }
        )
        return ticket

    def exchange(self, sold, bought=(), silent=False, **values):
        ticket = self.build_exchange(sold, bought, **values)
        return self.sync_ticket(ticket, silent=silent)

    def sell_taxed(self, price, **ticket):
        values = {"price_unit": price, "tax_ids": self.tax}
        return self.sell_one(values=values, **ticket)

    def buy(self, price, product=None):
        return (product or self.goods_a, 1, {"price_unit": price, "tax_ids": self.tax})

    def get_balance(self, moves, account_type):
        lines = moves.line_ids.filtered(
            lambda line: line.account_id.account_type == account_type
        )
        return round(sum(lines.mapped("balance")), 2)

    def get_taxes(self, moves):
        return round(sum(moves.line_ids.filtered("tax_line_id").mapped("balance")), 2)

    def assert_exchanged(self, ticket, is_refund):
        """The goods went in and out, the return is recorded, the signs are right."""
        self.assertEqual(ticket.is_refund, is_refund)
        self.assertEqual(ticket.state, "done" if ticket.account_move else "paid")
        document = self.get_return(ticket)
        self.assertTrue(document.is_exchange)
        self.assertEqual(document.line_ids.product_id, self.product)
        self.assertEqual(document.amount_total, -ticket.lines[0]._get_amount_incl())
        self.assertEqual(self.on_hand(self.product, self.store_b), 11)

    def test_rp_07_exchange_with_net_due(self):
        sold = self.sell_taxed(100)
        ticket = self.exchange(sold, [self.buy(130)])
        self.assertAlmostEqual(ticket.amount_total, 34.5)
        self.assert_exchanged(ticket, is_refund=False)
        self.assertEqual(self.on_hand(self.goods_a, self.store_b), 9)
        move = self.close_session(self.register_b).move_id
        self.assertEqual(self.get_balance(move, "income"), -30)
        self.assertEqual(self.get_taxes(move), -4.5)
        # What was bought can come back, what came back cannot.
        with self.assert_refused("came back already"):
            self.take_back(self.register_a, [(sold, 1)])
        self.take_back(self.register_a, [(ticket.lines[1], 1)])

    def test_rp_07_exchange_with_net_refund(self):
        sold = self.sell_taxed(100)
        ticket = self.exchange(sold, [self.buy(60)])
        self.assertAlmostEqual(ticket.amount_total, -46)
        self.assert_exchanged(ticket, is_refund=True)
        self.assertEqual(
            [line._get_subtotals()[0] for line in ticket.lines], [-100, 60]
        )
        move = self.close_session(self.register_b).move_id
        self.assertEqual(self.get_balance(move, "income"), 40)
        self.assertEqual(self.get_taxes(move), 6)

    def test_rp_07_even_exchange(self):
        sold = self.sell_taxed(100)
        ticket = self.exchange(sold, [self.buy(100)])
        self.assertEqual(ticket.amount_total, 0)
        self.assertFalse(ticket.payment_ids)
        self.assert_exchanged(ticket, is_refund=False)
        move = self.close_session(self.register_b).move_id
        self.assertEqual(self.get_balance(move, "income"), 0)

    def test_rp_07_exchange_of_an_invoiced_sale(self):
        """Return lines are invoiced at once, with what is bought."""
        for price, kind, total in (
            (130, "out_invoice", 34.5),
            (60, "out_refund", 46),
            (100, "out_invoice", 0),
        ):
            with self.subTest(price=price):
                sold = self.sell_taxed(100, partner=self.customer, to_invoice=True)
                ticket = self.exchange(sold, [self.buy(price)])
                invoice = ticket.account_move
                self.assertEqual(invoice.move_type, kind)
                self.assertEqual(invoice.state, "posted")
                self.assertAlmostEqual(invoice.amount_total, total)
                self.assertAlmostEqual(invoice.amount_residual, 0)
                self.assertEqual(self.get_balance(invoice, "income"), 100 - price)
                origin = sold.order_id.account_move
                self.assertIn(origin.name, invoice.ref)
                reversed_entry = origin if kind == "out_refund" else origin.browse()
                self.assertEqual(invoice.reversed_entry_id, reversed_entry)
        self.close_session(self.register_b)

    def test_rp_07_tenders_are_judged_for_what_is_paid_out(self):
        """A sale in cash: only the net goes back, and in cash."""
        self.env["retail.return.policy"].create(
            {"name": "As paid", "tenders": "original"}
        )
        sold = self.sell_one()
        card = self.register_b.payment_method_ids[1]
        ticket = self.build_exchange(sold, [self.buy(40)])
        ticket["payment_ids"][0][2]["payment_method_id"] = card.id
        with self.assert_refused("Card may take at most"):
            self.sync_ticket(ticket)
        # What is due in an exchange is paid as the customer likes.
        ticket = self.build_exchange(sold, [self.buy(200)])
        ticket["payment_ids"][0][2]["payment_method_id"] = card.id
        self.sync_ticket(ticket)

    def test_w_11_refund_pays_the_deposit(self):
        """80 come back; 100 are collected elsewhere with 10 % deposit: 70 paid out."""
        sold = self.sell_one(values={"price_unit": 80})
        payload = self.order_payload([self.later(self.goods_a, store=self.store_a)])
        ticket = self.exchange(sold, order=payload)
        self.assertEqual(ticket.amount_total, -70)
        self.assert_exchanged(ticket, is_refund=True)
        order = self.order_of(ticket)
        self.assertEqual(order.amount_total, 100)
        self.assertDeposits(order, received=10, applied=0)
        for register in (self.register_a, self.register_b):
            self.close_session(register)
        self.assertBooksMatch(order)
        pickup = self.pick_up(order, {order.order_line: 1}, register=self.register_a)
        self.assertEqual(pickup.amount_total, 90)
        self.close_session(self.register_a)
        self.assertDeposits(order, received=10, applied=10)
        self.assertBooksMatch(order)

    def test_w_11_refund_pays_all_of_the_order(self):
        """The cashier lets the refund pay 80 of the 100; nothing is paid out."""
        sold = self.sell_one(
            values={"price_unit": 80}, partner=self.customer, to_invoice=True
        )
        payload = self.order_payload(
            [self.later(self.goods_a, store=self.store_a)], deposit=80
        )
        ticket = self.exchange(sold, order=payload)
        self.assertEqual(ticket.amount_total, 0)
        self.assert_exchanged(ticket, is_refund=False)
        order = self.order_of(ticket)
        self.assertDeposits(order, received=80, applied=0)
        for register in (self.register_a, self.register_b):
            self.close_session(register)
        self.assertBooksMatch(order)

    def test_rp_07_judged_as_any_return(self):
        sold = self.sell_one()
        ticket = self.build_exchange(sold, [self.buy(130)])
        self.take_back(self.register_a, [(sold, 1)])
        with self.assert_refused("came back already"):
            self.sync_ticket(ticket)
        # After off line the money is booked, and a person looks at it.
        order = self.sync_ticket(ticket, silent=True)
        self.assertEqual(order.state, "paid")
        self.assertFalse(self.get_return(order))
        self.assertIn("came back already", self.get_review(order).message)

    # === OFF LINE ===#

    def build_offline(self, register, sold):
        ticket = self.build_core_refund(register, sold, 1)
        ticket["return_payload"]["is_offline"] = True
        return ticket

    def test_rt_09_off_line_return_is_verified_when_it_arrives(self):
        sold = self.sell_one(qty=2)
        ticket = self.build_offline(self.register_a, sold)
        refund = self.sync_ticket(ticket, silent=True)
        document = self.get_return(refund)
        self.assertTrue(document.is_offline)
        self.assertEqual(document.state, "refunded")
        self.assertFalse(self.get_review(refund))

    def test_rt_10_sale_that_was_not_sent_yet_is_known_by_its_uuid(self):
        sold = self.sell_one(qty=2)
        ticket = self.build_return(self.register_a, [(sold, 1)])
        payload = ticket["return_payload"]
        payload["is_offline"] = True
        payload["lines"][0].update(sold_line_id=0, sold_line_uuid=sold.uuid)
        refund = self.sync_ticket(ticket, silent=True)
        self.assertEqual(self.get_return(refund).line_ids.sold_line_id, sold)
        # Nobody knows it: the money is booked, and a person looks at it.
        ticket = self.build_return(self.register_a, [(sold, 1)])
        ticket["return_payload"]["lines"][0].update(
            sold_line_id=0, sold_line_uuid="no such line"
        )
        refund = self.sync_ticket(ticket, silent=True)
        self.assertEqual(refund.state, "paid")
        self.assertIn("is not known", self.get_review(refund)[:1].message)

    def test_rt_09_conflict_has_an_owner_and_its_money_is_booked(self):
        sold = self.sell_one()
        ticket = self.build_offline(self.register_a, sold)
        self.take_back(self.register_b, [(sold, 1)])
        with self.assert_refused("came back already"):
            self.sync_ticket(ticket)
        refund = self.sync_ticket(ticket, silent=True)
        self.assertEqual((refund.state, refund.amount_total), ("paid", -100))
        self.assertFalse(self.get_return(refund))
        review = self.get_review(refund)
        self.assertIn("came back already", review.message)
        self.assertTrue(review.user_id)
        session = self.close_session(self.register_a)
        self.assertEqual(session.state, "closed")

    def test_rt_10_off_line_only_sales_of_the_register(self):
        sold = self.sell_one()
        ticket = self.build_offline(self.register_b, sold)
        with self.assert_refused("takes back its own sales only"):
            self.sync_ticket(ticket)
        refund = self.sync_ticket(ticket, silent=True)
        self.assertEqual(refund.state, "paid")
        self.assertIn("its own sales only", self.get_review(refund).message)
        # It counts nevertheless: nobody gets the money twice.
        with self.assert_refused("came back already"):
            self.take_back(self.register_a, [(sold, 1)])
