from odoo import models
from odoo.exceptions import UserError

from odoo.addons.retail_base.tools.judge import lock_records


class PosOrder(models.Model):
    """What a ticket takes back without receipt (RT-11, RT-15)."""

    _inherit = "pos.order"  # pylint: disable=consider-merging-classes-inherited

    def _get_judge_steps(self):
        """Override of `retail_base` to judge goods without receipt.

        After their lines are marked, before the policies are asked.
        """
        return super()._get_judge_steps() + ["_judge_no_receipt"]

    def _judge_no_receipt(self):
        """Refuse goods without receipt outside the terms of the store.

        The customer is locked and written before anything is counted, so that of two
        stores which give the last return of a customer at once exactly one wins. A
        manager may allow price and number, at an own log-in or with an approval.

        :raise UserError: what is refused, and what the cashier can do
        """
        self.ensure_one()
        # Reads sales and returns of all stores; what leaves is a sentence.
        ticket = self.sudo()
        lines = ticket._get_no_receipt_lines()
        if not lines:
            return
        store = ticket.config_id.store_id
        if not store._takes_back_without_receipt():
            raise UserError(store._get_no_receipt_refusal())
        for line in lines:
            line._judge_no_receipt_line()
        customer = ticket.partner_id.commercial_partner_id
        if not customer and store._get_no_receipt_terms()["customer_required"]:
            raise UserError(store._get_no_receipt_customer_refusal())
        lock_records(customer)
        ticket._judge_ticket_total()
        faults = ticket._get_no_receipt_faults()
        if not faults or self.env.user.has_group("retail_base.group_retail_manager"):
            return
        self._use_no_receipt_approval(
            faults, -sum(line._get_amount_incl() for line in lines)
        )

    def _use_no_receipt_approval(self, faults, amount):
        try:
            self.env["retail.approval"]._use(
                "return_no_receipt", self.uuid, record=self, amount=amount
            )
        except UserError as error:
            raise UserError(
                self.env._(
                    "%(refusal)s %(approval)s",
                    refusal=" ".join(faults),
                    approval=error.args[0],
                )
            ) from error

    def _get_no_receipt_lines(self):
        self.ensure_one()
        return self.lines.filtered("return_no_receipt")

    def _get_no_receipt_faults(self):
        """Say what of the goods without receipt a manager has to allow.

        Call it in superuser mode.
        """
        self.ensure_one()
        cases = self._get_no_receipt_cases()
        if not cases or not self.config_id.store_id:
            return []
        returns = self.env["retail.return"]
        faults = returns._explain_no_receipt(
            self.config_id, self.partner_id, cases, except_ticket=self
        )
        # What comes back with receipt counts for the limit of the ticket.
        store = self.config_id.store_id
        limits = store._explain_return_limits(cases + self._get_policy_cases())
        return list(dict.fromkeys(faults + limits))

    def _get_no_receipt_cases(self):
        """Describe the goods without receipt as the policies take them."""
        self.ensure_one()
        return [
            {
                "product": line.product_id,
                "sold": self.env["pos.order.line"],
                "reason": line.return_reason_id,
                "condition": line.return_condition,
                "amount": -line._get_amount_incl(),
                "currency": line.currency_id,
                "date": line.order_id.date_order,
                "qty": -line.qty,
            }
            for line in self._get_no_receipt_lines()
        ]
