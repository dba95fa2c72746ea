from odoo import models


class AccountMove(models.Model):
    """Invoices of goods that the back office hands out."""

    _inherit = "account.move"  # pylint: disable=consider-merging-classes-inherited

    def _pay_hand_out(self, journal):
        """Register that all of this invoice was paid when the goods were handed out.

        :param journal: the `account.journal` that took the money
        """
        self.ensure_one()
        register = self.env["account.payment.register"].with_context(
            active_model="account.move", active_ids=self.ids
        )
        # All at once and now, whatever terms of payment the customer has.
        register.create(
            {
                "journal_id": journal.id,
                "installments_mode": "full",
                "amount": self.amount_residual,
                "payment_difference_handling": "open",
            }
        )._create_payments()
