from odoo import models


class StockWarehouse(models.Model):
    """How much of a return a store gives back in cash."""

    _inherit = "stock.warehouse"  # pylint: disable=consider-merging-classes-inherited

    def _get_cash_refund_limit(self):
        """Return the most cash of one return, 0.0 when there is no limit."""
        return self._get_profile_value("return_cash_limit") if self else 0.0
