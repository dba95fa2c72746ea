from odoo import models


class AccountMove(models.Model):
    """Invoices of goods are paid by the cards that are authorised for them (DP-05)."""

    _inherit = "account.move"  # pylint: disable=consider-merging-classes-inherited

    def _post(self, soft=True):
        """Override of `account` to have cards charged once an invoice is posted."""
        posted = super()._post(soft)
        # Transactions are for accountants; others post invoices, too.
        cards = posted.sudo().transaction_ids.filtered(
            lambda card: card.state == "authorized" and card._get_customer_order()
        )
        if cards:
            cards.sale_order_ids._settle_cards_soon()
        return posted
