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
        change, tax = self._get_deposit_change()
        self._ensure_deposit_is_held(order, -change)
        entries = self.env["retail.deposit.entry"]
        weights = self._get_deposit_weights(order, change)
        parts = entries._spread(abs(change), weights, order.currency_id)
        taxes = entries._spread(abs(tax), parts, order.currency_id)
        sign = 1 if change > 0 else -1
        entries._book(
            order,
            self._get_deposit_kind(),
            {line: sign * part for line, part in parts.items()},
            {line: sign * part for line, part in taxes.items()},
            store_id=order.origin_store_id.id,
            move_line_id=self.id,
        )

    def _get_deposit_change(self):
        """Return how much more the order holds by this item, and the tax in it."""
        if self.move_id.origin_payment_id:
            return -self.amount_currency, 0.0
        sign = -self.move_id.direction_sign
        return sign * self.price_total, sign * (self.price_total - self.price_subtotal)

    def _ensure_deposit_is_held(self, order, used):
        held = order.deposit_held
        if order.currency_id.compare_amounts(used, held) <= 0:
            return
        amounts = {
            "order": order.name,
            "held": order.currency_id.format(held),
            "used": order.currency_id.format(used),
        }
        if self._get_deposit_kind() == "refunded":
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

    def _get_deposit_kind(self):
        """Return the kind of entry with which this item changes a deposit."""
        move = self.move_id
        if payment := move.origin_payment_id:
            return "received" if payment.payment_type == "inbound" else "refunded"
        if move._is_deposit_invoice():
            return "received" if move.move_type == "out_invoice" else "refunded"
        charges = move.invoice_line_ids.sale_line_ids._get_charges("cancellation")
        return "forfeited" if charges else "applied"

    def _get_deposit_weights(self, order, change):
        """Say on which lines the deposit of this item is used, held or given back.

        :param float change: positive when the order holds more by it
        """
        weights = self._find_deposit_weights(order, change)
        if not self.move_id.origin_payment_id:
            fitting = self._get_fitting_weights(order, weights, change)
            weights = fitting if sum(fitting.values()) else weights
        if change < 0:
            weights = self._cap_deposit_weights(order, weights)
        return weights or {order.order_line[:1]: 1.0}

    def _get_fitting_weights(self, order, weights, change):
        """Leave what was taxed as this item; see `sale.order._split_held_deposit`."""
        if change < 0:
            parts = order._split_held_deposit(weights)
            fitting = (part for part in parts if part["taxes"] == self.tax_ids)
            return next(fitting, {"amounts": {}})["amounts"]
        taxed = order.order_line._get_held_taxes()
        return {
            line: weight
            for line, weight in weights.items()
            if (line.tax_ids == self.tax_ids if self.tax_ids else line not in taxed)
        }

    def _cap_deposit_weights(self, order, weights):
        """Take from no line more than it holds: another item of the same document may
        have taken the deposit of goods with other taxes before."""
        held = order.order_line._get_held()
        capped = {
            line: min(weight, max(held.get(line, 0.0), 0.0))
            for line, weight in weights.items()
        }
        return capped if sum(capped.values()) else weights

    def _find_deposit_weights(self, order, change):
        given = self.env.context.get("retail_deposit_weights")
        if given:
            return {line: given.get(line.id, 0.0) for line in order.order_line}
        before = self._get_earlier_weights(order)
        if before:
            return before
        if self._get_deposit_kind() in ("received", "refunded"):
            return order._get_payment_weights(change)
        quantities = self.move_id._get_customer_order_quantities().get(order, {})
        weights = order._get_deposit_shares(quantities, already_counted=True)
        if sum(weights.values()):
            return weights
        return order.order_line._get_held()

    def _get_earlier_weights(self, order):
        """Return what was used by the invoice that this one reverses, or by itself.

        An invoice that was set back to draft uses the same deposit when it is posted
        again.
        """
        move = self.move_id.reversed_entry_id
        used = order.deposit_entry_ids.filtered(
            lambda entry: entry.move_line_id.move_id == move
            if move
            else entry.move_line_id == self and entry.amount < 0
        )
        weights = defaultdict(float)
        for entry in used:
            weights[entry.order_line_id] += abs(entry.amount)
        return weights

    def _unbook_deposit(self):
        """Enter the opposite of what this item has in the ledger."""
        entries = self.env["retail.deposit.entry"]
        totals, taxes = defaultdict(float), defaultdict(float)
        for entry in entries.search([("move_line_id", "=", self.id)]):
            totals[entry.order_line_id] += entry.amount
            taxes[entry.order_line_id] += entry.amount_tax
        order = lock_records(self.customer_order_id)
        taken = sum(totals.values())
        if order.currency_id.compare_amounts(taken, order.deposit_held) > 0:
            raise UserError(
                self.env._(
                    "This payment cannot be taken back: %(order)s has used some of it "
                    "and holds %(held)s. Pay back what is left instead.",
                    order=order.name,
                    held=order.currency_id.format(order.deposit_held),
                )
            )
        entries._book(
            order,
            self._get_deposit_kind(),
            {line: -amount for line, amount in totals.items()},
            {line: -amount for line, amount in taxes.items()},
            store_id=order.origin_store_id.id,
            move_line_id=self.id,
        )
