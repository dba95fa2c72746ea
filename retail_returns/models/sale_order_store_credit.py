from odoo import models


class SaleOrder(models.Model):
    """What of an order's deposit store credit paid."""

    _inherit = "sale.order"  # pylint: disable=consider-merging-classes-inherited

    def _get_store_credit_given_away(self):
        """Return what store credit paid of the deposit and went back as money.

        Call it in superuser mode.

        :return: amount in the currency of the order
        """
        credit = 0.0
        for ticket in self.customer_ticket_ids:
            used = ticket._get_store_credit_used()
            deposits = ticket.lines.filtered(lambda line: line._is_deposit())
            # A ticket may have sold more than it took as a deposit.
            credit += (
                min(used, max(deposits._get_subtotals()[1], 0.0)) if used > 0 else used
            )
        entries = self.deposit_entry_ids.filtered(
            lambda entry: entry.kind in ("received", "refunded")
        )
        return credit - sum(entries.mapped("amount"))
