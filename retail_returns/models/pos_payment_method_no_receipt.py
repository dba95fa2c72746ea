from odoo import fields, models


class PosPaymentMethod(models.Model):
    _inherit = "pos.payment.method"  # pylint: disable=consider-merging-classes-inherited

    no_receipt_refused = fields.Boolean(
        string="Not for Refunds Without Receipt",
        help="What goods without receipt give back does not go to this method, "
        "whatever else is on the ticket. A manager may allow it.",
    )

    def _get_tender_place(self):
        """Return the kind of tender, and whether nothing without receipt goes there."""
        self.ensure_one()
        return self._get_tender_kind(), self.no_receipt_refused
