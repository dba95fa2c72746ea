from odoo import models


class StockPicking(models.Model):
    """Stores learn that goods of an order left."""

    _inherit = "stock.picking"  # pylint: disable=consider-merging-classes-inherited

    def _action_done(self):
        """Override of `stock` to tell the registers of the stores."""
        result = super()._action_done()
        # Whoever delivers need not see orders.
        orders = self.sudo().sale_id.filtered("is_customer_order")
        if orders:
            orders._get_fulfilment_stores()._notify_orders_changed()
        return result
