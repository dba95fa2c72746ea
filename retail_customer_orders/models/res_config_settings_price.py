from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    """How far prices on customer orders may be from the list price (PV-04)."""

    _inherit = "res.config.settings"  # pylint: disable=consider-merging-classes-inherited

    retail_price_control = fields.Boolean(
        related="company_id.retail_price_control", readonly=False
    )
    retail_price_down_percent = fields.Float(
        related="company_id.retail_price_down_percent", readonly=False
    )
    retail_price_up_percent = fields.Float(
        related="company_id.retail_price_up_percent", readonly=False
    )
