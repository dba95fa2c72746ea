from odoo import models
from odoo.fields import Command

RATED_FIELDS = ("product_uom_qty", "price_unit", "discount")


class SaleOrderLine(models.Model):
    """What a carrier has to know of a line."""

    _inherit = "sale.order.line"  # pylint: disable=consider-merging-classes-inherited

    def _prepare_rated_line(self):
        """Return this line as one of the order that a carrier rates."""
        self.ensure_one()
        return {
            "product_id": self.product_id.id,
            "product_uom_id": self.product_uom_id.id,
            "tax_ids": [Command.set(self.tax_ids.ids)],
            **{name: self[name] for name in RATED_FIELDS},
        }
