from odoo import models


class PosOrder(models.Model):
    """How a ticket is shown to a till that may take something of it back."""

    _name = "pos.order"
    _inherit = ["pos.order", "retail.sale.mixin"]

    def _prepare_sale_head(self):
        """Override of `retail_returns` to name the ticket."""
        self.ensure_one()
        return {
            "name": self.pos_reference,
            "date": self.date_order,
            "store_record": self.config_id.store_id,
            "orders": self._get_customer_order_references(),
            "total": self.amount_total,
        }

    def _get_sale_terms(self):
        """Override of `retail_returns` to give back as the ticket was paid."""
        self.ensure_one()
        return {
            "fiscal_position_id": self.fiscal_position_id.id,
            "invoiced": bool(self.account_move),
        }

    def _get_sold_goods(self):
        """Override of `retail_returns`: no titles of combos, discounts or refunds."""
        return self.lines.filtered(
            lambda line: line.qty > 0
            and not line._is_discount_line()
            and line.product_id.type != "combo"
        )

    def _get_customer_order_references(self):
        self.ensure_one()
        orders = self.customer_order_id | self.pickup_order_id
        return [order.customer_order_reference or order.name for order in orders]
