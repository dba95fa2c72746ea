from odoo import models


class AccountMove(models.Model):
    """What documents say of a deposit that came past the till."""

    _inherit = "account.move"  # pylint: disable=consider-merging-classes-inherited

    def _describe_deposit_tenders(self):
        """Return how a deposit was paid that this move books.

        :return: {"document", "tender"}
        """
        payment = self.origin_payment_id
        method = payment.payment_method_line_id
        # “Manual Payment” tells a customer nothing.
        tender = "" if method.code == "manual" else method.name or ""
        return {
            "document": payment.memo or self.name or "",
            "tender": " · ".join(filter(None, (payment.journal_id.name, tender))),
        }
