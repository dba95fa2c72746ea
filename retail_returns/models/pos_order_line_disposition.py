from collections import defaultdict

from odoo import models


class PosOrderLine(models.Model):
    """Where the goods go that a ticket takes back."""

    _inherit = "pos.order.line"  # pylint: disable=consider-merging-classes-inherited

    def _get_disposition(self):
        """Say what becomes of the goods of this line, see `stock.warehouse`."""
        self.ensure_one()
        store = self.order_id.config_id.store_id
        home = self.refunded_orderline_id.order_id.config_id.store_id
        home = home or self.return_order_line_id.warehouse_id
        return store._get_disposition(self.product_id, self.return_reason_id, home)

    def _get_return_location(self):
        """Return the location for these goods, empty where no rule says."""
        self.ensure_one()
        if self.qty >= 0 or not (self._get_return_source() or self.return_no_receipt):
            return self.env["stock.location"]
        store = self.order_id.config_id.store_id
        disposition, _destination = self._get_disposition()
        if not disposition:
            return self.env["stock.location"]
        rule = store._find_disposition_rule(self.product_id, self.return_reason_id)
        return store._get_disposition_location(disposition, rule.block_stock)

    def _group_by_return_location(self):
        """Return these lines in parts of which each goes to one location."""
        # Reads sales of other stores, and rules that a cashier does not see.
        lines = self.sudo()
        parts = defaultdict(self.browse)
        for line, readable in zip(self, lines, strict=True):
            parts[readable._get_return_location().id] |= line
        return list(parts.values())
