from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    """Who may change the deposit of an order, and how far."""

    _inherit = "res.config.settings"  # pylint: disable=consider-merging-classes-inherited

    retail_deposit_lowering = fields.Selection(
        related="company_id.retail_deposit_lowering", readonly=False, required=True
    )
    retail_deposit_minimum_percent = fields.Float(
        related="company_id.retail_deposit_minimum_percent", readonly=False
    )
