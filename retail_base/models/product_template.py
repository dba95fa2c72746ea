from odoo import fields, models


class ProductTemplate(models.Model):
    _inherit = "product.template"

    retail_inventory_profile_id = fields.Many2one(
        comodel_name="retail.inventory.profile",
        string="Inventory Profile",
        company_dependent=True,
        ondelete="restrict",
        check_company=True,
        help="What customers are told of the stock of this product. Leave empty to "
        "take it from the category.",
    )

    def action_view_retail_availability(self):
        """Open what the stores have of all variants of these products."""
        return self.product_variant_ids.action_view_retail_availability()
