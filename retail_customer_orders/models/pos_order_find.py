from odoo import models


class PosOrder(models.Model):
    """By what a customer's ticket is found at a register."""

    _inherit = "pos.order"  # pylint: disable=consider-merging-classes-inherited

    # The QR code that core prints on receipts.
    _access_token_idx = models.Index("(access_token) WHERE access_token IS NOT NULL")
