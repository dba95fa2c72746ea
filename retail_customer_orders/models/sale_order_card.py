from odoo import api, fields, models
from odoo.fields import Domain


class SaleOrder(models.Model):
    """Cards that are authorised for a customer order (DP-05, DP-12, ED-07).

    They secure what is to be paid, but only what is charged is a deposit.
    """

    _inherit = "sale.order"  # pylint: disable=consider-merging-classes-inherited

    amount_authorised = fields.Monetary(
        string="Authorised on Cards",
        compute="_compute_amount_authorised",
        help="Reserved on the customer's cards and not charged yet.",
    )
    card_excess = fields.Monetary(
        string="Authorised Too Much", compute="_compute_amount_authorised"
    )
    card_missing = fields.Monetary(
        string="Not Authorised", compute="_compute_amount_authorised"
    )

    @api.depends(
        "amount_balance",
        "state",
        "transaction_ids.child_transaction_ids.state",
        "transaction_ids.state",
    )
    def _compute_amount_authorised(self):
        for order in self:
            # Transactions are for accountants; the amount is for whoever sells.
            secured = order.sudo()
            authorised = secured._get_authorised() if order.is_customer_order else 0.0
            is_open = authorised and order.state == "sale"
            owed = secured._get_owed() if is_open else 0.0
            order.amount_authorised = authorised
            difference = order.currency_id.round(authorised - max(owed, 0.0))
            order.card_excess = max(difference, 0.0)
            order.card_missing = max(-difference, 0.0)

    def _get_authorised(self):
        """Return what is authorised and not charged. Needs superuser rights."""
        self.ensure_one()
        return sum(card._get_authorised() for card in self.transaction_ids)

    def _get_cards(self):
        """Return the authorised cards that can be charged, the oldest first.

        Needs superuser rights.
        """
        self.ensure_one()
        compare = self.currency_id.compare_amounts
        return self.transaction_ids.sorted("id").filtered(
            lambda card: card.currency_id == self.currency_id
            and compare(card._get_chargeable(), 0) > 0
        )

    def _charge_cards(self, amount, cards, weights=None):
        """Charge cards, one after the other, up to an amount (DP-12).

        Calls the providers, so do it last in a transaction. Needs superuser rights.

        :param float amount: what is due, in the currency of the order
        :param cards: `payment.transaction` records, see `_get_cards`
        :param dict weights: {`sale.order.line`: weight} of what it is for; where the
            order lacks it most when not given
        :return: (what was charged, [why a card was not])
        """
        self.ensure_one()
        if weights:
            given = {line.id: weight for line, weight in weights.items()}
            cards = cards.with_context(retail_deposit_weights=given)
        charged, troubles = 0.0, []
        for card in cards.with_context(payment_backend_action=True):
            part = min(amount - charged, card._get_chargeable())
            part = self.currency_id.round(part)
            if self.currency_id.compare_amounts(part, 0) <= 0:
                break
            if card._can_charge(part):
                done, trouble = card._charge_card(part)
                charged += done
            else:
                trouble = self.env._(
                    "It can only be charged in full, %s.",
                    self.currency_id.format(card._get_chargeable()),
                )
            if trouble:
                troubles.append(f"{card._get_label()}: {trouble}")
        return self.currency_id.round(charged), troubles

    def _describe_cards(self):
        """List the cards for a register (DP-12). Needs superuser rights."""
        return [
            {
                "id": card.id,
                "label": card._get_label(),
                "amount": card._get_chargeable(),
            }
            for card in self._get_cards()
        ]

    # === BY THEMSELVES ===#

    @api.model
    def _settle_cards_soon(self):
        """Have cards charged and released as soon as this transaction is safe.

        A provider is asked in a transaction that does nothing else: what it was told
        cannot be taken back.
        """
        cron = self.env.ref(
            "retail_customer_orders.ir_cron_settle_cards", raise_if_not_found=False
        )
        if cron:
            cron.sudo()._trigger()

    @api.model
    def _cron_settle_cards(self, limit=200):
        """Charge deposits and invoices to authorised cards, release what is over."""
        transactions = self.env["payment.transaction"]
        transactions._forget_unsent_charges()
        silent = self.union(
            *(one._get_customer_order() for one in transactions._find_unanswered())
        )
        silent._work_off("_report_unanswered_charges")
        unpaid = Domain("state", "=", "posted") & Domain(
            "payment_state", "in", ("not_paid", "partial")
        )
        domain = (
            Domain("state", "=", "authorized")
            & Domain("sale_order_ids.is_customer_order", "=", True)
            # What a provider refused once is for people to look at; what it has not
            # answered yet is not asked for again.
            & Domain(
                "child_transaction_ids",
                "not any",
                [("state", "in", ("error", "pending"))],
            )
            & (
                Domain("deposit_to_charge", "=", True)
                | Domain("sale_order_ids.state", "=", "cancel")
                | Domain("sale_order_ids.customer_order_state", "=", "done")
                | Domain("invoice_ids", "any", unpaid)
            )
        )
        cards = transactions.search(domain, limit=limit, order="id")
        cards.sale_order_ids.filtered("is_customer_order")._work_off("_settle_cards")

    def _settle_cards(self):
        """Charge what is due of this locked order to its cards, release what is over.

        The deposit is charged at once, the rest stays authorised until the goods are
        invoiced (DP-07); cancelled orders and those that cost nothing more need no
        cards (CN-05).
        """
        cards = self._get_cards()
        cards.deposit_to_charge = False
        if self.state == "cancel":
            return self._release_cards(cards)
        invoices = self.invoice_ids.filtered(
            lambda move: move.state == "posted" and move.move_type == "out_invoice"
        )
        due = self._get_card_due()
        if self.currency_id.compare_amounts(due, 0) > 0:
            for card in cards:
                card.invoice_ids |= invoices
            self._charge_cards(due, cards)
        elif self.customer_order_state == "open":
            self._charge_cards(self._get_deposit_lacking(), cards)
        is_paid = self.currency_id.compare_amounts(self._get_owed(), 0) <= 0
        if self.customer_order_state == "done" and is_paid:
            self._release_cards(self._get_cards())
        return None

    def _release_cards(self, cards):
        for card in cards:
            card._release_card()

    def _get_card_due(self):
        """Return what is to be paid on invoices, without charges for cancelling."""
        charges = self.order_line._get_charges("cancellation")
        return self.currency_id.round(self._get_residual(self.order_line - charges))

    def _get_deposit_lacking(self):
        """Return what was asked for when ordering and has not come."""
        came = self.deposit_received - self.deposit_refunded
        lacking = min(self.deposit_required - came, self.amount_balance)
        return self.currency_id.round(max(lacking, 0.0))

    def _action_cancel(self):
        """Override of `sale` to release the cards of orders that are cancelled."""
        result = super()._action_cancel()
        # Whoever cancels an order need not see its transactions.
        orders = self.sudo().filtered("is_customer_order")
        if any(order._get_cards() for order in orders):
            self._settle_cards_soon()
        return result

    # === BACK TO THE CARD ===#

    def _get_charged_cards(self):
        """Return what was paid online and can go back there, the newest first."""
        self.ensure_one()
        paid = self.transaction_ids | self.transaction_ids.child_transaction_ids
        return paid.sorted("id", reverse=True).filtered(
            lambda one: one.state == "done" and one.amount > 0 and one.payment_id
        )

    def _get_card_refundable(self, amount):
        """Return how much of an amount can go back to cards. Needs superuser rights."""
        left = amount
        for paid in self._get_charged_cards():
            left -= paid._get_refundable(left)
        return self.currency_id.round(amount - left)

    def _refund_to_cards(self, amount, weights):
        """Pay a deposit back to the cards that it came from, as far as they take it.

        Calls the providers, so do it last in a transaction. Needs superuser rights.

        :param float amount: in the currency of the order
        :param dict weights: {`sale.order.line`: amount of its deposit}
        :return: what went back; the rest stays on the order, to be paid back
        """
        given = {line.id: weight for line, weight in weights.items()}
        left = amount
        for paid in self._get_charged_cards():
            paid = paid.with_context(
                retail_deposit_weights=given, payment_backend_action=True
            )
            part = self.currency_id.round(paid._get_refundable(left))
            if self.currency_id.compare_amounts(part, 0) > 0:
                left = self.currency_id.round(left - paid._refund_card(part))
        if self.currency_id.compare_amounts(left, 0) > 0:
            self.message_post(
                body=self.env._(
                    "%s could not go back to the card. Pay it back another way.",
                    self.currency_id.format(left),
                )
            )
        return self.currency_id.round(amount - left)
