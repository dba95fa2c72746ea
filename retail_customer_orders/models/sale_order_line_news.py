from odoo import models

FACTS = {
    "product_uom_qty",
    "fulfilment",
    "fulfilment_store_id",
    "fulfilment_date",
    "pickup_unclaimed",
}


class SaleOrderLine(models.Model):
    """Stores learn what changes in an order that was confirmed."""

    _inherit = "sale.order.line"  # pylint: disable=consider-merging-classes-inherited

    def write(self, vals):
        """Override of `sale` to tell the store that had a line and the one that has."""
        if not FACTS & vals.keys():
            return super().write(vals)
        lines = self.filtered(lambda line: line.state == "sale")
        before = lines.fulfilment_store_id
        result = super().write(vals)
        (before | lines.fulfilment_store_id)._notify_orders_changed()
        return result
