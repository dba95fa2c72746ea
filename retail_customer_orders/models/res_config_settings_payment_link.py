from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    """How long customers have to pay by link."""

    _inherit = "res.config.settings"  # pylint: disable=consider-merging-classes-inherited

    retail_payment_link_minutes = fields.Integer(
        related="company_id.retail_payment_link_minutes", readonly=False
    )
