from odoo import models


class PosOrderLine(models.Model):
    """Which lots and serial numbers a ticket sold, and takes back (RT-13)."""

    _inherit = "pos.order.line"  # pylint: disable=consider-merging-classes-inherited

    def _get_sold_lot_names(self):
        """Override of `retail_returns` to list those of the ticket."""
        self.ensure_one()
        return [name for name in self.pack_lot_ids.mapped("lot_name") if name]

    def _prepare_refund_data(self, refund_order, PosPackOperationLot):
        """Override of `point_of_sale` to leave out what came back before."""
        left = self._get_returnable_lots()
        lots = PosPackOperationLot.filtered(lambda lot: lot.lot_name in left)
        return super()._prepare_refund_data(refund_order, lots)
