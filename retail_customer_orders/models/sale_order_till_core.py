from odoo import api, models


class SaleOrder(models.Model):
    """What core's *Quotation/Order* knows of customer orders."""

    _inherit = "sale.order"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _load_pos_data_fields(self, config):
        """Override of `pos_sale` to tell customer orders, which it must not settle."""
        return super()._load_pos_data_fields(config) + [
            "is_customer_order",
            "customer_order_reference",
        ]
