from odoo import models


class SaleOrder(models.Model):
    """How an order is shown to a till that may take something of it back (RT-06).

    All its shipped and invoiced lines are shown together, however many invoices they
    are on. What a register handed out is shown by its ticket.
    """

    _name = "sale.order"
    _inherit = ["sale.order", "retail.sale.mixin"]

    def _prepare_sale_head(self):
        """Override of `retail_returns` to name the order."""
        self.ensure_one()
        invoices = self.order_line._get_invoice_items().move_id
        return {
            "name": self.customer_order_reference or self.name,
            "date": self.date_order,
            "store_record": self.warehouse_id.filtered("is_store"),
            "orders": invoices.mapped("name"),
            "total": sum(invoices.mapped("amount_total")),
        }

    def _get_sale_terms(self):
        """Override of `retail_returns` to give back with a credit note."""
        self.ensure_one()
        return {"fiscal_position_id": self.fiscal_position_id.id, "invoiced": True}

    def _get_sold_goods(self):
        """Override of `retail_returns` to leave out what only a ticket sold."""
        return self.order_line.filtered(
            lambda line: line._is_returnable_goods() and line._get_invoice_items()
        )

    def _get_register_refusal(self, config):
        """Override of `retail_returns` to send what is not paid to the back office."""
        refusal = super()._get_register_refusal(config)
        invoices = self.order_line._get_invoice_items().move_id
        return refusal or next(
            filter(None, (one._get_register_refusal(config) for one in invoices)), ""
        )
