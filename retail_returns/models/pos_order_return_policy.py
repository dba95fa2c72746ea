from odoo import models
from odoo.exceptions import UserError


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
        if not faults or self.env.user.has_group("retail_base.group_retail_manager"):
            return
        try:
            self.env["retail.approval"]._use(
                "return_policy",
                self.uuid,
                record=self,
                amount=sum(case["amount"] for case in self._get_policy_cases()),
            )
        except UserError as error:
            raise UserError(
                self.env._(
                    "%(refusal)s %(approval)s",
                    refusal=" ".join(faults),
                    approval=error.args[0],
                )
            ) from error

    def _get_policy_faults(self):
        """Return what of this ticket's returns the policies do not allow, in words."""
        self.ensure_one()
        # Reads sales of all stores; what leaves is a sentence for the cashier.
        ticket = self.sudo()
        store, partner = ticket.config_id.store_id, ticket.partner_id
        if not store:
            return []
        policies = ticket.env["retail.return.policy"]
        if not policies._get_rule_ids(store.company_id.id):
            return []
        cases = ticket._get_policy_cases()
        return policies._explain_faults(store, partner, cases) + ticket._explain_fees()

    def _explain_fees(self):
        """Say which fees are due: a register does not take them (RT-17)."""
        policies = self.env["retail.return.policy"]
        store, partner = self.config_id.store_id, self.partner_id
        sentences = []
        for case in self._get_policy_cases():
            policy, fee = policies._find_fee(store, partner, case, case["qty"])
            if fee:
                sentences.append(
                    self.env._(
                        "A restocking fee of %(fee)s is due for %(product)s "
                        "(%(policy)s). Take it back in the back office, or let a "
                        "manager waive the fee.",
                        fee=policy.currency_id.format(fee),
                        product=case["product"].display_name,
                        policy=policy.name,
                    )
                )
        return sentences

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
                "qty": -line.qty,
            }
            for line in lines
        ]
