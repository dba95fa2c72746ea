from odoo.tests import tagged

from .common import RetailReturnsCommon
from .order import OrderBuilders
from .refund import RefundBuilders


@tagged("post_install", "-at_install")
class TestExact(RefundBuilders, OrderBuilders, RetailReturnsCommon):
    """Several returns of a sale give back its tax to the cent (RT-12)."""

    def setUp(self):
        super().setUp()
        self.set_up_orders()
        self.env = self.env(context={**self.env.context, "generate_pdf": False})
        company = self.company_data["company"]
        self.tax = self.env["account.tax"].create(
            {"name": "25 %", "amount": 25, "company_id": company.id}
        )

    def give_back_each(self, link, sold, count):
        """Give back one unit after the other and return the credit notes."""
        returns = self.env["retail.return"]
        for _i in range(count):
            returns |= returns.with_user(self.clerk).create(
                {
                    "store_id": self.store_b.id,
                    "partner_id": self.customer.id,
                    "line_ids": [
                        (
                            0,
                            0,
                            {
                                link: sold.id,
                                "product_id": sold.product_id.id,
                                "qty": 1,
                                "reason_id": self.reason.id,
                            },
                        )
                    ],
                }
            )
        for document in returns:
            document.action_receive()
        # Whoever came first need not be paid first.
        for document in returns.sorted("id", reverse=True):
            document.action_refund()
        return returns.sudo().credit_note_ids

    def assert_given_back(self, notes, untaxed, tax):
        self.assertAlmostEqual(sum(notes.mapped("amount_untaxed")), untaxed)
        self.assertAlmostEqual(sum(notes.mapped("amount_tax")), tax)

    def test_rt_12_invoice_in_three_parts(self):
        item = self.make_invoice(3, price=33.33, tax=self.tax)
        invoice = item.move_id
        self.assertAlmostEqual(invoice.amount_total, 124.99)
        notes = self.give_back_each("invoice_line_id", item, 3)
        self.assertEqual(len(notes), 3)
        self.assert_given_back(notes, invoice.amount_untaxed, invoice.amount_tax)

    def test_rt_12_order_in_three_parts(self):
        line = self.make_sold_order(3, price=33.33, tax_ids=[(6, 0, self.tax.ids)])
        invoice = line.invoice_lines.move_id
        notes = self.give_back_each("order_line_id", line, 3)
        self.assert_given_back(notes, invoice.amount_untaxed, invoice.amount_tax)

    def test_rt_12_ticket_in_three_parts_with_tax_included(self):
        self.tax.price_include_override = "tax_included"
        sold = self.sell_one(
            qty=3,
            values={"price_unit": 9.99, "tax_ids": self.tax},
            partner=self.customer,
        )
        self.assertAlmostEqual(sold.price_subtotal, 23.98)
        notes = self.give_back_each("sold_line_id", sold, 3)
        self.assert_given_back(
            notes,
            sold.price_subtotal,
            sold.price_subtotal_incl - sold.price_subtotal,
        )

    # === AT TILLS ===#

    def refund_each(self, sold, count, **values):
        """Give back one unit after the other at tills of two stores."""
        registers = [self.register_b, self.register_a] * count
        return self.env["pos.order"].union(
            *(
                self.refund(register, [(sold, 1)], **values)
                for register in registers[:count]
            )
        )

    def assert_paid_out(self, refunds, total, tax):
        self.assertAlmostEqual(sum(refunds.mapped("amount_total")), -total)
        booked = [
            line for refund in refunds for line in refund._get_rounded_base_lines()
        ]
        details = [line["tax_details"] for line in booked]
        self.assertAlmostEqual(
            sum(
                data["tax_amount_currency"]
                for one in details
                for data in one["taxes_data"]
            ),
            tax,
        )

    def sell_three(self, price=9.99, **values):
        self.tax.price_include_override = "tax_included"
        return self.sell_one(
            qty=3, values={"price_unit": price, "tax_ids": self.tax}, **values
        )

    def test_rt_12_ticket_in_three_parts_at_tills(self):
        sold = self.sell_three()
        refunds = self.refund_each(sold, 3)
        tax = sold.price_subtotal_incl - sold.price_subtotal
        self.assert_paid_out(refunds, sold.price_subtotal_incl, tax)
        for register in (self.register_a, self.register_b):
            self.close_session(register)
        items = refunds.session_id.move_id.line_ids.filtered("tax_line_id")
        # What was sold is in the books of the first register as well.
        self.assertAlmostEqual(sum(items.mapped("balance")), 0)

    def test_rt_12_invoiced_ticket_in_three_parts_at_tills(self):
        sold = self.sell_three(partner=self.customer, to_invoice=True)
        invoice = sold.order_id.account_move
        notes = self.refund_each(sold, 3, partner=self.customer).account_move
        self.assertEqual(len(notes), 3)
        self.assert_given_back(notes, invoice.amount_untaxed, invoice.amount_tax)

    def test_rt_12_order_and_invoice_at_tills(self):
        line = self.make_sold_order(3, price=33.33, tax_ids=[(6, 0, self.tax.ids)])
        invoice = line.invoice_lines.move_id
        self.assertAlmostEqual(invoice.amount_total, 124.99)
        refunds = self.refund_each(line, 3, partner=self.customer)
        self.assert_given_back(
            refunds.account_move, invoice.amount_untaxed, invoice.amount_tax
        )
        item = self.make_invoice(3, price=33.33, tax=self.tax)
        notes = self.refund_each(item, 3, partner=self.customer).account_move
        self.assert_given_back(
            notes, item.move_id.amount_untaxed, item.move_id.amount_tax
        )

    def test_rt_12_without_tax_the_last_one_takes_the_rest(self):
        sold = self.sell_one(qty=3, values={"price_unit": 33.335})
        self.assertAlmostEqual(sold.order_id.amount_total, 100.01)
        refunds = self.refund_each(sold, 3)
        self.assertEqual(
            [round(one.amount_total, 2) for one in refunds], [-33.34, -33.33, -33.34]
        )

    def test_rt_12_other_taxes_are_refused(self):
        sold = self.sell_three()
        ticket = self.build_refund(self.register_b, [(sold, 1)])
        exact = ticket["lines"][0][2]["extra_tax_data"]
        exact["manual_total_excluded_currency"] = -9.99
        exact["manual_tax_amounts"][str(self.tax.id)]["tax_amount_currency"] = 0
        with self.assert_refused("taxes that its sale was booked with"):
            self.sync_ticket(ticket)

    def test_rt_12_back_office_and_till_count_together(self):
        sold = self.sell_three(partner=self.customer)
        self.refund(self.register_b, [(sold, 1)])
        notes = self.give_back_each("sold_line_id", sold, 1)
        last = self.refund(self.register_a, [(sold, 1)])
        self.assertAlmostEqual(
            notes.amount_total - last.amount_total, sold.price_subtotal_incl - 9.99
        )
