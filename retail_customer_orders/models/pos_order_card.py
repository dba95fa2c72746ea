from odoo import models


class PosOrder(models.Model):
    """Pickups that cards were charged for."""

    _inherit = "pos.order"  # pylint: disable=consider-merging-classes-inherited

    def _process_pickup(self):
        """Override to release soon what is authorised and not needed any more."""
        result = super()._process_pickup()
        # A cashier sees no payments.
        order = self.sudo().pickup_order_id
        if order._get_cards():
            order._settle_cards_soon()
        return result
