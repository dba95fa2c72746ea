from odoo import models


class PosOrder(models.Model):
    """Payments that are changed on a paid ticket, as *Edit Payment* does.

    What was judged when the ticket was paid is judged again, or a refund to a card
    would leave the till in cash a minute later.
    """

    _inherit = "pos.order"  # pylint: disable=consider-merging-classes-inherited

    def write(self, vals):
        """Override of `point_of_sale` to judge payments that are changed together."""
        if "payment_ids" not in vals:
            return super().write(vals)
        paid = self.filtered(lambda order: order._is_past_payment())
        orders = self.with_context(retail_payments_changed_together=True)
        result = super(PosOrder, orders).write(vals)
        paid._judge_changed_payments()
        return result

    def _is_past_payment(self):
        """Say whether this ticket was paid and judged before."""
        self.ensure_one()
        return self.state in ("paid", "done") and not self._is_being_paid()

    def _judge_after_change(self):
        """Judge those of these tickets whose payments are changed one by one."""
        if not self.env.context.get("retail_payments_changed_together"):
            paid = self.filtered(lambda order: order._is_past_payment())
            paid._judge_changed_payments()

    def _judge_changed_payments(self):
        """Judge the tenders of these paid tickets again, and book what changed.

        :raise UserError: see `_judge_return_tenders`, `_judge_no_receipt_tenders` and
            `_judge_store_credit`
        """
        for order in self:
            order._judge_return_tenders()
            order._judge_no_receipt_tenders()
            order._judge_store_credit()
            order._book_store_credit()
