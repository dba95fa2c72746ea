from odoo import api, fields, models


class RetailPickupWizardCard(models.TransientModel):
    """One authorised card that may pay for what is handed out (DP-12)."""

    _name = "retail.pickup.wizard.card"
    _description = "Card for Goods Handed Out"

    wizard_id = fields.Many2one(
        comodel_name="retail.pickup.wizard",
        required=True,
        readonly=True,
        ondelete="cascade",
    )
    currency_id = fields.Many2one(related="wizard_id.currency_id")
    # Transactions are for accountants: only a name and an amount leave here.
    transaction_id = fields.Integer(required=True, readonly=True)
    name = fields.Char(string="Card", compute="_compute_card")
    amount = fields.Monetary(string="Authorised", compute="_compute_card")

    @api.depends("transaction_id")
    def _compute_card(self):
        for row in self:
            card = row._get_card()
            row.name = card and card._get_label()
            row.amount = card and card._get_chargeable()

    def _get_card(self):
        """Return the transaction, none if it is not one of the order that is left."""
        cards = self.wizard_id.order_id.sudo()._get_cards()
        return cards.filtered(lambda card: card.id in self.mapped("transaction_id"))

    def action_charge(self):
        """Charge what is due to this card; see the wizard."""
        self.ensure_one()
        return self.wizard_id._charge(self)
