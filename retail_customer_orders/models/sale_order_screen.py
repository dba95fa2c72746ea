from odoo import api, fields, models


class SaleOrder(models.Model):
    """What the form of an order needs to show only what there is to be seen."""

    _inherit = "sale.order"  # pylint: disable=consider-merging-classes-inherited

    has_shipped_lines = fields.Boolean(compute="_compute_line_columns")
    has_delivery_modes = fields.Boolean(compute="_compute_line_columns")
    has_slots = fields.Boolean(compute="_compute_line_columns")
    has_line_details = fields.Boolean(compute="_compute_line_columns")
    has_new_lines = fields.Boolean(compute="_compute_line_columns")

    @api.depends(
        "order_line.allowed_delivery_mode_ids",
        "order_line.charge_code_id",
        "order_line.delivery_mode_id",
        "order_line.fulfilment",
        "order_line.needs_slot",
    )
    def _compute_line_columns(self):
        for order in self:
            lines = order.order_line
            # What is added to a confirmed order is asked how it is to be delivered.
            order.has_new_lines = any(not line._origin for line in lines)
            order.has_shipped_lines = "ship" in lines.mapped("fulfilment")
            order.has_delivery_modes = bool(
                lines.allowed_delivery_mode_ids or lines.delivery_mode_id
            )
            order.has_slots = any(lines.mapped("needs_slot"))
            order.has_line_details = order.has_slots or bool(lines.charge_code_id)
