from datetime import timedelta
from uuid import uuid4

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.retail_base.tools.judge import lock_records

# Providers that still work on a payment keep an order from being cancelled so long.
PATIENCE = timedelta(days=1)


class SaleOrder(models.Model):
    """How waiting for a payment ends: paid, withdrawn, or too late (CO-15)."""

    _inherit = "sale.order"  # pylint: disable=consider-merging-classes-inherited

    def _check_awaited_payment(self):
        """Let orders go on that have got the payment that they were waiting for."""
        # Nobody who pays has rights on orders; the clock may cancel at this moment.
        waiting = self.sudo().filtered(
            lambda order: order.payment_link_state == "waiting"
        )
        for order in lock_records(waiting):
            is_waiting = order.payment_link_state == "waiting"
            if is_waiting and order.currency_id.is_zero(order.payment_link_amount):
                order.payment_link_state = "paid"
                order.message_post(
                    body=self.env._("Paid in time: the order goes on."),
                )

    def action_withdraw_payment_link(self):
        """Withdraw the link: the order goes on as any other, the old link is dead.

        :raise UserError: the order was paid or cancelled meanwhile
        """
        self.ensure_one()
        self.check_access("write")
        # The customer may be paying at this moment.
        order = lock_records(self).sudo()
        if order.payment_link_state != "waiting":
            raise UserError(self.env._("%s waits for no payment.", self.name))
        order.write({"payment_link_state": "withdrawn", "access_token": str(uuid4())})
        self.message_post(body=self.env._("Payment link withdrawn."))

    def _action_cancel(self):
        """Override of `sale` to wait for nothing that is cancelled."""
        result = super()._action_cancel()
        waiting = self.filtered(lambda order: order.payment_link_state == "waiting")
        if waiting:
            # No user has the right to write this.
            waiting.sudo().payment_link_state = "withdrawn"
        return result

    # === TOO LATE ===#

    @api.model
    def _cron_cancel_unpaid(self, limit=100):
        """Cancel the orders that were not paid in time."""
        orders = self.search(
            [
                ("payment_link_state", "=", "waiting"),
                ("payment_link_until", "<=", fields.Datetime.now()),
            ],
            limit=limit,
            order="payment_link_until, id",
        )
        orders._work_off("_cancel_when_unpaid")

    def _cancel_when_unpaid(self):
        """Cancel this locked order for free, unless it was paid or is being paid."""
        now = fields.Datetime.now()
        until = self.payment_link_until
        if self.payment_link_state != "waiting" or until > now:
            return
        # The provider may have said so, and nobody has booked it yet.
        self._book_awaited_payments()
        self._check_awaited_payment()
        if self.payment_link_state != "waiting":
            return
        if self._is_being_paid() and now < until + PATIENCE:
            return
        quantities = self._get_cancellable()
        self.payment_link_state = "expired" if quantities else "withdrawn"
        if not quantities:
            return
        record, _charge, _forfeited, _left = self._begin_cancellation(
            quantities,
            0.0,
            note=self.env._("Not paid in time by link."),
            store_id=self.origin_store_id.id,
        )
        self._finish_cancellation(record)
        if self.deposit_held:
            self._ask_to_pay_back()

    def _book_awaited_payments(self):
        came = self.transaction_ids.filtered(
            lambda one: one.state in ("authorized", "done")
            and not one.is_post_processed
        )
        for payment in came:
            payment._post_process()

    def _is_being_paid(self):
        return any(payment.state == "pending" for payment in self.transaction_ids)

    def _ask_to_pay_back(self, payment=None):
        """Give somebody the task to pay back what a cancelled order holds.

        :param payment: the `payment.transaction` that came too late, if one did
        """
        self.ensure_one()
        store = self.origin_store_id
        manager = store._get_store_manager() if store else self.env["res.users"]
        amount = self.currency_id.format(self.deposit_held)
        summary = self.env._("Cancelled, but paid: pay %s back", amount)
        note = payment and self.env._(
            "%(amount)s came after the order was cancelled: %(payment)s.",
            amount=payment.currency_id.format(payment.amount),
            payment=payment.reference,
        )
        self.activity_schedule(
            "mail.mail_activity_data_todo",
            summary=summary,
            note=note or False,
            # Whoever pays has come from outside: nobody to give a task to.
            user_id=(manager or self.user_id or self.create_uid).id,
        )
