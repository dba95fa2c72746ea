from odoo import api, models


class RetailDepositEntry(models.Model):
    """Deposits that cards were charged, and that are given back before the pickup."""

    _inherit = "retail.deposit.entry"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _book(self, order, kind, amounts, taxes=None, **links):
        """Override to let no goods wait for a deposit that the order does not hold."""
        entries = super()._book(order, kind, amounts, taxes, **links)
        if kind in ("refunded", "forfeited"):
            # Transactions are for accountants.
            order.sudo()._forget_spent_charges()
        return entries
