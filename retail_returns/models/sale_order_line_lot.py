from odoo import models


class SaleOrderLine(models.Model):
    """Which lots and serial numbers were shipped, and came back (RT-13)."""

    _inherit = "sale.order.line"  # pylint: disable=consider-merging-classes-inherited

    def _get_sold_lot_names(self):
        """Override of `retail_returns` to list those of its deliveries."""
        self.ensure_one()
        return self._get_moved_lot_names()

    def _get_returned_lot_names(self, except_ticket=None):
        """Override of `retail_returns` to count what came back to stock as well."""
        return super()._get_returned_lot_names(
            except_ticket
        ) + self._get_moved_lot_names(back=True)

    def _get_moved_lot_names(self, back=False):
        moves = self._get_customer_moves(back)
        return [name for name in moves.move_line_ids.lot_id.mapped("name") if name]
