from odoo import models


class AccountMove(models.Model):
    """What of an invoice is still to be paid for some lines of an order."""

    _inherit = "account.move"  # pylint: disable=consider-merging-classes-inherited

    def _get_residual_of(self, lines):
        """Return the part of what is left to pay that order lines have.

        Payments and deposits count for all lines of an invoice alike.

        :param lines: `sale.order.line` records of one order
        :return: an amount in the order's currency
        """
        self.ensure_one()
        goods = self.invoice_line_ids.filtered(lambda item: not item.customer_order_id)
        mine = goods.filtered(lambda item: item.sale_line_ids & lines)
        total = sum(goods.mapped("price_total"))
        share = sum(mine.mapped("price_total")) / total if total else 0.0
        day = self.invoice_date or self.date
        return self.currency_id._convert(
            self.amount_residual * share, lines.currency_id, self.company_id, day
        )
