from odoo import api, models
from odoo.exceptions import UserError


class RetailReturnLine(models.Model):
    """Lots and serial numbers that the back office takes back (RT-13)."""

    _inherit = "retail.return.line"  # pylint: disable=consider-merging-classes-inherited

    def _judge(self):
        """Override of `retail_returns` to refuse other lots than were sold."""
        result = super()._judge()
        for record in self.return_id:
            lines = self.filtered(lambda line, record=record: line.return_id == record)
            refusals = record._explain_lots("refuse", lines)
            if refusals:
                raise UserError(" ".join(refusals))
        return result

    def _get_policy_case(self):
        """Override of `retail_returns` to tell the policies which lot comes back."""
        return {
            **super()._get_policy_case(),
            "lots": self.lot_id.mapped("name"),
            "qty": self.qty,
        }


class RetailReturn(models.Model):
    """What was not as it was sold stays on the return."""

    _inherit = "retail.return"  # pylint: disable=consider-merging-classes-inherited

    def _explain_lots(self, check, lines):
        """Say which lots of these lines are handled in one way, see `LOT_CHECKS`."""
        self.ensure_one()
        # Who takes goods back need not read sales.
        policies = self.env["retail.return.policy"].sudo()
        cases = [line._get_policy_case() for line in lines if line.lot_id]
        return policies._explain_lots(check, self.store_id, self.partner_id, cases)

    @api.depends("line_ids.lot_id", "line_ids.qty")
    def _compute_approval_note(self):
        """Override of `retail_returns` to follow the lots."""
        return super()._compute_approval_note()

    def action_receive(self):
        """Override of `retail_returns` to keep which other lots were received."""
        self.ensure_one()
        warnings = self.sudo()._explain_lots("warn", self.sudo().line_ids)
        result = super().action_receive()
        if warnings:
            # The right was checked; only the server writes this note.
            record = self.sudo()
            notes = [record.policy_note or "", *warnings]
            record.policy_note = "\n".join(filter(None, notes))
        return result

    @api.model
    def _prepare_from_ticket(self, ticket, lines):
        """Override of `retail_returns` to keep which other lots came back."""
        values = super()._prepare_from_ticket(ticket, lines)
        warnings = ticket._explain_returned_lots("warn")
        notes = [values.get("policy_note") or "", *warnings]
        return {**values, "policy_note": "\n".join(filter(None, notes))}
