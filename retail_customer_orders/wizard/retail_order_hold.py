from odoo import fields, models


class RetailOrderHold(models.TransientModel):
    """Asks why, and for how long, orders are put on hold."""

    _name = "retail.order.hold"
    _description = "Hold Orders"

    order_ids = fields.Many2many(
        comodel_name="sale.order", string="Orders", required=True, readonly=True
    )
    reason_id = fields.Many2one(
        comodel_name="retail.reason.code",
        string="Reason",
        required=True,
        domain="[('kind', '=', 'hold')]",
        ondelete="cascade",
    )
    note_required = fields.Boolean(related="reason_id.note_required")
    releases_goods = fields.Boolean(related="reason_id.releases_goods")
    note = fields.Text()
    until = fields.Date(
        string="Release On",
        help="The day on which the orders are released by themselves. Leave empty to "
        "hold them until somebody releases them.",
    )

    def action_confirm(self):
        """Put the orders on hold; see `sale.order._put_on_hold`."""
        self.ensure_one()
        self.order_ids._put_on_hold(self.reason_id, self.note, self.until)
        return {"type": "ir.actions.act_window_close"}
