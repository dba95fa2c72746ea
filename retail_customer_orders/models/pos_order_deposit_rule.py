from odoo import models
from odoo.exceptions import UserError

from ..tools.payload import has_lines


class PosOrder(models.Model):
    """Whether the deposit on a ticket is what the rules ask, and how it is paid."""

    _inherit = "pos.order"  # pylint: disable=consider-merging-classes-inherited

    def _get_judge_steps(self):
        """Override of `retail_base` to judge the deposit by itself.

        A silent ticket whose deposit is too low becomes an order all the same: these
        steps hold nothing back, they only put it on the review list.
        """
        return super()._get_judge_steps() + [
            "_judge_deposit_amount",
            "_judge_deposit_tender",
        ]

    def _judge_deposit_amount(self):
        """See that the deposit is what the rules ask, or approved (DP-04)."""
        if has_lines(self.customer_order_payload):
            self.env["retail.order.request"]._check_ticket_deposit(self)

    def _judge_deposit_tender(self):
        """See that no deposit is paid on the customer's account (DP-11)."""
        deposits = self.lines.filtered(lambda line: line._is_deposit() and line.qty > 0)
        deposit = deposits._get_subtotals()[1]
        on_account = sum(
            payment.amount
            for payment in self.payment_ids
            if payment.payment_method_id._is_on_account()
        )
        rest = self.amount_total - deposit
        compare = self.currency_id.compare_amounts
        if compare(deposit, 0) <= 0 or compare(on_account, 0) <= 0:
            return
        if compare(on_account, rest) > 0:
            raise UserError(
                self.env._(
                    "The deposit of %(deposit)s cannot be paid on the customer's "
                    "account. Take it in cash, by card or by another method.",
                    deposit=self.currency_id.format(deposit),
                )
            )
