from odoo import api, fields, models
from odoo.exceptions import UserError


class RetailPriceUnlock(models.TransientModel):
    """Lets a manager change prices that were promised, and says what that costs."""

    _name = "retail.price.unlock"
    _description = "Unlock Prices"

    order_id = fields.Many2one(
        comodel_name="sale.order", required=True, readonly=True, ondelete="cascade"
    )
    currency_id = fields.Many2one(related="order_id.currency_id")
    available_line_ids = fields.Many2many(
        comodel_name="sale.order.line", compute="_compute_available_line_ids"
    )
    line_ids = fields.Many2many(
        comodel_name="sale.order.line",
        string="Lines",
        compute="_compute_line_ids",
        store=True,
        readonly=False,
        domain="[('id', 'in', available_line_ids)]",
    )
    method = fields.Selection(
        string="Prices",
        selection=[
            ("today", "Take today's prices"),
            ("manual", "Enter prices by hand, until the order is saved"),
        ],
        required=True,
        default="today",
    )
    reason_id = fields.Many2one(
        comodel_name="retail.reason.code",
        string="Reason",
        required=True,
        domain="[('kind', '=', 'approval')]",
        ondelete="cascade",
    )
    note_required = fields.Boolean(related="reason_id.note_required")
    note = fields.Char()
    amount_total = fields.Monetary(related="order_id.amount_total", string="Total Now")
    amount_today = fields.Monetary(
        string="Total at Today's Prices", compute="_compute_amount_today"
    )
    amount_difference = fields.Monetary(
        string="Difference", compute="_compute_amount_today"
    )

    @api.depends("order_id")
    def _compute_available_line_ids(self):
        for wizard in self:
            wizard.available_line_ids = wizard.order_id._get_unlockable_lines()

    @api.depends("order_id")
    def _compute_line_ids(self):
        for wizard in self:
            wizard.line_ids = wizard.available_line_ids

    @api.depends("order_id", "line_ids")
    def _compute_amount_today(self):
        for wizard in self:
            total = wizard.order_id._get_total_today(wizard.line_ids._origin)
            wizard.amount_today = total
            wizard.amount_difference = total - wizard.amount_total

    def action_confirm(self):
        """Unlock the prices of the chosen lines, and take today's where asked.

        :raise UserError: nothing is chosen, a note is missing, a line was handed out
            or invoiced, or the user is no manager
        """
        self.ensure_one()
        if not self.env.user.has_group("retail_base.group_retail_manager"):
            raise UserError(self.env._("Only a manager may unlock prices."))
        if self.note_required and not (self.note or "").strip():
            raise UserError(
                self.env._("“%s” needs a note. Write why.", self.reason_id.name)
            )
        reason = ": ".join(filter(None, (self.reason_id.name, self.note)))
        self.order_id._unlock_prices(self.line_ids, reason)
        if self.method == "today":
            self.order_id._recalculate_prices()
        return {"type": "ir.actions.act_window_close"}
