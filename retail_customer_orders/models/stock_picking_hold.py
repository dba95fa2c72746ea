from odoo import models
from odoo.exceptions import UserError


class StockPicking(models.Model):
    """Goods of an order on hold are not prepared, either."""

    _inherit = "stock.picking"  # pylint: disable=consider-merging-classes-inherited

    def _action_done(self):
        """Override of `stock` to prepare no goods of orders on hold (HD-03).

        What leaves for the customer is judged with all else that keeps it.
        """
        for picking in self.filtered(
            lambda picking: picking.picking_type_code == "internal"
        ):
            # Whoever prepares goods need not read orders.
            order = picking.sudo().sale_id
            obstacle = order and order._get_hold_obstacle()
            if obstacle:
                raise UserError(
                    self.env._(
                        "The goods of %(order)s must not be prepared: %(reason)s.",
                        order=order.name,
                        reason=obstacle,
                    )
                )
        return super()._action_done()
