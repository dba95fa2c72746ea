from odoo import models


class SaleOrderLine(models.Model):
    """Charges that a register has given back as a whole."""

    _inherit = "sale.order.line"  # pylint: disable=consider-merging-classes-inherited

    def _is_given_back_by_ticket(self):
        """Say whether a ticket has taken back the line that this charge was paid on."""
        self.ensure_one()
        return any(
            line.order_id.state in ("paid", "done") and not line._is_undo_pickup()
            for line in self._get_pickup_lines().refund_orderline_ids
        )
