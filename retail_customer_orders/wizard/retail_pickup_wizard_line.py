from odoo import api, fields, models


class RetailPickupWizardLine(models.TransientModel):
    """One line of an order that is handed out in the back office."""

    _name = "retail.pickup.wizard.line"
    _description = "Line to Hand Out"

    wizard_id = fields.Many2one(
        comodel_name="retail.pickup.wizard",
        required=True,
        readonly=True,
        ondelete="cascade",
    )
    order_line_id = fields.Many2one(
        comodel_name="sale.order.line", required=True, readonly=True
    )
    product_id = fields.Many2one(related="order_line_id.product_id")
    product_uom_id = fields.Many2one(
        related="order_line_id.product_uom_id", string="Unit"
    )
    currency_id = fields.Many2one(related="order_line_id.currency_id")
    open_qty = fields.Float(
        string="Open",
        digits="Product Unit",
        readonly=True,
        help="What is still to be handed out. Somebody who hands out some of it "
        "meanwhile changes it, and then nothing is handed out twice.",
    )
    ready_qty = fields.Float(
        string="Ready",
        digits="Product Unit",
        readonly=True,
        help="What is reserved for the order in this store.",
    )
    quantity = fields.Float(
        string="Hand Out",
        digits="Product Unit",
        compute="_compute_quantity",
        store=True,
        readonly=False,
        precompute=True,
    )
    amount = fields.Monetary(string="Value", compute="_compute_amount")
    card_charged = fields.Monetary(
        readonly=True, help="Charged to cards for what is handed out of this line."
    )
    why_not = fields.Char(readonly=True, help="Why this cannot be handed out now.")

    @api.depends("ready_qty", "open_qty", "why_not")
    def _compute_quantity(self):
        for line in self:
            line.quantity = 0.0 if line.why_not else min(line.ready_qty, line.open_qty)

    @api.depends("quantity")
    def _compute_amount(self):
        for line in self:
            line.amount = line.order_line_id._get_value(line.quantity)
