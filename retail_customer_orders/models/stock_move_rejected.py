from odoo import models


class StockMove(models.Model):
    """Goods that a store rejected are left to others (FU-11)."""

    _inherit = "stock.move"  # pylint: disable=consider-merging-classes-inherited

    def _get_held_moves(self):
        """Override of `retail_customer_orders` to reserve nothing that was rejected."""
        # Whoever moves goods need not read orders.
        return super()._get_held_moves() | self.filtered(
            lambda move: not move.picked
            and move.sudo().sale_line_id.acceptance == "rejected"
        )
