from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    """What documents of customer orders say for the whole company."""

    _inherit = "res.config.settings"  # pylint: disable=consider-merging-classes-inherited

    retail_order_conditions = fields.Text(
        related="company_id.retail_order_conditions", readonly=False
    )
