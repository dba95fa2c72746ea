from odoo import fields, models
from odoo.exceptions import UserError


class AccountMoveReversal(models.TransientModel):
    _inherit = "account.move.reversal"

    is_price_reduction = fields.Boolean(
        string="Price Reduction Only",
        help="No goods come back. Lower the prices on the credit note to what the "
        "customer gets back, and post it: the goods can still be returned, for what "
        "was paid less this.",
    )

    def _prepare_default_reversal(self, move):
        """Override of `account` to say whether goods come back."""
        values = super()._prepare_default_reversal(move)
        if self.is_price_reduction and move.move_type == "out_invoice":
            values["is_price_reduction"] = True
        return values

    def modify_moves(self):
        """Override of `account`: what gives all back is no price reduction."""
        if self.is_price_reduction:
            raise UserError(
                self.env._(
                    "A price reduction keeps the invoice. Choose Reverse, and lower "
                    "the prices on the credit note."
                )
            )
        return super().modify_moves()
