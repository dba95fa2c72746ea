from odoo import api, fields, models
from odoo.fields import Command


class SaleOrderAddCharge(models.TransientModel):
    """Adds a charge to an order or to some of its lines (CH-06)."""

    _name = "sale.order.add.charge"
    _description = "Add a Charge"

    order_id = fields.Many2one(
        comodel_name="sale.order", required=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="order_id.company_id")
    currency_id = fields.Many2one(related="order_id.currency_id")
    charge_code_id = fields.Many2one(
        comodel_name="retail.charge.code",
        string="Charge",
        required=True,
        domain="[('company_id', '=', company_id), ('kind', '!=', 'cancellation')]",
    )
    amount = fields.Monetary(
        compute="_compute_amount", store=True, readonly=False, required=True
    )
    line_ids = fields.Many2many(
        comodel_name="sale.order.line",
        string="For",
        domain="[('order_id', '=', order_id), ('fulfilment', '!=', False)]",
        help="Leave empty to charge for the whole order. The charge is due with the "
        "first of the goods.",
    )
    amount_total = fields.Monetary(related="order_id.amount_total", string="Total Now")
    new_total = fields.Monetary(compute="_compute_new_total", string="Total Then")

    @api.depends("charge_code_id")
    def _compute_amount(self):
        for wizard in self:
            product = wizard.charge_code_id.product_id
            wizard.amount = product.currency_id._convert(
                product.lst_price,
                wizard.currency_id,
                wizard.company_id,
                wizard.order_id.date_order,
            )

    @api.depends("charge_code_id", "amount", "line_ids")
    def _compute_new_total(self):
        for wizard in self:
            order, product = wizard.order_id, wizard.charge_code_id.product_id
            line = order.order_line.new(
                {"order_id": order.id, **wizard._prepare_charge()}
            )
            taxes = line.tax_ids.compute_all(
                wizard.amount, wizard.currency_id, 1, product, order.partner_id
            )
            wizard.new_total = order.amount_total + taxes["total_included"]

    def _prepare_charge(self):
        goods = self.order_id.order_line.filtered("fulfilment")
        return {
            "product_id": self.charge_code_id.product_id.id,
            "charge_code_id": self.charge_code_id.id,
            "charged_line_ids": [Command.set((self.line_ids or goods).ids)],
        }

    def action_confirm(self):
        """Add the charge to the order.

        :raise UserError: the order is cancelled or locked, or the amount is negative
        """
        self.ensure_one()
        self.order_id._ensure_may_charge()
        self.order_id._add_charge(
            self.charge_code_id, self.amount, **self._prepare_charge()
        )
        return {"type": "ir.actions.act_window_close"}
