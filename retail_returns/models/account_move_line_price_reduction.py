from collections import defaultdict

from odoo import models


class AccountMoveLine(models.Model):
    """Invoice lines without order whose price a credit note lowered."""

    _inherit = "account.move.line"  # pylint: disable=consider-merging-classes-inherited

    def _eligible_for_stock_account(self):
        """Override of `stock_account` to leave the cost of goods that stay away."""
        return super()._eligible_for_stock_account() and not (
            self.move_id.is_price_reduction and self.move_id.move_type == "out_refund"
        )

    def _get_total_in(self, currency):
        """Return what this line costs, taxes included, in another currency."""
        self.ensure_one()
        move = self.move_id
        if move.currency_id == currency or not currency:
            return self.price_total
        date = move.invoice_date or move.date
        return move.currency_id._convert(
            self.price_total, currency, move.company_id, date
        )

    def _is_price_lowered(self):
        """Override of `retail_returns` to ask the credit notes of the invoice."""
        self.ensure_one()
        notes = self.sudo().move_id._get_credit_notes().filtered("is_price_reduction")
        return self.product_id in notes.invoice_line_ids.product_id

    def _get_paid_amount(self, quantity, except_ticket=None):
        """Override of `retail_returns` to give back no more than is left."""
        if not self._is_price_lowered():
            return super()._get_paid_amount(quantity, except_ticket)
        amount = super()._get_paid_amount(1, except_ticket)
        return self._get_lowered_amount(amount, except_ticket) * quantity

    def _get_money_left(self, except_ticket=None):
        """Override of `retail_returns` to count what was invoiced and given back."""
        given = self._get_credited_totals()
        back = self._get_returned_totals(
            "invoice_line_id", "return_invoice_line_id", except_ticket
        )
        left = {}
        # A credit note names its invoice and no line of it, see
        # `_get_credited_quantities`.
        for line in self.move_id.invoice_line_ids.sorted("id"):
            key = (line.move_id.id, line.product_id.id)
            part = min(given[key], max(line.price_total, 0.0))
            given[key] -= part
            left[line] = line.price_total - part - back[line.id]
        return {line: left.get(line, 0.0) for line in self}

    def _get_credited_totals(self):
        """Add up what credit notes gave back of the invoices of these lines.

        :return: {(invoice id, product id): amount with taxes}
        """
        given = defaultdict(float)
        for note in self.sudo().move_id._get_credit_notes():
            for item in note.invoice_line_ids.filtered("product_id"):
                key = (note.reversed_entry_id.id, item.product_id.id)
                given[key] += item._get_total_in(note.reversed_entry_id.currency_id)
        return given
