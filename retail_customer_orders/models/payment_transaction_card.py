from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tools.misc import clean_context

from ..tools.provider import is_unanswered

FAILED = ("cancel", "error")


class PaymentTransaction(models.Model):
    """Cards that are authorised for a customer order: charged later, up to what is due.

    What is authorised is no money yet: it is neither in the ledger nor in the books.
    """

    _inherit = "payment.transaction"  # pylint: disable=consider-merging-classes-inherited

    deposit_to_charge = fields.Boolean(
        readonly=True,
        help="Authorised, and not yet looked at for the deposit that is charged of it.",
    )

    def _get_parts(self, *states):
        """Return the captures and releases of an authorised card in these states."""
        return self.child_transaction_ids.filtered(
            lambda one: one.operation == self.operation and one.state in states
        )

    def _get_authorised(self):
        """Return what of this card is neither charged nor released, in its currency."""
        self.ensure_one()
        if self.state != "authorized":
            return 0.0
        settled = self._get_parts("done", "cancel")
        return self.currency_id.round(self.amount - sum(settled.mapped("amount")))

    def _get_chargeable(self):
        """Return what can be charged: without what the provider still works on."""
        self.ensure_one()
        busy = self._get_parts("draft", "pending")
        return self.currency_id.round(
            self._get_authorised() - sum(busy.mapped("amount"))
        )

    def _can_charge(self, amount):
        """Say whether this much can be charged: not each provider can split."""
        self.ensure_one()
        is_all = not self.currency_id.compare_amounts(amount, self._get_chargeable())
        method = self.primary_payment_method_id
        return is_all or (
            self.provider_id.support_manual_capture == "partial"
            and method.support_manual_capture == "partial"
        )

    def _get_label(self):
        """Return what a person knows this card by."""
        self.ensure_one()
        details = self.token_id.display_name or self.payment_method_id.name
        return f"{details} ({self.reference})"

    def _charge_card(self, amount):
        """Charge a part of what is authorised, by its token if that fails (DP-13).

        Calls the provider, so do it last in a transaction. Needs superuser rights.

        :param float amount: at most what can be charged
        :return: (what was charged and is booked, why nothing was or "")
        """
        self.ensure_one()
        try:
            capture = self._capture_card(amount)
            if capture.state in FAILED:
                capture = self._charge_token(amount) or capture
        except UserError as error:
            return 0.0, error.args[0]
        if capture.state == "done":
            return capture._book_at_once()
        if capture.state in FAILED:
            return 0.0, capture.state_message or self.env._("The card was refused.")
        return 0.0, self.env._("The provider has not answered yet: look again soon.")

    def _capture_card(self, amount):
        """Capture a part of what is authorised; what has no answer stays open.

        :return: the transaction of this part
        """
        self.ensure_one()
        self._ensure_provider_is_not_disabled()
        capture = self._create_child_transaction(amount)
        capture._ask_provider(capture._send_capture_request)
        return capture

    def _ask_provider(self, request):
        """Send a request for money, and tell a refusal from an answer that is lost.

        Core takes both for an error. Without an answer the money may have moved: it is
        not asked for again before the provider has said what became of it.

        :param request: the method of this transaction that calls the provider
        """
        self.ensure_one()
        try:
            self._ensure_provider_is_not_disabled()
            self._log_sent_message()
            request()
        except UserError as error:
            if is_unanswered(error):
                self._set_pending(state_message=str(error.args[0]))
            else:
                self._set_error(str(error.args[0]))

    def _book_at_once(self):
        """Book money that has just moved; core's own job does what cannot be done now.

        The provider cannot be told to forget it, so nothing here may undo the record.

        :return: (what is booked, why nothing is or "")
        """
        try:
            with self.env.cr.savepoint():
                self._post_process()
        except UserError as error:
            return 0.0, self.env._("Charged, but not booked yet: %s", error.args[0])
        return self.amount, ""

    def _charge_token(self, amount):
        """Charge the saved card anew where its authorisation is not good any more.

        :return: the transaction that brings the money, none without a saved card
        """
        token = self.token_id
        order = self._get_customer_order()
        if not token.active or not order:
            return self.browse()
        charge = self.create(
            {
                "provider_id": self.provider_id.id,
                "payment_method_id": self.payment_method_id.id,
                "token_id": token.id,
                "amount": amount,
                "currency_id": self.currency_id.id,
                "partner_id": self.partner_id.id,
                "operation": "offline",
                "reference": self._compute_reference(
                    self.provider_code, prefix=order.name
                ),
                "sale_order_ids": [Command.link(order.id)],
            }
        )
        charge._ask_provider(charge._send_payment_request)
        if charge.state == "authorized":
            charge = charge._capture_card(amount)
        if charge.state not in FAILED:
            self._release_card()
        return charge

    def _release_card(self):
        """Give back what of this card is authorised and not charged (CN-05)."""
        self.ensure_one()
        left = self._get_chargeable()
        if self.currency_id.compare_amounts(left, 0) > 0:
            # What a charge is created with would make a charge of the release.
            plain = self.env(context=clean_context(self.env.context))
            self.with_env(plain)._void(left)

    def _refund_card(self, amount):
        """Pay money back to the card that it came from.

        Calls the provider, so do it last in a transaction. Needs superuser rights.

        :param float amount: at most what this card can get back
        :return: what went back, or will once the provider has confirmed it
        """
        self.ensure_one()
        try:
            refund = self._refund(amount)
        except UserError:
            return 0.0
        if refund.state == "done":
            refund._book_at_once()
        elif refund.state not in FAILED:
            order = self._get_customer_order()
            order.message_post(
                body=self.env._(
                    "%s is on its way back to the card. It counts as paid back when "
                    "the provider confirms it.",
                    self.currency_id.format(amount),
                )
            )
        return 0.0 if refund.state in FAILED else amount

    def _get_refundable(self, most):
        """Return how much of an amount can go back to this card."""
        self.ensure_one()
        available = self.payment_id.amount_available_for_refund
        method = self.primary_payment_method_id
        is_split = "full_only" not in (
            self.provider_id.support_refund,
            method.support_refund,
        )
        is_whole = not self.currency_id.compare_amounts(available, self.amount)
        is_enough = self.currency_id.compare_amounts(most, available) >= 0
        return min(most, available) if is_split or (is_whole and is_enough) else 0.0

    # === WHAT COMES OF IT ===#

    def _post_process(self):
        """Override of `payment` to let go of orders that were waiting for this money.

        What comes for an order that was cancelled is kept to be paid back (CO-15).
        """
        result = super()._post_process()
        for card in self.filtered(lambda one: one.state == "authorized"):
            if order := card._get_customer_order():
                card.deposit_to_charge = True
                order._check_awaited_payment()
                order._settle_cards_soon()
        for paid in self.filtered(lambda one: one.state == "done" and one.amount > 0):
            order = paid._get_customer_order()
            if order.state == "cancel" and paid.payment_id:
                order._ask_to_pay_back(paid)
        return result

    @api.model_create_multi
    def create(self, vals_list):
        """Override of `payment` to take no payment for orders that were cancelled."""
        transactions = super().create(vals_list)
        for order in transactions.sale_order_ids:
            if order.is_customer_order and order.state == "cancel":
                raise UserError(
                    self.env._(
                        "%s was cancelled, there is nothing to pay. Please contact "
                        "the store.",
                        order.customer_order_reference or order.name,
                    )
                )
        return transactions
