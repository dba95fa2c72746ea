from odoo import models


class ProductTemplate(models.Model):
    _inherit = "product.template"

    def action_view_retail_availability(self):
        """Open what the stores have of all variants of these products."""
        return self.product_variant_ids.action_view_retail_availability()
