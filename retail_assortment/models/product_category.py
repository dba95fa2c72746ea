from odoo import models


class ProductCategory(models.Model):
    _inherit = "product.category"

    # A range asks which categories are below one; core's own index serves that only
    # in databases whose collation is "C".
    _range_idx = models.Index('(parent_path COLLATE "C")')

    def write(self, vals):
        """Override of `product` to tell open registers when a category moves."""
        result = super().write(vals)
        if "parent_id" in vals:
            self.env["pos.config"]._notify_range_changed()
        return result
