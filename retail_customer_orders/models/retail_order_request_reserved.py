from odoo import models


class RetailOrderRequest(models.Model):
    """What follows when the goods of an order are reserved."""

    _inherit = "retail.order.request"  # pylint: disable=consider-merging-classes-inherited

    def _reserve(self):
        """Override to tell customers soon what is ready for them."""
        result = super()._reserve()
        # What a company wants is no secret, and the clock runs for all of them.
        if any(self.sudo().company_id.mapped("retail_pickup_ready_mail")):
            cron = self.env.ref("retail_customer_orders.ir_cron_pickups")
            cron.sudo()._trigger()
        return result
