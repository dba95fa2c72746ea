from odoo import models


class SaleOrderLine(models.Model):
    """What the back office hands out of a line."""

    _inherit = "sale.order.line"  # pylint: disable=consider-merging-classes-inherited

    def _get_pickup_qty(self):
        """Return what of this line can still be handed out, in its unit (PU-02)."""
        self.ensure_one()
        return max(min(self.fulfilment_open_qty, self._get_unsettled_qty()), 0.0)

    def _prepare_invoice_line(self, **optional_values):
        """Override of `sale` to invoice the quantity that is just being handed out."""
        quantities = self.env.context.get("retail_invoice_quantities") or {}
        if self.id in quantities:
            optional_values["quantity"] = quantities[self.id]
        return super()._prepare_invoice_line(**optional_values)
