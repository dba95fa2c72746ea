from odoo import models


class StockMove(models.Model):
    """Goods that nobody claimed stay in free stock."""

    _inherit = "stock.move"  # pylint: disable=consider-merging-classes-inherited

    def _action_assign(self, force_qty=False):
        """Override of `stock` to reserve nothing for pickups that nobody claimed.

        Core would give them the next goods that come in, or reserve them again in the
        night. Somebody has to keep them on first, on the order.
        """
        # Whoever works in stock need not see orders.
        lines = self.sudo().sale_line_id.filtered("pickup_unclaimed")
        if not lines:
            return super()._action_assign(force_qty)
        wanted = self.filtered(lambda move: move.sudo().sale_line_id not in lines)
        return super(StockMove, wanted)._action_assign(force_qty)
