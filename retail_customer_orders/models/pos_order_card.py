from odoo import models


class PosOrder(models.Model):
    """Pickups that cards were charged for."""

    _inherit = "pos.order"  # pylint: disable=consider-merging-classes-inherited

    def _process_pickup(self):
        """Override to note that what cards were charged for is handed out.

        What is authorised and not needed any more is released soon.
        """
        result = super()._process_pickup()
        # A cashier sees no payments; what was handed out is judged.
        ticket = self.sudo()
        lines = ticket._get_handed_out_lines().customer_order_line_id
        order = ticket.pickup_order_id
        order._use_pickup_charges(lines)
        if order._get_cards():
            order._settle_cards_soon()
        return result
