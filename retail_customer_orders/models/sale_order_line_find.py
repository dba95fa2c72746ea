from odoo import models


class SaleOrderLine(models.Model):
    """By what of a line orders are found at a register, and what makes it quick."""

    _inherit = "sale.order.line"  # pylint: disable=consider-merging-classes-inherited

    _fulfilment_date_idx = models.Index(
        "(fulfilment_date) WHERE fulfilment_date IS NOT NULL"
    )
