from base64 import b64encode
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools.misc import format_datetime

from odoo.addons.retail_base.tools.judge import lock_records

AWAIT_FIELDS = {"payment_link_state", "payment_link_until", "payment_link_total"}


class SaleOrder(models.Model):
    """Orders that wait for a payment by link (CO-15).

    The goods are reserved meanwhile, but neither prepared nor handed out. Any payment
    counts: who pays at a register instead has paid.
    """

    _inherit = "sale.order"  # pylint: disable=consider-merging-classes-inherited

    _payment_link_idx = models.Index(
        "(payment_link_until) WHERE payment_link_state = 'waiting'"
    )

    payment_link_state = fields.Selection(
        selection=[
            ("waiting", "Awaiting Payment"),
            ("paid", "Paid in Time"),
            ("withdrawn", "Withdrawn"),
            ("expired", "Not Paid in Time"),
        ],
        string="Payment Link",
        readonly=True,
        copy=False,
    )
    payment_link_until = fields.Datetime(
        string="Pay Until",
        readonly=True,
        copy=False,
        help="An order that is not paid by then is cancelled by itself, for free.",
    )
    payment_link_total = fields.Monetary(
        readonly=True,
        copy=False,
        help="What must have come, or be authorised, for the order to go on.",
    )
    payment_link_amount = fields.Monetary(
        string="Awaited Payment", compute="_compute_payment_link"
    )
    payment_link_summary = fields.Char(compute="_compute_payment_link")
    payment_link_url = fields.Char(
        string="Link for the Customer", compute="_compute_payment_link_url"
    )
    payment_link_qr = fields.Binary(
        string="QR Code", compute="_compute_payment_link_url"
    )

    @api.depends_context("lang")
    @api.depends(
        *AWAIT_FIELDS,
        "amount_authorised",
        "amount_balance",
        "deposit_received",
        "deposit_refunded",
    )
    def _compute_payment_link(self):
        for order in self:
            # The order may cost less than when the link was made.
            lacking = order.payment_link_total - order._get_money_in()
            lacking = min(lacking, order._get_most_by_link())
            is_waiting = order.payment_link_state == "waiting"
            lacking = order.currency_id.round(max(lacking, 0.0)) if is_waiting else 0.0
            order.payment_link_amount = lacking
            order.payment_link_summary = order._summarize_payment_link()

    def _summarize_payment_link(self):
        if self.payment_link_state == "waiting":
            return self.env._(
                "Awaiting payment of %(amount)s until %(time)s",
                amount=self.currency_id.format(self.payment_link_amount),
                time=self._format_link_end(),
            )
        if self.payment_link_state == "expired":
            return self.env._(
                "Not paid by link until %s: the order was cancelled, for free.",
                self._format_link_end(),
            )
        return False

    @api.depends("payment_link_amount", "payment_link_state", "access_token")
    def _compute_payment_link_url(self):
        for order in self:
            is_waiting = order.payment_link_state == "waiting" and order.access_token
            order.payment_link_url = is_waiting and (
                f"{order.get_base_url()}/my/orders/{order.id}"
                f"?access_token={order.access_token}"
                f"&payment_amount={order.payment_link_amount}"
            )
            order.payment_link_qr = is_waiting and b64encode(
                self.env["ir.actions.report"].barcode(
                    "QR", order.payment_link_url, width=240, height=240
                )
            )

    def _format_link_end(self):
        # Whoever sees the order may know where it was taken.
        store = self.sudo()._get_selling_store()
        zone = (store.tz or store._default_tz()) if store else None
        return format_datetime(
            self.env, self.payment_link_until, tz=zone, dt_format="short"
        )

    def _get_money_in(self):
        """Return what came for the order, or is authorised on cards."""
        self.ensure_one()
        paid = self.deposit_received - self.deposit_refunded
        return self.currency_id.round(paid + self.amount_authorised)

    def write(self, vals):
        """Override of `sale` to wait for payments by their rules only."""
        if AWAIT_FIELDS & vals.keys() and not self.env.su:
            raise UserError(
                self.env._("Ask for a payment with “Payment Link”, not by hand.")
            )
        return super().write(vals)

    def _get_hold_obstacle(self):
        """Override to keep goods, prepared or not, of orders that are not paid yet."""
        obstacle = super()._get_hold_obstacle()
        if obstacle or self.payment_link_state != "waiting":
            return obstacle
        # Whoever delivers need not see the money of orders.
        order = self.sudo()
        return self.env._(
            "%(amount)s must be paid by link until %(time)s first",
            amount=order.currency_id.format(order.payment_link_amount),
            time=order._format_link_end(),
        )

    # === ASKING ===#

    def action_payment_link(self):
        """Open the wizard that asks for a payment, or shows the link."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Payment Link"),
            "res_model": "retail.payment.link",
            "view_mode": "form",
            "target": "new",
            "context": {"default_order_id": self.id},
        }

    def _get_most_by_link(self):
        """Return what is neither paid nor authorised: the most that a link asks for."""
        self.ensure_one()
        most = self.currency_id.round(self.amount_balance - self.amount_authorised)
        return max(most, 0.0)

    def _await_payment(self, amount, minutes=0):
        """Let this order wait for a payment by link; a newer link replaces an older.

        :param float amount: in the order's currency
        :param int minutes: how long, as the company says when 0
        :raise UserError: there is nothing to wait for, or nobody can pay online
        """
        self.ensure_one()
        self.check_access("write")
        # A register may be handing the goods out at this moment.
        order = lock_records(self).sudo()
        order._ensure_may_await(amount, minutes)
        minutes = minutes or order.company_id.retail_payment_link_minutes
        order._portal_ensure_token()
        order.write(
            {
                "payment_link_state": "waiting",
                "payment_link_until": fields.Datetime.now()
                + timedelta(minutes=minutes),
                "payment_link_total": order._get_money_in() + amount,
            }
        )
        self.message_post(body=order.payment_link_summary)

    def _ensure_may_await(self, amount, minutes):
        most = self._get_most_by_link()
        if self.customer_order_state != "open":
            raise UserError(
                self.env._(
                    "%s cannot wait for a payment: only confirmed orders can of which "
                    "nothing was handed out or shipped.",
                    self.customer_order_reference or self.name,
                )
            )
        self._ensure_positive(amount)
        if self.currency_id.compare_amounts(amount, most) > 0:
            raise UserError(
                self.env._(
                    "%(amount)s is more than %(order)s still costs. Ask for %(most)s "
                    "at most.",
                    amount=self.currency_id.format(amount),
                    order=self.name,
                    most=self.currency_id.format(most),
                )
            )
        if minutes < 0:
            raise UserError(self.env._("Give the customer some time to pay."))
        self._ensure_online_provider()

    def _ensure_online_provider(self):
        if not self._get_online_providers():
            raise UserError(
                self.env._(
                    "Nobody can pay by link: no payment provider is switched on. Ask "
                    "an administrator, or take the payment at a register."
                )
            )

    def _get_online_providers(self):
        providers = self.env["payment.provider"].sudo()
        domain = [
            *providers._check_company_domain(self.company_id),
            ("state", "in", ("enabled", "test")),
        ]
        return providers.search(domain, limit=1)

    def action_mail_payment_link(self):
        """Mail the customer the link.

        :raise UserError: there is no link, or no address
        """
        self.ensure_one()
        if self.payment_link_state != "waiting":
            raise UserError(self.env._("%s waits for no payment.", self.name))
        if not self.partner_id.email:
            raise UserError(
                self.env._(
                    "%s has no e-mail address. Enter it, or show the QR code.",
                    self.partner_id.display_name,
                )
            )
        template = self.env.ref("retail_customer_orders.mail_template_payment_link")
        template.sudo().send_mail(
            self.id, email_layout_xmlid="mail.mail_notification_light"
        )
