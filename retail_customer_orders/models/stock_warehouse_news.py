from odoo import models

PENDING = "retail_customer_orders.news"


class StockWarehouse(models.Model):
    """Open registers of a store learn at once that it has more, or less, to do."""

    _inherit = "stock.warehouse"  # pylint: disable=consider-merging-classes-inherited

    def _notify_orders_changed(self):
        """Tell the open registers of these stores alone, once in a transaction.

        What changed is not told: a register asks, as often as it likes (NT-01).
        """
        precommit = self.env.cr.precommit
        if PENDING not in precommit.data:
            precommit.data[PENDING] = set()
            precommit.add(self.env["stock.warehouse"]._send_orders_changed)
        precommit.data[PENDING].update(self.ids)

    def _send_orders_changed(self):
        store_ids = self.env.cr.precommit.data.pop(PENDING, ())
        if not store_ids:
            return
        # Whoever orders, ships or cancels need not be a user of these registers.
        sessions = self.env["pos.session"].sudo()
        sessions = sessions.search(
            [
                ("state", "=", "opened"),
                ("config_id.store_id", "in", list(store_ids)),
            ]
        )
        for config in sessions.config_id:
            config._notify("RETAIL_ORDERS", {})
