from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    retail_mail_confirmation = fields.Boolean(
        related="company_id.retail_mail_confirmation", readonly=False
    )
