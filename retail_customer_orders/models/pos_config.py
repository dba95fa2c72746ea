from odoo import models


class PosConfig(models.Model):
    _inherit = "pos.config"

    def _get_special_products(self):
        """Override of `point_of_sale` to add the deposit product.

        Core asks an empty recordset which cards to hide, and a register what to load.
        """
        companies = self.company_id or self.env.companies
        # Which product stands for a deposit is no secret.
        deposits = companies.sudo().retail_deposit_product_id.sudo(False)
        return super()._get_special_products() | deposits
