from odoo import models


class StockMove(models.Model):
    """Goods of an order on hold are left to others, where its reason says so."""

    _inherit = "stock.move"  # pylint: disable=consider-merging-classes-inherited

    def _action_assign(self, force_qty=False):
        """Override of `stock` to reserve nothing for what is held without goods."""
        return super(StockMove, self - self._get_held_moves())._action_assign(
            force_qty=force_qty
        )

    def _get_held_moves(self):
        # Whoever moves goods need not read orders.
        orders = self.sudo().sale_line_id.order_id
        held = orders.filtered("hold_released_goods")
        if not held:
            return self.browse()
        # What comes back from the customer comes back all the same.
        return self.filtered(
            lambda move: not move.picked
            and move.location_id.usage != "customer"
            and move.sudo().sale_line_id.order_id in held
        )
