from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    """From when on returns are suspicious."""

    _inherit = "res.config.settings"  # pylint: disable=consider-merging-classes-inherited

    retail_suspicion_days = fields.Integer(
        related="company_id.retail_suspicion_days", readonly=False
    )
    retail_suspicion_minutes = fields.Integer(
        related="company_id.retail_suspicion_minutes", readonly=False
    )
    retail_suspicion_customer = fields.Integer(
        related="company_id.retail_suspicion_customer", readonly=False
    )
    retail_suspicion_cashier = fields.Integer(
        related="company_id.retail_suspicion_cashier", readonly=False
    )
    retail_suspicion_pair = fields.Integer(
        related="company_id.retail_suspicion_pair", readonly=False
    )
    retail_suspicion_no_sale = fields.Integer(
        related="company_id.retail_suspicion_no_sale", readonly=False
    )
    retail_suspicion_cash = fields.Integer(
        related="company_id.retail_suspicion_cash", readonly=False
    )
    retail_suspicion_quick = fields.Integer(
        related="company_id.retail_suspicion_quick", readonly=False
    )
    retail_suspicion_approval = fields.Integer(
        related="company_id.retail_suspicion_approval", readonly=False
    )
