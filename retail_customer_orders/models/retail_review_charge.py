from odoo import fields, models


class RetailReview(models.Model):
    """Charges that a provider has not answered are looked into like tickets (DP-12)."""

    _inherit = "retail.review"

    unanswered_charge_ids = fields.One2many(
        comodel_name="payment.transaction",
        inverse_name="unanswered_review_id",
        groups="account.group_account_invoice",
    )

    def _get_way_out(self):
        """Override of `retail_base`: no ticket waits here, and no money is booked."""
        # Transactions are for accountants; that there is one is not.
        if not self.sudo().unanswered_charge_ids:
            return super()._get_way_out()
        return self.env._(
            "%s asks the provider whether the card was charged. Take another payment "
            "if the customer waits: what comes twice is paid back.",
            self.user_id.name or self.env._("A manager"),
        )
