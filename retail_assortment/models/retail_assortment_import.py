from odoo import api, models


class RetailAssortment(models.Model):
    """Assortments that come from a file, with their lines or without."""

    _name = "retail.assortment"
    _inherit = ["retail.assortment", "retail.import.mixin"]

    @api.model
    def get_import_templates(self):
        """Override of `base` to offer a file to begin with."""
        return [
            {
                "label": self.env._("Import Template for Assortments"),
                "template": "/retail_assortment/static/csv/retail_assortment.csv",
            }
        ]
