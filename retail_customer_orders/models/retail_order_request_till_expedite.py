from odoo import models


class RetailOrderRequest(models.Model):
    """Registers expedite orders, new ones and old ones (CO-14)."""

    _inherit = "retail.order.request"  # pylint: disable=consider-merging-classes-inherited

    def _prepare_order(self, parsed):
        """Override of `retail_customer_orders` to prepare the goods first."""
        values = super()._prepare_order(parsed)
        return {**values, "is_expedited": parsed["expedited"]}

    def _edit_order(self, edit):
        """Override of `retail_customer_orders` to change whether it is expedited."""
        result = super()._edit_order(edit)
        if edit["expedited"] is not None:
            self.order_id._origin.is_expedited = edit["expedited"]
        return result
