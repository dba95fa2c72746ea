from odoo import api, fields, models


class RetailReturn(models.Model):
    """Returns outside the policies need a manager, and say so afterwards."""

    _inherit = "retail.return"  # pylint: disable=consider-merging-classes-inherited

    policy_note = fields.Text(
        string="Outside the Policy",
        readonly=True,
        copy=False,
        help="What was not as the return policies want it, and was allowed.",
    )

    @api.depends(
        "store_id",
        "partner_id",
        "line_ids.reason_id",
        "line_ids.condition",
        "line_ids.amount",
        "line_ids.product_id",
    )
    def _compute_approval_note(self):
        """Override of `retail_returns` to follow what the policies look at."""
        return super()._compute_approval_note()

    def _get_approval_notes(self):
        """Override of `retail_returns` to ask for approval outside the policies."""
        return super()._get_approval_notes() + self._get_policy_faults()

    def _get_policy_faults(self):
        self.ensure_one()
        if not self.store_id:
            return []
        cases = [line._get_policy_case() for line in self.line_ids]
        policies = self.env["retail.return.policy"].sudo()
        return policies._explain_faults(self.store_id, self.partner_id, cases)

    def action_approve(self):
        """Override of `retail_returns` to keep what was allowed."""
        note = "\n".join(self.sudo()._get_policy_faults())
        result = super().action_approve()
        self.sudo().policy_note = note
        return result

    @api.model
    def _prepare_from_ticket(self, ticket, lines):
        """Override of `retail_returns` to keep what was allowed at the register."""
        values = super()._prepare_from_ticket(ticket, lines)
        values["policy_note"] = "\n".join(ticket._get_policy_faults())
        return values
