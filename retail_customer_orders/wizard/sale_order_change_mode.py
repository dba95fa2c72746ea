from odoo import api, fields, models
from odoo.exceptions import UserError


class SaleOrderChangeMode(models.TransientModel):
    """Ships lines of an order in another way; day and origin stay (DM-02)."""

    _name = "sale.order.change.mode"
    _description = "Change the Delivery Mode"

    order_id = fields.Many2one(
        comodel_name="sale.order", required=True, ondelete="cascade"
    )
    currency_id = fields.Many2one(related="order_id.currency_id")
    shipped_line_ids = fields.Many2many(
        comodel_name="sale.order.line", compute="_compute_shipped_line_ids"
    )
    line_ids = fields.Many2many(
        comodel_name="sale.order.line",
        relation="sale_order_change_mode_line_rel",
        string="Lines",
        compute="_compute_line_ids",
        store=True,
        readonly=False,
        domain="[('id', 'in', shipped_line_ids)]",
    )
    allowed_mode_ids = fields.Many2many(
        comodel_name="delivery.carrier", compute="_compute_allowed_mode_ids"
    )
    delivery_mode_id = fields.Many2one(
        comodel_name="delivery.carrier",
        string="New Delivery Mode",
        domain="[('id', 'in', allowed_mode_ids)]",
        required=True,
    )
    amount = fields.Monetary(compute="_compute_amounts", string="Delivery Charges Now")
    new_amount = fields.Monetary(
        compute="_compute_amounts", string="Delivery Charges Then"
    )

    @api.depends("order_id")
    def _compute_shipped_line_ids(self):
        for wizard in self:
            wizard.shipped_line_ids = wizard.order_id._get_shipped_lines()

    @api.depends("order_id")
    def _compute_line_ids(self):
        for wizard in self:
            wizard.line_ids = wizard.order_id._get_shipped_lines()

    @api.depends("line_ids")
    def _compute_allowed_mode_ids(self):
        for wizard in self:
            wizard.allowed_mode_ids = wizard.line_ids._origin._get_common_modes()

    @api.depends("line_ids", "delivery_mode_id")
    def _compute_amounts(self):
        for wizard in self:
            order, mode = wizard.order_id._origin, wizard.delivery_mode_id
            charges = order.order_line.filtered("charge_source")
            wizard.amount = sum(charges.mapped("price_unit"))
            wizard.new_amount = wizard.amount
            if mode:
                lines = wizard.line_ids._origin
                wizard.new_amount = order._estimate_charges(lines, mode._origin)

    def action_confirm(self):
        """Ship the chosen lines in the new way, and charge what it costs.

        :raise UserError: see `sale.order._change_delivery_mode`
        """
        self.ensure_one()
        if not self.line_ids:
            raise UserError(self.env._("Choose the lines that are shipped otherwise."))
        self.order_id._change_delivery_mode(self.line_ids, self.delivery_mode_id)
        return {"type": "ir.actions.act_window_close"}
