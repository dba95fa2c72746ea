from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    retail_deposit_account_id = fields.Many2one(
        related="company_id.retail_deposit_account_id", readonly=False
    )
    retail_deposit_product_id = fields.Many2one(
        related="company_id.retail_deposit_product_id", readonly=False
    )
    retail_deposit_tax = fields.Selection(
        related="company_id.retail_deposit_tax", readonly=False, required=True
    )

    def action_create_retail_deposit(self):
        """Create account and product for deposits of the company being set up."""
        self.company_id._ensure_retail_deposit()
        return self.env["ir.actions.act_window"]._for_xml_id(
            "retail_base.res_config_settings_action"
        )
