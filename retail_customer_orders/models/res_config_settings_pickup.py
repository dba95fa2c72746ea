from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    """How long goods wait for those who ordered them."""

    _inherit = "res.config.settings"  # pylint: disable=consider-merging-classes-inherited

    retail_pickup_days = fields.Integer(
        related="company_id.retail_pickup_days", readonly=False
    )
    retail_pickup_reminder_days = fields.Integer(
        related="company_id.retail_pickup_reminder_days", readonly=False
    )
    retail_pickup_ready_mail = fields.Boolean(
        related="company_id.retail_pickup_ready_mail", readonly=False
    )
