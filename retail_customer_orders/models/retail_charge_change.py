from odoo import api, fields, models
from odoo.exceptions import UserError


class RetailChargeChange(models.Model):
    """Who changed a charge of an order, from what to what, and why (CH-08)."""

    _name = "retail.charge.change"
    _description = "Change of a Charge"
    _order = "date desc, id desc"
    _rec_name = "charge_code_id"

    order_id = fields.Many2one(
        comodel_name="sale.order",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    order_line_id = fields.Many2one(
        comodel_name="sale.order.line",
        string="Charge",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
    )
    company_id = fields.Many2one(
        comodel_name="res.company", required=True, readonly=True, index=True
    )
    store_id = fields.Many2one(
        comodel_name="stock.warehouse", readonly=True, index="btree_not_null"
    )
    partner_id = fields.Many2one(related="order_id.partner_id", string="Customer")
    charge_code_id = fields.Many2one(
        comodel_name="retail.charge.code",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    currency_id = fields.Many2one(
        comodel_name="res.currency", required=True, readonly=True
    )
    old_amount = fields.Monetary(string="From", readonly=True)
    new_amount = fields.Monetary(string="To", readonly=True)
    difference = fields.Monetary(compute="_compute_difference", store=True)
    reason_id = fields.Many2one(
        comodel_name="retail.reason.code",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
    )
    note = fields.Text(readonly=True)
    user_id = fields.Many2one(
        comodel_name="res.users",
        string="Changed By",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    date = fields.Datetime(required=True, readonly=True, default=fields.Datetime.now)

    @api.depends("old_amount", "new_amount")
    def _compute_difference(self):
        for change in self:
            change.difference = change.new_amount - change.old_amount

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(
            self.env._("Changes of charges are kept for audit; none can be deleted.")
        )
