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
        # Core looks at one field of all registers of a chain, not at the others.
        registers = self.with_context(prefetch_fields=False)
        special = super(PosConfig, registers)._get_special_products()
        return special.with_env(self.env) | deposits
