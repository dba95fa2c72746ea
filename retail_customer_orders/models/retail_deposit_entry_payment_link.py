from odoo import api, models


class RetailDepositEntry(models.Model):
    """Money that comes lets orders go on that were waiting for it (CO-15)."""

    _inherit = "retail.deposit.entry"  # pylint: disable=consider-merging-classes-inherited

    @api.model_create_multi
    def create(self, vals_list):
        """Override to look at the orders that wait for a payment."""
        entries = super().create(vals_list)
        entries.order_id._check_awaited_payment()
        return entries
