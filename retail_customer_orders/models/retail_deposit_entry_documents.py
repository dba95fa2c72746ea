from odoo import models


class RetailDepositEntry(models.Model):
    """What documents say of an entry."""

    _inherit = "retail.deposit.entry"  # pylint: disable=consider-merging-classes-inherited

    def _get_local_date(self):
        """Return the day of this entry where it was booked."""
        self.ensure_one()
        store = self.store_id or self.origin_store_id
        return store._localize(self.date).date() if store else self.date.date()
