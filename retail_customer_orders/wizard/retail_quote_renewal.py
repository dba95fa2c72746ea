from odoo import api, fields, models
from odoo.exceptions import UserError


class RetailQuoteRenewal(models.TransientModel):
    """Asks until when a quote holds, at which prices, and says what it would cost."""

    _name = "retail.quote.renewal"
    _description = "Renew Quote"

    order_id = fields.Many2one(
        comodel_name="sale.order", required=True, readonly=True, ondelete="cascade"
    )
    currency_id = fields.Many2one(related="order_id.currency_id")
    validity_date = fields.Date(
        string="Holds Until",
        compute="_compute_validity_date",
        store=True,
        readonly=False,
        help="Leave empty to let it hold without end.",
    )
    prices = fields.Selection(
        selection=[("today", "Today's prices"), ("keep", "Prices of the quote")],
        required=True,
        default="today",
        help="Only a manager may let a quote keep its prices.",
    )
    amount_total = fields.Monetary(related="order_id.amount_total", string="Total Now")
    amount_today = fields.Monetary(
        string="Total at Today's Prices", compute="_compute_amount_today"
    )
    amount_difference = fields.Monetary(
        string="Difference", compute="_compute_amount_today"
    )

    @api.depends("order_id")
    def _compute_validity_date(self):
        for wizard in self:
            order = wizard.order_id
            wizard.validity_date = order and order._get_new_validity()

    @api.depends("order_id")
    def _compute_amount_today(self):
        for wizard in self:
            order = wizard.order_id
            total = order and order._get_total_today(order.order_line)
            wizard.amount_today = total
            wizard.amount_difference = total and total - wizard.amount_total

    def action_confirm(self):
        """Renew the quote.

        :raise UserError: the day is past, the quote is an order by now, or old prices
            need a manager
        """
        self.ensure_one()
        keep_prices = self.prices == "keep"
        is_manager = self.env.user.has_group("retail_base.group_retail_manager")
        if keep_prices and not is_manager:
            raise UserError(
                self.env._(
                    "Only a manager may let a quote keep its prices. Take today's "
                    "prices, or ask a manager."
                )
            )
        self.order_id._renew_quote(self.validity_date, keep_prices)
        return {"type": "ir.actions.act_window_close"}
