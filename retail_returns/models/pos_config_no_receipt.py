from odoo import api, fields, models


class PosConfig(models.Model):
    """What a register has to know to take goods back without receipt."""

    _inherit = "pos.config"

    takes_back_without_receipt = fields.Boolean(
        compute="_compute_takes_back_without_receipt",
        # A cashier does not see profiles.
        compute_sudo=True,
    )
    no_receipt_customer_required = fields.Boolean(
        compute="_compute_takes_back_without_receipt", compute_sudo=True
    )
    no_receipt_off_line = fields.Boolean(
        compute="_compute_takes_back_without_receipt", compute_sudo=True
    )

    @api.depends("store_id.profile_id", "company_id.retail_profile_id")
    def _compute_takes_back_without_receipt(self):
        for config in self:
            store = config.store_id
            config.takes_back_without_receipt = bool(
                store and store._takes_back_without_receipt()
            )
            off_line = store and store._get_profile_value("no_receipt_off_line")
            config.no_receipt_off_line = off_line == "allow"
            config.no_receipt_customer_required = bool(
                store and store._get_no_receipt_terms()["customer_required"]
            )
