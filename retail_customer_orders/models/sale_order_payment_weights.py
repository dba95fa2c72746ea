from odoo import models


class SaleOrder(models.Model):
    """Payments are first for the goods that wait for them."""

    _inherit = "sale.order"  # pylint: disable=consider-merging-classes-inherited

    def _get_payment_weights(self, amount):
        """Override to pay first what is shipped only when it is paid.

        Otherwise who pays what a delivery waits for would pay a share of it, and of
        goods that are paid when they are picked up.

        :return: {`sale.order.line`: weight}
        """
        weights = super()._get_payment_weights(amount)
        waiting = self.order_line.sudo()._get_paid_before_delivery().ids
        first = {line: part for line, part in weights.items() if line.id in waiting}
        if amount <= 0 or not first:
            return weights
        others = {line: part for line, part in weights.items() if line not in first}
        rest = self.currency_id.round(amount - sum(first.values()))
        if not others or self.currency_id.compare_amounts(rest, 0) <= 0:
            return first
        ledger = self.env["retail.deposit.entry"]
        return {**first, **ledger._spread(rest, others, self.currency_id)}
