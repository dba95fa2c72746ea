from odoo import api, models
from odoo.fields import Command


class RetailReturn(models.Model):
    """The charges and fees of a ticket are kept with its return."""

    _inherit = "retail.return"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _prepare_from_ticket(self, ticket, lines):
        """Override of `retail_returns` to keep the fees, or that they were waived."""
        values = super()._prepare_from_ticket(ticket, lines)
        cases = ticket._get_policy_cases()
        fees = self._get_case_fees(ticket.config_id.store_id, ticket.partner_id, cases)
        kept = ticket.lines.return_fee_policy_id
        by_line = {case["line"]: fee for case, fee in zip(cases, fees, strict=True)}
        values["fee_waived"] = any(fee and policy not in kept for policy, fee in fees)
        for command, line in zip(values["line_ids"], lines, strict=True):
            policy, fee = by_line.get(line, (None, 0.0))
            if fee and policy in kept:
                command[2].update({"fee_amount": fee, "fee_policy_id": policy.id})
        return values

    @api.model
    def _create_from_ticket(self, ticket):
        """Override of `retail_returns` to keep the charges that were given back."""
        record = super()._create_from_ticket(ticket)
        given = ticket.lines.return_charge_line_id
        if record and given and not record.charge_ids:
            record.charge_ids = record._prepare_ticket_charges(ticket, given)
        return record

    def _prepare_ticket_charges(self, ticket, given):
        cases = ticket._get_policy_cases()
        shares = self._get_case_charges(cases, self)
        lines = {line.refund_line_id: line for line in self.line_ids}
        return [
            Command.create(
                {
                    "return_line_id": lines[case["line"]].id,
                    "charge_line_id": charge.id,
                    "charge_code_id": charge.charge_code_id.id,
                    "amount": amount,
                }
            )
            for case, charges in zip(cases, shares, strict=True)
            for charge, amount in charges.items()
            if charge in given
        ]
