from odoo import models


class RetailOrderRequest(models.Model):
    """Discounts at registers that give none (PV-04).

    Such a register offers no field for them, but a discount may be scanned, or sent: a
    manager must have approved it.
    """

    _inherit = "retail.order.request"  # pylint: disable=consider-merging-classes-inherited

    def _judges_prices(self):
        """Override of `retail_customer_orders` to judge these registers' discounts."""
        return super()._judges_prices() or not self.config_id.manual_discount

    def _is_price_free(self, line, list_price):
        """Override of `retail_customer_orders` to free no discount of theirs."""
        if line["discount"] and not self.config_id.manual_discount:
            return False
        return not super()._judges_prices() or super()._is_price_free(line, list_price)
