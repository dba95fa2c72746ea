from odoo import api, fields, models
from odoo.exceptions import UserError


class RetailOrderCancelWizard(models.TransientModel):
    """What becomes of the customer's cards when an order is cancelled (CN-05)."""

    _inherit = "retail.order.cancel.wizard"  # pylint: disable=consider-merging-classes-inherited

    settlement = fields.Selection(
        selection_add=[("card", "Back to the Card")], ondelete={"card": "set default"}
    )
    amount_authorised = fields.Monetary(related="order_id.amount_authorised")
    card_refundable = fields.Monetary(
        string="Can Go Back to the Card", compute="_compute_card_refundable"
    )

    @api.depends("refund")
    def _compute_card_refundable(self):
        for wizard in self:
            # Transactions are for accountants; the amount is for whoever cancels.
            order = wizard.order_id.sudo()
            wizard.card_refundable = order._get_card_refundable(wizard.refund)

    def action_confirm(self):
        """Override to see that a card can take the deposit back.

        :raise UserError: it cannot, and what else to choose
        """
        self.ensure_one()
        compare = self.currency_id.compare_amounts
        is_short = compare(self.card_refundable, self.refund) < 0
        if self.settlement == "card" and is_short:
            raise UserError(
                self.env._(
                    "Only %(amount)s of %(refund)s can go back to the card. Choose "
                    "“Pay Back Now”.",
                    amount=self.currency_id.format(self.card_refundable),
                    refund=self.currency_id.format(self.refund),
                )
            )
        return super().action_confirm()
