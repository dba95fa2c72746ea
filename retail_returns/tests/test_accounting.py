from odoo.tests import tagged

from .common import RetailReturnsCommon


@tagged("post_install", "-at_install")
class TestAccounting(RetailReturnsCommon):
    """Money and tax of a return, with and without invoice."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.tax = cls.company_data["default_tax_sale"]
        cls.env = cls.env(context={**cls.env.context, "generate_pdf": False})

    def _sell_taxed(self, **ticket):
        return self.sell_one(qty=2, values={"tax_ids": self.tax}, **ticket)

    def _get_balance(self, moves, account_type):
        lines = moves.line_ids.filtered(
            lambda line: line.account_id.account_type == account_type
        )
        return sum(lines.mapped("balance"))

    def _get_tax_balance(self, moves):
        return sum(moves.line_ids.filtered("tax_line_id").mapped("balance"))

    def test_return_in_another_session_takes_income_and_tax_back(self):
        sold = self._sell_taxed()
        paid = sold.order_id.amount_total
        self.close_session(self.register_a)
        refund = self.take_back(self.register_b, [(sold, 1)])
        self.assertEqual(refund.amount_total, -paid / 2)
        move = self.close_session(self.register_b).move_id
        self.assertEqual(move.state, "posted")
        self.assertAlmostEqual(self._get_balance(move, "income"), 100)
        self.assertAlmostEqual(self._get_tax_balance(move), paid / 2 - 100)

    def test_invoiced_sale_is_given_back_with_its_credit_note(self):
        sold = self._sell_taxed(partner=self.customer, to_invoice=True)
        invoice = sold.order_id.account_move
        self.assertEqual(invoice.move_type, "out_invoice")
        self.close_session(self.register_a)
        refund = self.take_back(self.register_b, [(sold, 1)])
        credit_note = refund.account_move
        self.assertEqual(refund.partner_id, self.customer)
        self.assertEqual(credit_note.move_type, "out_refund")
        self.assertEqual(credit_note.state, "posted")
        self.assertEqual(credit_note.reversed_entry_id, invoice)
        self.assertAlmostEqual(credit_note.amount_total, invoice.amount_total / 2)
        self.assertAlmostEqual(self._get_balance(credit_note, "income"), 100)
        self.assertIn(credit_note.payment_state, ("paid", "in_payment", "reversed"))
        self.assertEqual(self.get_return(refund).account_move_id, credit_note)
        self.close_session(self.register_b)

    def test_rt_05_return_is_a_ticket_with_negative_lines_invoiced_at_once(self):
        sold = self._sell_taxed(partner=self.customer, to_invoice=True)
        refund = self.take_back(self.register_b, [(sold, 2)])
        self.assertEqual(refund.lines.qty, -2)
        self.assertEqual(refund.amount_total, -sold.order_id.amount_total)
        self.assertEqual(sum(refund.payment_ids.mapped("amount")), refund.amount_total)
        note = refund.account_move
        self.assertEqual((refund.state, note.state), ("done", "posted"))
        self.assertEqual(note.amount_total, sold.order_id.amount_total)
        (document,) = self.get_return(refund)
        self.assertEqual(document.amount_total, note.amount_total)

    def test_invoice_of_one_customer_is_not_given_back_to_another(self):
        sold = self._sell_taxed(partner=self.customer, to_invoice=True)
        stranger = self.env["res.partner"].create({"name": "Stranger"})
        with self.assert_refused("was invoiced to Kari Customer"):
            self.take_back(self.register_b, [(sold, 1)], partner=stranger)

    def test_sale_without_invoice_is_given_back_without_credit_note(self):
        sold = self._sell_taxed(partner=self.customer)
        refund = self.take_back(self.register_b, [(sold, 1)])
        self.assertFalse(refund.account_move)

    def test_taxes_mapped_by_the_sale_are_given_back(self):
        none = self.env["account.tax"].create(
            {"name": "Export", "amount": 0, "original_tax_ids": self.tax.ids}
        )
        position = self.env["account.fiscal.position"].create(
            {"name": "Export", "tax_ids": none.ids}
        )
        sold = self.sell_one(
            values={"tax_ids": self.tax, "price_unit": 100},
            fiscal_position_id=position.id,
            payments=[(self.register_a.payment_method_ids[0], 100)],
            amount_total=100,
            amount_tax=0,
        )
        with self.assert_refused("taxes"):
            self.take_back(self.register_b, [(sold, 1)])
        refund = self.take_back(
            self.register_b,
            [(sold, 1)],
            fiscal_position_id=position.id,
            payments=[(self.register_b.payment_method_ids[0], -100)],
            amount_total=-100,
            amount_tax=0,
        )
        self.assertEqual(refund.amount_total, -100)
