from odoo import api, fields, models


class RetailPaymentLink(models.TransientModel):
    """Asks a customer to pay by link within some time, and shows the link (CO-15)."""

    _name = "retail.payment.link"
    _description = "Payment Link"

    order_id = fields.Many2one(
        comodel_name="sale.order", required=True, readonly=True, ondelete="cascade"
    )
    currency_id = fields.Many2one(related="order_id.currency_id")
    amount = fields.Monetary(
        compute="_compute_proposal", store=True, readonly=False, required=True
    )
    minutes = fields.Integer(
        string="Minutes to Pay",
        compute="_compute_proposal",
        store=True,
        readonly=False,
        required=True,
    )
    amount_total = fields.Monetary(
        related="order_id.amount_total", string="Order Total"
    )
    deposit_held = fields.Monetary(related="order_id.deposit_held")
    amount_authorised = fields.Monetary(related="order_id.amount_authorised")
    amount_balance = fields.Monetary(
        related="order_id.amount_balance", string="Left to Pay"
    )
    state = fields.Selection(related="order_id.payment_link_state")
    summary = fields.Char(related="order_id.payment_link_summary")
    url = fields.Char(related="order_id.payment_link_url")
    qr = fields.Binary(related="order_id.payment_link_qr", string="QR Code")

    @api.depends("order_id")
    def _compute_proposal(self):
        for wizard in self:
            order = wizard.order_id
            wizard.amount = order._get_most_by_link()
            wizard.minutes = order.company_id.retail_payment_link_minutes

    def action_confirm(self):
        """Let the order wait for the payment, and show the link.

        :raise UserError: there is nothing to wait for, or nobody can pay online
        """
        self.ensure_one()
        self.order_id._await_payment(self.amount, self.minutes)
        return self._get_action()

    def action_mail(self):
        """Mail the customer the link, and keep showing it."""
        self.ensure_one()
        self.order_id.action_mail_payment_link()
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": self.env._(
                    "The link is on its way to %s.", self.order_id.partner_id.email
                ),
            },
        }

    def action_withdraw(self):
        """Withdraw the link: the order goes on without it."""
        self.ensure_one()
        self.order_id.action_withdraw_payment_link()
        return {"type": "ir.actions.act_window_close"}

    def _get_action(self):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Payment Link"),
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "target": "new",
        }
