from odoo import models


class StockWarehouse(models.Model):
    """How much of a return a store gives back in cash."""

    _inherit = "stock.warehouse"  # pylint: disable=consider-merging-classes-inherited

    def _get_cash_refund_limit(self, currency):
        """Return the most cash of one return, 0.0 when there is no limit.

        :param currency: the `res.currency` of the register, and of the answer
        """
        limit = self._get_profile_value("return_cash_limit") if self else 0.0
        if not limit:
            return 0.0
        company = self.company_id
        return company.currency_id._convert(
            limit, currency, company, self._get_local_today()
        )
