from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    retail_profile_id = fields.Many2one(
        related="company_id.retail_profile_id", readonly=False
    )
    retail_inventory_profile_id = fields.Many2one(
        related="company_id.retail_inventory_profile_id", readonly=False
    )
    retail_default_order_type = fields.Selection(
        related="company_id.retail_default_order_type", readonly=False, required=True
    )
    retail_deposit_percent = fields.Float(
        related="company_id.retail_deposit_percent", readonly=False
    )
    retail_cancellation_charge_percent = fields.Float(
        related="company_id.retail_cancellation_charge_percent", readonly=False
    )
    retail_cancellation_charge_code_id = fields.Many2one(
        related="company_id.retail_cancellation_charge_code_id", readonly=False
    )
    retail_shipping_charge_code_id = fields.Many2one(
        related="company_id.retail_shipping_charge_code_id", readonly=False
    )
    retail_refund_shipping_charges = fields.Boolean(
        related="company_id.retail_refund_shipping_charges", readonly=False
    )
    retail_refund_shipping_limit = fields.Monetary(
        related="company_id.retail_refund_shipping_limit", readonly=False
    )
    retail_approval_attempts = fields.Integer(
        related="company_id.retail_approval_attempts", readonly=False
    )
    retail_approval_minutes = fields.Integer(
        related="company_id.retail_approval_minutes", readonly=False
    )

    def action_create_retail_charge_codes(self):
        """Create the usual charge codes for the company that is being set up."""
        self.company_id._ensure_retail_charge_codes()
        return self.env["ir.actions.act_window"]._for_xml_id(
            "retail_base.res_config_settings_action"
        )
