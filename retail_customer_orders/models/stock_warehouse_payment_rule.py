from collections import Counter

from odoo import fields, models


class StockWarehouse(models.Model):
    """How many deliveries of a store wait for a payment."""

    _inherit = "stock.warehouse"  # pylint: disable=consider-merging-classes-inherited

    unpaid_delivery_count = fields.Integer(
        string="Waiting for Payment", compute="_compute_unpaid_delivery_count"
    )

    def _compute_unpaid_delivery_count(self):
        waiting = self.env["stock.picking"]._find_waiting_for_payment(self)
        # Whoever sees a store may know how much it has to do.
        counts = Counter(waiting.sudo().mapped("picking_type_id.warehouse_id.id"))
        for warehouse in self:
            warehouse.unpaid_delivery_count = counts[warehouse.id]

    def action_view_unpaid_deliveries(self):
        """Open the deliveries of these stores that wait for a payment."""
        waiting = self.env["stock.picking"]._find_waiting_for_payment(self)
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "retail_customer_orders.stock_picking_action_unpaid"
        )
        context = {"show_payment_missing": True, "create": False}
        return {**action, "domain": [("id", "in", waiting.ids)], "context": context}
