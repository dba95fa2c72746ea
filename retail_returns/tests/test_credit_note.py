from odoo.tests import tagged

from .common import RetailReturnsCommon
from .order import OrderBuilders


@tagged("post_install", "-at_install")
class TestCreditNote(OrderBuilders, RetailReturnsCommon):
    """Credit notes that people make: lowered prices, and many at once."""

    def setUp(self):
        super().setUp()
        self.set_up_orders()
        self.env = self.env(context={**self.env.context, "generate_pdf": False})

    def lower(self, invoice, price, qty=None):
        """Lower the price with the wizard of the invoice; return the draft note."""
        wizard = (
            self.env["account.move.reversal"]
            .with_user(self.clerk)
            .with_context(active_model="account.move", active_ids=invoice.ids)
            .create({"journal_id": invoice.journal_id.id, "is_price_reduction": True})
        )
        wizard.refund_moves()
        note = wizard.new_move_ids
        values = {"price_unit": price} | ({"quantity": qty} if qty else {})
        note.invoice_line_ids.write(values)
        return note

    def take_in(self, document):
        document.action_receive()
        document.action_refund()
        return document.sudo().credit_note_ids.amount_total

    def test_rt_16_credit_only_takes_back_no_goods(self):
        line = self.make_sold_order(3)
        invoice = line.invoice_lines.move_id
        note = self.lower(invoice, 20)
        self.assertTrue(note.is_price_reduction)
        note.action_post()
        self.assertEqual((line.qty_invoiced, line.qty_invoiced_posted), (3, 3))
        self.assertEqual(line.order_id.invoice_status, "invoiced")
        values = line._get_returnables()[line]
        self.assertEqual((values["returned"], values["returnable"]), (0, 3))
        # 300 less 60 are left for three.
        document = self.ask_return(line, 1)
        self.assertEqual(document.amount_total, 80)
        self.assertEqual(self.take_in(document), 80)
        self.assertEqual(self.take_in(self.ask_return(line, 2)), 160)
        with self.assert_refused("only .*0.00 is left of what was invoiced"):
            self.lower(invoice, 1, 1).action_post()

    def test_row_l_price_is_lowered_for_what_is_left(self):
        line = self.make_sold_order(3)
        invoice = line.invoice_lines.move_id
        asked = self.ask_return(line, 1)
        self.assertEqual(self.take_in(self.ask_return(line, 1)), 100)
        self.lower(invoice, 60, 1).action_post()
        # What is asked for is paid as it is worth when the goods come.
        self.assertEqual(asked.amount_total, 100)
        self.assertEqual(self.take_in(asked), 70)
        self.lower(invoice, 50, 1).action_post()
        self.assertEqual(self.ask_return(line, 1).amount_total, 20)
        with self.assert_refused("21.00 would be given back, but only .*20.00"):
            self.lower(invoice, 21, 1).action_post()
        with self.assert_refused("100.00 would be given back, but only .*20.00"):
            self.credit(invoice, 1)
        note = self.credit(invoice, 1, price_unit=20)
        self.assertEqual(note.state, "posted")

    def test_row_l_register_gives_back_the_lowered_price(self):
        line = self.make_sold_order(2)
        self.lower(line.invoice_lines.move_id, 10).action_post()
        with self.assert_refused("100.00 would be given back, but only .*90.00"):
            self.sync_ticket(self.give_back(self.register_b, line, 1))
        ticket = self.sync_ticket(self.give_back(self.register_b, line, 1, 90))
        self.assertEqual(ticket.amount_total, -90)
        self.assertEqual(line._get_paid_amount(1), 90)

    def test_row_l_lowered_price_of_an_invoice_without_order(self):
        item = self.make_invoice(2)
        self.lower(item.move_id, 30).action_post()
        self.assertEqual(item._get_returnables()[item]["returnable"], 2)
        self.assertEqual(item._get_paid_amount(2), 40)
        with self.assert_refused("100.00 would be given back, but only .*40.00"):
            self.credit(item.move_id)
        note = self.credit(item.move_id, 1, price_unit=20)
        self.assertEqual(item._get_returnables()[item]["returnable"], 1)
        with self.assert_refused("is posted. Reset it to draft"):
            note.is_price_reduction = True

    def test_lowered_price_leaves_the_cost_of_the_goods(self):
        line = self.make_sold_order(1)
        note = self.lower(line.invoice_lines.move_id, 10)
        item = note.invoice_line_ids
        self.product.is_storable = True
        self.assertFalse(item._eligible_for_stock_account())
        note.is_price_reduction = False
        self.assertTrue(item._eligible_for_stock_account())

    def test_price_reduction_keeps_its_invoice(self):
        invoice = self.make_sold_order(1).invoice_lines.move_id
        wizard = (
            self.env["account.move.reversal"]
            .with_context(active_model="account.move", active_ids=invoice.ids)
            .create({"journal_id": invoice.journal_id.id, "is_price_reduction": True})
        )
        with self.assert_refused("keeps the invoice"):
            wizard.modify_moves()

    def test_many_credit_notes_cost_few_queries(self):
        counts = []
        for number in (2, 20):
            notes = self.env["account.move"]
            for _index in range(number // 2):
                order = self.make_sold_order(1)
                notes |= self.draft_credit(order.invoice_lines.move_id)
                notes |= self.draft_credit(self.make_invoice(1).move_id)
            notes = notes.sudo()
            notes.flush_recordset()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            notes._judge_credit_notes()
            counts.append(self.cr.sql_log_count - before)
        self.assertLessEqual(counts[1], counts[0] + 5, counts)

    def test_what_came_back_is_explained_in_few_queries(self):
        counts = []
        for number in (2, 20):
            lines = self.env["sale.order.line"]
            tickets = self.env["pos.order.line"]
            for _index in range(number // 2):
                line = self.make_sold_order(1)
                self.take_in(self.ask_return(line, 1))
                lines |= line
                sold = self.sell_one()
                self.take_back(self.register_b, [(sold, 1)])
                tickets |= sold
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            for sold in (lines.sudo(), tickets.sudo()):
                for values in sold._get_returnables().values():
                    self.assertRegex(values["why_not"], "Returned already in")
            counts.append(self.cr.sql_log_count - before)
        self.assertLessEqual(counts[1], counts[0] + 5, counts)
