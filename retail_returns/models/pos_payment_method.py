from odoo import models


class PosPaymentMethod(models.Model):
    _inherit = "pos.payment.method"

    def _get_tender_kind(self):
        """Return the kind of tender: each register has methods of its own."""
        self.ensure_one()
        if self.is_cash_count:
            return "cash"
        return "account" if self.type == "pay_later" else "card"
