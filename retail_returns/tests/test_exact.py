from odoo.tests import tagged

from .common import RetailReturnsCommon
from .order import OrderBuilders


@tagged("post_install", "-at_install")
class TestExact(OrderBuilders, RetailReturnsCommon):
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
