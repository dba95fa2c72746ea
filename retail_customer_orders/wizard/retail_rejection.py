from odoo import api, fields, models


class RetailRejection(models.TransientModel):
    """Asks how much of a line a store does not ship, and why (FU-11)."""

    _name = "retail.rejection"
    _description = "Reject Goods"

    line_id = fields.Many2one(
        comodel_name="sale.order.line",
        string="Goods",
        required=True,
        readonly=True,
        ondelete="cascade",
    )
    store_id = fields.Many2one(related="line_id.fulfilment_store_id")
    open_qty = fields.Float(related="line_id.fulfilment_open_qty")
    quantity = fields.Float(
        digits="Product Unit",
        compute="_compute_quantity",
        store=True,
        readonly=False,
        required=True,
    )
    product_uom_id = fields.Many2one(related="line_id.product_uom_id")
    reason_id = fields.Many2one(
        comodel_name="retail.reason.code",
        string="Reason",
        required=True,
        domain="[('kind', '=', 'rejection')]",
        ondelete="cascade",
    )
    note_required = fields.Boolean(related="reason_id.note_required")
    note = fields.Text()

    @api.depends("line_id")
    def _compute_quantity(self):
        for wizard in self:
            wizard.quantity = wizard.open_qty

    def action_confirm(self):
        """Reject the quantity; see `sale.order.line._reject`."""
        self.ensure_one()
        self.line_id._reject(self.quantity, self.reason_id, self.note)
        return {"type": "ir.actions.act_window_close"}
