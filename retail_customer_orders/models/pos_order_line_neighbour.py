from odoo import models

# Rewards of these programs of `pos_loyalty` are payments.
PREPAID = ("gift_card", "ewallet")


class PosOrderLine(models.Model):
    """What a line of another addon does to the price of a ticket."""

    _inherit = "pos.order.line"  # pylint: disable=consider-merging-classes-inherited

    def _is_prepaid_payment(self):
        """Say whether this line pays with a gift card or an e-wallet."""
        self.ensure_one()
        if "reward_id" not in self._fields:
            return False
        # A cashier may not read every program.
        return self.sudo().reward_id.program_id.program_type in PREPAID
