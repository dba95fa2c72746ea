from odoo import models
from odoo.tools import format_amount


class PosOrder(models.Model):
    """What documents say of a ticket."""

    _inherit = "pos.order"  # pylint: disable=consider-merging-classes-inherited

    def _describe_deposit_tenders(self):
        """Return how the deposit on this ticket was paid.

        Amounts are left out where the same payments are for other goods as well.

        :return: {"document", "tender"}
        """
        self.ensure_one()
        payments = self.payment_ids.filtered(lambda payment: not payment.is_change)
        names = payments.payment_method_id.mapped("name")
        is_deposit = all(line._is_deposit() for line in self.lines)
        if is_deposit and len(payments) > 1:
            names = [
                f"{payment.payment_method_id.name} "
                f"{format_amount(self.env, payment.amount, self.currency_id)}"
                for payment in payments
            ]
        return {"document": self.pos_reference, "tender": ", ".join(names)}
