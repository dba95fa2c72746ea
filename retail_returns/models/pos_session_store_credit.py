from odoo import models


class PosSession(models.Model):
    """Store credit is a liability, not a receivable, and never income."""

    _inherit = "pos.session"

    def _get_split_receivable_vals(self, payment, amount, amount_converted):
        """Override of `point_of_sale` to owe store credit on its own account."""
        values = super()._get_split_receivable_vals(payment, amount, amount_converted)
        if payment.payment_method_id.is_store_credit:
            account = self.company_id._ensure_store_credit_account()
            values["account_id"] = account.id
        return values
