from collections import defaultdict

from odoo import fields, models
from odoo.exceptions import UserError

from odoo.addons.retail_base.tools.judge import lock_records


class AccountMoveLine(models.Model):
    _inherit = "account.move.line"

    customer_order_id = fields.Many2one(
        comodel_name="sale.order",
        string="Deposit of Order",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
        check_company=True,
    )
    deposit_ticket_id = fields.Many2one(
        comodel_name="pos.order",
        string="Deposit on Ticket",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
        copy=False,
        help="The ticket that took a deposit for an order that was not made yet.",
    )

    def _book_deposit(self):
        """Enter into the ledger what this item uses, brings or gives back.

        :raise UserError: the order does not hold that much any more
        """
        self.ensure_one()
        order = lock_records(self.customer_order_id)
        self._ensure_deposit_is_held(order)
        entries = self.env["retail.deposit.entry"]
        weights = self._get_deposit_weights(order)
        change = -self.amount_currency
        parts = entries._spread(abs(change), weights, order.currency_id)
        by_kind = defaultdict(dict)
        for line, part in parts.items():
            by_kind[self._get_deposit_kind(line)][line] = part if change > 0 else -part
        for kind, amounts in by_kind.items():
            entries._book(
                order,
                kind,
                amounts,
                store_id=order.origin_store_id.id,
                move_line_id=self.id,
            )

    def _ensure_deposit_is_held(self, order):
        used, held = self.amount_currency, order.deposit_held
        if order.currency_id.compare_amounts(used, held) <= 0:
            return
        amounts = {
            "order": order.name,
            "held": order.currency_id.format(held),
            "used": order.currency_id.format(used),
        }
        if self.move_id.origin_payment_id:
            raise UserError(
                self.env._(
                    "%(order)s holds a deposit of %(held)s, so %(used)s cannot be paid "
                    "back. Lower the amount.",
                    **amounts,
                )
            )
        raise UserError(
            self.env._(
                "%(order)s holds a deposit of %(held)s, and this invoice would use "
                "%(used)s. Correct the deposit line.",
                **amounts,
            )
        )

    def _get_deposit_kind(self, line):
        """Return the kind of entry with which this item changes a line's deposit."""
        if payment := self.move_id.origin_payment_id:
            return "received" if payment.payment_type == "inbound" else "refunded"
        return "forfeited" if line._get_charges("cancellation") else "applied"

    def _get_deposit_weights(self, order):
        """Say on which lines the deposit of this item is used, held or given back."""
        if self.move_id.origin_payment_id:
            given = self.env.context.get("retail_deposit_weights")
            if given:
                return {line: given.get(line.id, 0.0) for line in order.order_line}
            return order._get_payment_weights(-self.amount_currency)
        reversed_move = self.move_id.reversed_entry_id
        if reversed_move:
            used = order.deposit_entry_ids.filtered(
                lambda entry: entry.move_line_id.move_id == reversed_move
            )
            weights = defaultdict(float)
            for entry in used:
                weights[entry.order_line_id] -= entry.amount
            if weights:
                return weights
        quantities = self.move_id._get_customer_order_quantities().get(order, {})
        weights = order._get_deposit_shares(quantities, already_counted=True)
        if sum(weights.values()):
            return weights
        return order.order_line._get_held() or {order.order_line[:1]: 1.0}

    def _unbook_deposit(self):
        """Enter the opposite of what this item has in the ledger."""
        entries = self.env["retail.deposit.entry"]
        totals = defaultdict(lambda: defaultdict(float))
        for entry in entries.search([("move_line_id", "=", self.id)]):
            totals[entry.kind][entry.order_line_id] += entry.amount
        order = lock_records(self.customer_order_id)
        taken = sum(sum(amounts.values()) for amounts in totals.values())
        if order.currency_id.compare_amounts(taken, order.deposit_held) > 0:
            raise UserError(
                self.env._(
                    "This payment cannot be taken back: %(order)s has used some of it "
                    "and holds %(held)s. Pay back what is left instead.",
                    order=order.name,
                    held=order.currency_id.format(order.deposit_held),
                )
            )
        for kind, amounts in totals.items():
            entries._book(
                order,
                kind,
                {line: -amount for line, amount in amounts.items()},
                store_id=order.origin_store_id.id,
                move_line_id=self.id,
            )
