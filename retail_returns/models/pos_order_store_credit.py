from odoo import models
from odoo.exceptions import UserError

from odoo.addons.retail_base.tools.judge import lock_records


class PosOrder(models.Model):
    """Store credit that a ticket issues or redeems (RP-08)."""

    _inherit = "pos.order"  # pylint: disable=consider-merging-classes-inherited

    def _get_judge_steps(self):
        """Override of `retail_base` to judge what is redeemed."""
        return super()._get_judge_steps() + ["_judge_store_credit"]

    def _get_booking_steps(self):
        """Override of `retail_base` to book what was issued or redeemed."""
        return super()._get_booking_steps() + ["_book_store_credit"]

    def _get_waiting_steps(self, refused):
        """Override of `retail_base`: what the customer left with is spent.

        Were it not booked before somebody has looked at it, the same balance would
        pay again in the next store.
        """
        waiting = super()._get_waiting_steps(refused)
        if self and self._get_store_credit_spent() > 0:
            return [name for name in waiting if name != "_book_store_credit"]
        return waiting

    def _get_store_credit_spent(self):
        """Return what this ticket pays with store credit, of its own amount."""
        self.ensure_one()
        # A cashier may not read the ledger.
        ticket = self.sudo()
        if self.currency_id != self.company_id.currency_id or not self.partner_id:
            return 0.0
        return ticket._get_store_credit_used()

    def _get_store_credit_used(self):
        """Return what this ticket redeems, negative when it issues store credit."""
        self.ensure_one()
        payments = self.payment_ids.filtered("payment_method_id.is_store_credit")
        return self.currency_id.round(sum(payments.mapped("amount")))

    def _judge_store_credit(self):
        """Refuse to redeem more than the customer has, in any store.

        The customer's row is locked and written before the balance is read, so that of
        two registers that spend the same money at once exactly one wins.

        :raise UserError: what is refused, and what the cashier can do
        """
        self.ensure_one()
        # A cashier may not read the ledger; what leaves is one balance.
        ticket = self.sudo()
        used, currency = ticket._get_store_credit_used(), self.currency_id
        if currency.is_zero(used):
            return
        if not self.partner_id:
            raise UserError(
                self.env._("Choose the customer whose store credit this is.")
            )
        if currency != self.company_id.currency_id:
            raise UserError(
                self.env._(
                    "Store credit is in %s. Choose another payment method.",
                    self.company_id.currency_id.name,
                )
            )
        most = max(abs(self.amount_total), 0.0)
        if (
            used * self.amount_total < 0
            or currency.compare_amounts(abs(used), most) > 0
        ):
            raise UserError(
                self.env._(
                    "Store credit pays, or takes back, at most the %s of this ticket. "
                    "Lower its amount.",
                    currency.format(most),
                )
            )
        if used > 0:
            ticket._judge_store_credit_balance(used)

    def _judge_store_credit_balance(self, used):
        credits = self.env["retail.store.credit"]
        credit = credits._lock_of(self.partner_id, self.company_id)
        own = credit.entry_ids.filtered(lambda entry: entry.pos_order_id == self)
        left = credit.balance - sum(own.mapped("amount"))
        if self.currency_id.compare_amounts(used, left) > 0:
            raise UserError(
                self.env._(
                    "%(used)s of store credit would be redeemed, but %(customer)s has "
                    "%(left)s. Lower the amount, and take another tender for the rest.",
                    used=self.currency_id.format(used),
                    customer=self.partner_id.name,
                    left=self.currency_id.format(max(left, 0.0)),
                )
            )

    def _book_store_credit(self):
        """Book what this ticket issued or redeemed, and has not booked yet."""
        self.ensure_one()
        # A cashier cannot write the ledger; what is booked is the judged ticket.
        ticket = self.sudo()
        entries = ticket.env["retail.store.credit.entry"].search(
            [("pos_order_id", "=", self.id)]
        )
        booked = sum(entries.mapped("amount"))
        amount = -ticket._get_store_credit_used() - booked
        if self.currency_id.is_zero(amount) or not self.partner_id:
            return
        # Whose it was when it was booked: the ticket may name another one by now.
        credit = lock_records(entries.credit_id) or entries.credit_id._lock_of(
            ticket.partner_id, ticket.company_id
        )
        credit._book(
            self.currency_id.round(amount), pos_order_id=self.id, date=self.date_order
        )
