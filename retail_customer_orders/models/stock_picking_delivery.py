from odoo import models


class StockPicking(models.Model):
    """What the carrier of a delivery means for its order."""

    _inherit = "stock.picking"  # pylint: disable=consider-merging-classes-inherited

    def _add_delivery_cost_to_so(self):
        """Override of `stock_delivery` to keep the charge that was promised.

        Core would add the real cost to the charges of the order.
        """
        if self.sale_id.is_customer_order:
            return None
        return super()._add_delivery_cost_to_so()
