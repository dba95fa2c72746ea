from collections import defaultdict

from odoo import models
from odoo.exceptions import UserError

from odoo.addons.retail_base.tools.judge import lock_records

from ..tools.payload import PayloadError
from ..tools.payload_extra import read_return_extras


class PosOrder(models.Model):
    """Charges that a refund gives back, and fees that it keeps (CH-09, RT-17)."""

    _inherit = "pos.order"  # pylint: disable=consider-merging-classes-inherited

    def _link_return(self):
        """Override of `retail_returns` to say what the lines beside the goods are."""
        result = super()._link_return()
        try:
            extras = read_return_extras(self.return_payload)
        except PayloadError as error:
            raise UserError(
                self.env._("This return cannot be read. Begin it again in Returns.")
            ) from error
        # Orders and policies are not the cashier's to read; the lines are judged.
        for line in self.sudo().lines.filtered(lambda line: line.uuid in extras):
            line._set_return_extra(extras[line.uuid])
        return result

    def _get_judge_steps(self):
        """Override of `retail_base` to judge what is given and kept beside goods."""
        return super()._get_judge_steps() + ["_judge_return_extras"]

    def _judge_return_extras(self):
        """Refuse a charge or a fee that is missing, or not what it must be.

        :raise UserError: what is refused, and what the cashier can do
        """
        self.ensure_one()
        ticket = self.sudo()
        cases = ticket._get_policy_cases()
        extras = ticket.lines.filtered(lambda line: line._is_extra())
        if not cases and not extras:
            return
        ticket._judge_extra_lines(extras)
        ticket._judge_exact_amounts()
        returns = ticket.env["retail.return"]
        lines = [returns._get_case_order_line(case) for case in cases]
        # Another register may take back goods that bear the same charge.
        lock_records(ticket.env["sale.order.line"].union(*lines).order_id)
        self._judge_charges_given(cases, extras)
        self._judge_fees_kept(cases, extras)

    def _judge_extra_lines(self, extras):
        """Refuse lines that are not of their charge's, or their fee's, product."""
        for line in extras:
            charge, policy = line.return_charge_line_id, line.return_fee_policy_id
            code = charge.charge_code_id or policy.fee_code_id
            if (
                line.product_id != code.product_id
                or (charge or policy).company_id != self.company_id
                or (line._get_subtotals()[1] < 0) != bool(charge)
                or line.extra_tax_data
                or line._get_return_source()
            ):
                raise UserError(
                    self.env._(
                        "%s is not what the sale says. Begin the return again in "
                        "Returns.",
                        line.product_id.display_name,
                    )
                )

    def _judge_charges_given(self, cases, extras):
        """Refuse other charges than the goods bore, and much shipping (CH-12)."""
        due, given = self._get_charges_due(cases), defaultdict(float)
        for line in extras.filtered("return_charge_line_id"):
            given[line.return_charge_line_id] -= line._get_amount_incl()
        currency = self.currency_id
        for charge in due.keys() | given.keys():
            # The taxes of a share may be off by the smallest unit.
            if abs(due[charge] - given[charge]) > currency.rounding * 1.5:
                raise UserError(
                    self.env._(
                        "%(due)s of the charge “%(charge)s” is given back with these "
                        "goods, not %(given)s. Begin the return again in Returns.",
                        due=currency.format(due[charge]),
                        charge=charge.name,
                        given=currency.format(given[charge]),
                    )
                )
        amount, sentences = self.env["retail.return"]._get_shipping_excess(due)
        if sentences:
            self._need_approval("return_shipping", amount, " ".join(sentences))

    def _get_charges_due(self, cases):
        """Return {charge as `sale.order.line`: what these goods give back of it}."""
        returns = self.env["retail.return"].sudo()
        own = self._get_own_returns(cases)
        due = defaultdict(float)
        for charges in returns._get_case_charges(cases, own):
            for charge, amount in charges.items():
                due[charge] += amount
        return due

    def _get_own_returns(self, cases):
        """Return the `retail.return` of this ticket, where its goods bore charges."""
        returns = self.env["retail.return"].sudo()
        if not any(returns._get_case_order_line(case) for case in cases):
            return returns
        return returns.search([("pos_order_id", "in", self.ids)])

    def _judge_fees_kept(self, cases, extras):
        """Refuse another fee than is due; a manager may waive it."""
        due, kept = self._get_fees_due(cases), defaultdict(float)
        for line in extras.filtered("return_fee_policy_id"):
            kept[line.return_fee_policy_id] += line._get_amount_incl()
        waived = {policy: fee for policy, fee in due.items() if not kept[policy]}
        for policy in due.keys() | kept.keys():
            if policy not in waived:
                self._judge_fee_kept(policy, due[policy], kept[policy])
        if waived:
            sentences = [
                self.env._(
                    "A restocking fee of %(fee)s is due (%(policy)s). Begin the return "
                    "again in Returns, which keeps it, or let a manager waive it.",
                    fee=self.currency_id.format(fee),
                    policy=policy.name,
                )
                for policy, fee in waived.items()
            ]
            amount = sum(waived.values())
            self._need_approval("return_fee", amount, " ".join(sentences))

    def _judge_fee_kept(self, policy, due, kept):
        currency = self.currency_id
        # The taxes of a fee may be off by the smallest unit.
        if abs(due - kept) > currency.rounding * 1.5:
            raise UserError(
                self.env._(
                    "The restocking fee is %(fee)s, not %(kept)s (%(policy)s). Begin "
                    "the return again in Returns.",
                    fee=currency.format(due),
                    kept=currency.format(kept),
                    policy=policy.name,
                )
            )

    def _get_fees_due(self, cases):
        """Return {`retail.return.policy`: the fee that it keeps of these goods}."""
        store, partner = self.sudo().config_id.store_id, self.sudo().partner_id
        returns = self.env["retail.return"].sudo()
        due = defaultdict(float)
        for policy, fee in returns._get_case_fees(store, partner, cases):
            if fee:
                due[policy] += fee
        return due

    def _need_approval(self, kind, amount, refusal):
        """Use a manager's approval of this ticket, unless its user is a manager.

        :param str kind: see `retail.approval`
        :param float amount: what has to be covered
        :param str refusal: what is not as it must be, in words
        :raise UserError: nobody approved it
        """
        if self.env.user.has_group("retail_base.group_retail_manager"):
            return
        try:
            self.env["retail.approval"]._use(
                kind, self.uuid, record=self, amount=amount
            )
        except UserError as error:
            raise UserError(
                self.env._(
                    "%(refusal)s %(approval)s",
                    refusal=refusal,
                    approval=error.args[0],
                )
            ) from error
