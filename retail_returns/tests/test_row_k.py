from odoo.tests import tagged

from .common import RetailReturnsCommon
from .order import OrderBuilders


@tagged("post_install", "-at_install")
class TestRowK(OrderBuilders, RetailReturnsCommon):
    """Correct or cancel a posted invoice (row k)."""

    def setUp(self):
        super().setUp()
        self.set_up_orders()
        self.env = self.env(context={**self.env.context, "generate_pdf": False})

    def as_clerk(self, invoice):
        return invoice.with_user(self.clerk)

    def test_row_k_unpaid_invoice_is_cancelled_with_one_button(self):
        self.product.invoice_policy = "order"
        line = self.make_shipped_order(2, ship=False)
        invoice = self.invoice(line, pay=False)
        action = self.as_clerk(invoice).action_cancel_unpaid()
        note = self.env["account.move"].browse(action["res_id"])
        self.assertEqual((note.move_type, note.state), ("out_refund", "posted"))
        self.assertEqual(note.reversed_entry_id, invoice)
        self.assertEqual(invoice.payment_state, "reversed")
        self.assertEqual(line.qty_invoiced, 0)
        with self.assert_refused("set off in part"):
            self.as_clerk(invoice).action_cancel_unpaid()

    def test_row_k_corrected_invoice_is_opened_as_a_copy(self):
        line = self.make_sold_order(2, pay=False)
        invoice = line.invoice_lines.move_id
        action = self.as_clerk(invoice).action_correct_unpaid()
        copy = self.env["account.move"].browse(action["res_id"])
        self.assertEqual((copy.move_type, copy.state), ("out_invoice", "draft"))
        self.assertEqual(copy.invoice_line_ids.sale_line_ids, line)
        copy.invoice_line_ids.price_unit = 90
        copy.with_user(self.clerk).action_post()
        self.assertEqual(line.qty_invoiced, 2)
        self.assertEqual(line._get_returnables()[line]["returnable"], 2)
        self.assertEqual(line._get_refund_unit_amount(), 90)
        self.assertEqual(line._get_invoice_items(), copy.invoice_line_ids)

    def test_row_k_paid_or_delivered_or_of_a_ticket_is_refused(self):
        paid = self.make_sold_order(1).invoice_lines.move_id
        with self.assert_refused("is paid"):
            self.as_clerk(paid).action_correct_unpaid()
        delivered = self.make_sold_order(1, pay=False).invoice_lines.move_id
        with self.assert_refused("all delivered"):
            self.as_clerk(delivered).action_cancel_unpaid()
        sold = self.sell_one(partner=self.customer, to_invoice=True)
        with self.assert_refused("of a ticket"):
            self.as_clerk(sold.order_id.account_move).action_cancel_unpaid()
