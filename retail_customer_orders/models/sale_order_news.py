from odoo import models


class SaleOrder(models.Model):
    """Stores learn of orders that concern them."""

    _inherit = "sale.order"  # pylint: disable=consider-merging-classes-inherited

    def _action_confirm(self):
        """Override of `sale` to tell the stores that have something to do."""
        result = super()._action_confirm()
        self._get_fulfilment_stores()._notify_orders_changed()
        return result

    def _action_cancel(self):
        """Override of `sale` to tell the stores that have less to do."""
        self._get_fulfilment_stores()._notify_orders_changed()
        return super()._action_cancel()

    def _get_fulfilment_stores(self):
        return self.filtered("is_customer_order").order_line.fulfilment_store_id
