from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    """How deliveries are taxed."""

    _inherit = "res.config.settings"  # pylint: disable=consider-merging-classes-inherited

    retail_shipping_tax_rule = fields.Selection(
        related="company_id.retail_shipping_tax_rule", readonly=False
    )
