from odoo import models


class SaleOrder(models.Model):
    """Orders whose cards wait for the answer of a provider (DP-12)."""

    _inherit = "sale.order"  # pylint: disable=consider-merging-classes-inherited

    def _report_unanswered_charges(self):
        """Put on the review list what is not answered of this locked order, once."""
        charges = self.env["payment.transaction"]._find_unanswered()
        for charge in charges:
            if charge._get_customer_order() == self:
                charge._report_unanswered(self)
