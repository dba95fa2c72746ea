from collections import defaultdict

from odoo import api, models


class SaleOrderLine(models.Model):
    """Order lines whose price a credit note lowered after they were invoiced."""

    _inherit = "sale.order.line"  # pylint: disable=consider-merging-classes-inherited

    @api.depends("invoice_lines.move_id.is_price_reduction")
    def _compute_qty_invoiced(self):
        """Override of `sale` to leave goods invoiced whose price was lowered."""
        return super()._compute_qty_invoiced()

    def _prepare_qty_invoiced(self):
        """Override of `sale` to leave goods invoiced whose price was lowered.

        Core takes them for given back, and would invoice them once more.
        """
        quantities = super()._prepare_qty_invoiced()
        for line in self:
            quantities[line] += line._get_lowered_qty(("draft", "posted"))
        return quantities

    @api.depends("invoice_lines.move_id.is_price_reduction")
    def _compute_qty_invoiced_posted(self):
        """Override of `sale` to leave goods invoiced whose price was lowered."""
        result = super()._compute_qty_invoiced_posted()
        for line in self:
            line.qty_invoiced_posted += line._get_lowered_qty(("posted",))
        return result

    def _get_lowered_qty(self, states):
        """Return how much of this line credit notes name that lowered its price."""
        self.ensure_one()
        return sum(
            item.product_uom_id._compute_quantity(item.quantity, self.product_uom_id)
            for item in self._get_invoice_lines()
            if item.move_id.is_price_reduction
            and item.move_id.move_type == "out_refund"
            and item.move_id.state in states
        )

    def _is_price_lowered(self):
        """Override of `retail_returns` to ask the credit notes of the line."""
        self.ensure_one()
        # Who takes goods back need not keep books.
        return any(
            move.is_price_reduction and move.state == "posted"
            for move in self.sudo().invoice_lines.move_id
        )

    def _get_paid_amount(self, quantity, except_ticket=None):
        """Override of `retail_returns` to give back no more than is left."""
        if not self._is_price_lowered():
            return super()._get_paid_amount(quantity, except_ticket)
        amount = super()._get_paid_amount(1, except_ticket)
        return self._get_lowered_amount(amount, except_ticket) * quantity

    def _get_money_left(self, except_ticket=None):
        """Override of `retail_returns` to count what was invoiced and given back."""
        back = self._get_returned_totals(
            "order_line_id", "return_order_line_id", except_ticket
        )
        left = defaultdict(float)
        for line in self:
            # Who takes goods back need not keep books.
            for item in line.sudo().invoice_lines:
                move = item.move_id
                if move.state == "posted" and move.is_invoice():
                    # Positive for invoices, negative for credit notes.
                    sign = -move.direction_sign
                    left[line] += sign * item._get_total_in(line.currency_id)
        return {line: left[line] - back[line.id] for line in self}
