from odoo import models


class StockMove(models.Model):
    """Deliveries of what is given back before it was shipped."""

    _inherit = "stock.move"  # pylint: disable=consider-merging-classes-inherited

    def _lower_demand(self, quantity):
        """Move less, or nothing.

        :param float quantity: at most so much less, in the unit of the product
        :return: how much less it is, in the unit of the product
        """
        self.ensure_one()
        unit = self.product_id.uom_id
        part = min(quantity, self.product_qty)
        if unit.compare(part, 0) <= 0:
            return 0.0
        if unit.compare(part, self.product_qty) >= 0:
            self._action_cancel()
            return part
        reserved = self.state in ("assigned", "partially_available")
        self._do_unreserve()
        less = unit._compute_quantity(part, self.product_uom, round=False)
        self.product_uom_qty -= less
        if reserved:
            self._action_assign()
        return part
