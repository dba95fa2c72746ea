from odoo import api, fields, models


class SaleOrderChangeCharge(models.TransientModel):
    """Changes the amount of a charge, for a reason (CH-08)."""

    _name = "sale.order.change.charge"
    _description = "Change a Charge"

    line_id = fields.Many2one(
        comodel_name="sale.order.line", required=True, ondelete="cascade"
    )
    order_id = fields.Many2one(related="line_id.order_id")
    company_id = fields.Many2one(related="line_id.company_id")
    currency_id = fields.Many2one(related="line_id.currency_id")
    name = fields.Text(related="line_id.name", string="Charge")
    old_amount = fields.Float(related="line_id.price_unit", string="Amount Now")
    amount = fields.Monetary(string="New Amount", required=True)
    reason_id = fields.Many2one(
        comodel_name="retail.reason.code",
        domain="[('kind', '=', 'charge_override'), "
        "('company_id', 'in', (company_id, False))]",
    )
    is_reason_needed = fields.Boolean(compute="_compute_is_reason_needed")
    note_required = fields.Boolean(related="reason_id.note_required")
    note = fields.Text()
    amount_total = fields.Monetary(related="order_id.amount_total", string="Total Now")
    new_total = fields.Monetary(compute="_compute_new_total", string="Total Then")

    @api.depends("company_id")
    def _compute_is_reason_needed(self):
        for wizard in self:
            wizard.is_reason_needed = bool(wizard.company_id._get_charge_reasons())

    @api.depends("amount")
    def _compute_new_total(self):
        for wizard in self:
            line = wizard.line_id
            taxes = line.tax_ids.compute_all(
                wizard.amount,
                line.currency_id,
                line.product_uom_qty,
                line.product_id,
                line.order_id.partner_id,
            )
            wizard.new_total = (
                line.order_id.amount_total - line.price_total + taxes["total_included"]
            )

    def action_confirm(self):
        """Change the charge and put the change on record.

        :raise UserError: see `sale.order.line._change_charge`
        """
        self.ensure_one()
        self.line_id._change_charge(self.amount, self.reason_id, self.note)
        return {"type": "ir.actions.act_window_close"}
