from odoo import models


class SaleOrder(models.Model):
    """What returns gave back of shipping charges counts for the maximum (CH-12)."""

    _inherit = "sale.order"  # pylint: disable=consider-merging-classes-inherited

    def _get_shipping_refunded(self):
        """Override of `retail_customer_orders` to add what returns gave back."""
        # Who takes goods back sees the returns of all stores added up.
        charges = self.env["retail.return.charge"].sudo()
        return super()._get_shipping_refunded() + charges._sum_shipping(self)
