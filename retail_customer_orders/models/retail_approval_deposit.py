from odoo import api, models
from odoo.exceptions import UserError


class RetailApproval(models.Model):
    """Whoever lowers a deposit at a register says why."""

    _inherit = "retail.approval"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _prepare_from_ui(self, config, vals):
        """Override of `retail_base` to know why a deposit is lowered (DP-04)."""
        values = super()._prepare_from_ui(config, vals)
        if values["kind"] == "deposit_override":
            self._ensure_deposit_reason(config, values["reason_id"])
        return values

    @api.model
    def _ensure_deposit_reason(self, config, reason_id):
        reasons = self.env["retail.reason.code"].search(
            [
                ("kind", "=", "deposit_override"),
                ("company_id", "in", (config.company_id.id, False)),
            ]
        )
        # A chain that has done away with these reasons need not give any.
        if reasons and reason_id not in reasons.ids:
            raise UserError(self.env._("Choose a reason for the lower deposit."))
