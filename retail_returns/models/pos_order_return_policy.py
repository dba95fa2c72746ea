from odoo import models


class PosOrder(models.Model):
    """Returns at a register obey the return policies, or a manager approves."""

    _inherit = "pos.order"  # pylint: disable=consider-merging-classes-inherited

    def _get_judge_steps(self):
        """Override of `retail_base` to judge on which terms goods come back."""
        return super()._get_judge_steps() + ["_judge_return_policy"]

    def _judge_return_policy(self):
        """Refuse what the policies do not allow, unless a manager allows it.

        :raise UserError: what is not as the policies want it, and what the cashier
            can do
        """
        self.ensure_one()
        faults = self._get_policy_faults()
        if faults:
            cases = self._get_policy_cases()
            amount = sum(case["amount"] for case in cases)
            self._need_approval("return_policy", amount, " ".join(faults))

    def _get_policy_faults(self):
        """Return what of this ticket's returns the policies do not allow, in words."""
        self.ensure_one()
        # Reads sales of all stores; what leaves is a sentence for the cashier.
        ticket = self.sudo()
        store, partner = ticket.config_id.store_id, ticket.partner_id
        if not store:
            return []
        policies = ticket.env["retail.return.policy"]
        if not (
            policies._get_rule_ids(store.company_id.id) or store._has_return_limits()
        ):
            return []
        cases = ticket._get_policy_cases()
        return policies._explain_faults(store, partner, cases)

    def _get_policy_cases(self):
        # The lines were tied and judged before.
        lines = self.sudo().lines.filtered(
            lambda line: line.qty < 0
            and line._get_return_source()
            and not line._is_undo_pickup()
            and line._needs_return_reason()
        )
        return [
            {
                "line": line,
                "product": line.product_id,
                "sold": line._get_return_source(),
                "reason": line.return_reason_id,
                "condition": line.return_condition,
                "amount": -line._get_amount_incl(),
                "currency": line.currency_id,
                "date": line.order_id.date_order,
                "qty": -line.qty,
            }
            for line in lines
        ]
