from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command


class RetailReturn(models.Model):
    """Restocking fees: what the policies keep of the money (RT-17)."""

    _inherit = "retail.return"  # pylint: disable=consider-merging-classes-inherited

    fee_amount = fields.Monetary(
        string="Restocking Fee", compute="_compute_fee_amount", compute_sudo=True
    )
    fee_waived = fields.Boolean(readonly=True, copy=False, tracking=True)

    @api.depends(
        "state",
        "fee_waived",
        "store_id",
        "partner_id",
        "line_ids.fee_amount",
        "line_ids.amount",
        "line_ids.reason_id",
        "line_ids.condition",
    )
    def _compute_fee_amount(self):
        for record in self:
            if record.state in ("requested", "approved") and record.store_id:
                fees = record.line_ids.mapped(lambda line: line._find_fee()[1])
            else:
                fees = record.line_ids.mapped("fee_amount")
            record.fee_amount = sum(fees)

    @api.depends("line_ids.fee_amount")
    def _compute_amount_total(self):
        """Override of `retail_returns` to keep the fees."""
        result = super()._compute_amount_total()
        for record in self:
            record.amount_total -= sum(record.line_ids.mapped("fee_amount"))
        return result

    def action_waive_fee(self):
        """Give all of the money back.

        :raise AccessError: the user is no manager
        :raise UserError: the goods are received, and the fee is fixed
        """
        self._ensure_manager()
        self._ensure_state("requested", "approved")
        if not self.fee_amount:
            raise UserError(self.env._("There is no fee on this return."))
        self.sudo().fee_waived = True

    def _receive(self):
        """Override of `retail_returns` to fix the fees with the goods."""
        for line in self.line_ids:
            policy, fee = line._find_fee()
            line.write({"fee_amount": fee, "fee_policy_id": policy.id})
        return super()._receive()

    def _prepare_credit_note(self, partner, invoice, lines):
        """Override of `retail_returns` to keep the fees."""
        values = super()._prepare_credit_note(partner, invoice, lines)
        values["invoice_line_ids"] += [
            Command.create(line._prepare_fee_item())
            for line in lines.filtered("fee_amount")
        ]
        return values
