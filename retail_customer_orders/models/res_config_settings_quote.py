from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    """How long quotes hold."""

    _inherit = "res.config.settings"  # pylint: disable=consider-merging-classes-inherited

    retail_quote_validity_days = fields.Integer(
        related="company_id.retail_quote_validity_days", readonly=False
    )
    retail_quote_reminder_days = fields.Integer(
        related="company_id.retail_quote_reminder_days", readonly=False
    )
