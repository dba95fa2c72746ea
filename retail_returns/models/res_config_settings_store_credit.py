from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    retail_store_credit_account_id = fields.Many2one(
        related="company_id.retail_store_credit_account_id",
        string="Store Credit Account",
        readonly=False,
    )
