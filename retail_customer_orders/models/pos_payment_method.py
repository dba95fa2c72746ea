from odoo import models


class PosPaymentMethod(models.Model):
    _inherit = "pos.payment.method"

    def _is_on_account(self):
        """Say whether the customer pays later what is paid with this method.

        Addons with methods that have no journal, and pay at once all the same, say so.
        """
        self.ensure_one()
        return self.type == "pay_later"
