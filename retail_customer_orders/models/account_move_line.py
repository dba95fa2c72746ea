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
        """Enter into the ledger what this item of an invoice or credit note uses.

        :raise UserError: the order does not hold that much any more
        """
        self.ensure_one()
        order = lock_records(self.customer_order_id)
        used = self.amount_currency
        held = order.deposit_held
        if order.currency_id.compare_amounts(used, held) > 0:
            raise UserError(
                self.env._(
                    "%(order)s holds a deposit of %(held)s, and this invoice would use "
                    "%(used)s. Correct the deposit line.",
                    order=order.name,
                    held=order.currency_id.format(held),
                    used=order.currency_id.format(used),
                )
            )
        entries = self.env["retail.deposit.entry"]
        weights = self._get_deposit_weights(order)
        parts = entries._spread(abs(used), weights, order.currency_id)
        sign = -1 if used > 0 else 1
        entries._book(
            order,
            "applied",
            {line: sign * part for line, part in parts.items()},
            store_id=order.origin_store_id.id,
            move_line_id=self.id,
        )

    def _get_deposit_weights(self, order):
        """Say on which lines the deposit of this item was used, or is given back to."""
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
        totals = defaultdict(float)
        for entry in entries.search([("move_line_id", "=", self.id)]):
            totals[entry.order_line_id] += entry.amount
        order = self.customer_order_id
        entries._book(
            order,
            "applied",
            {line: -amount for line, amount in totals.items()},
            store_id=order.origin_store_id.id,
            move_line_id=self.id,
        )
