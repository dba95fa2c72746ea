from odoo import models


class SaleOrder(models.Model):
    """The store to which an order of the back office counts."""

    _inherit = "sale.order"  # pylint: disable=consider-merging-classes-inherited

    def _action_confirm(self):
        """Override of `sale` to count what no register took to the order's warehouse:
        deposits and reports are by store."""
        for order in self:
            if order.is_customer_order and not order.origin_store_id:
                order.origin_store_id = order.warehouse_id
        return super()._action_confirm()
