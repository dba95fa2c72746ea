from odoo import models


class PosOrderLine(models.Model):
    """By what was sold a sale is found at a register (RT-01)."""

    _inherit = "pos.order.line"  # pylint: disable=consider-merging-classes-inherited

    _product_idx = models.Index("(product_id, order_id)")
