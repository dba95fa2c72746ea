from collections import defaultdict

from odoo import fields, models

from ..tools.payment_rule import missing_payment


class SaleOrder(models.Model):
    """What must be paid before goods of a customer order are shipped (DP-05, DP-06)."""

    _inherit = "sale.order"  # pylint: disable=consider-merging-classes-inherited

    payment_missing = fields.Monetary(
        string="To Pay Before Shipping",
        compute="_compute_payment_missing",
        help="What the customer must pay before all that is to be shipped may leave.",
    )

    def _compute_payment_missing(self):
        # Whoever reads an order may know what it waits for.
        orders = self.sudo()
        held = orders.order_line._get_held()
        for order in orders:
            quantities = {
                line: line.fulfilment_open_qty
                for line in order.order_line
                if line.fulfilment_open_qty
            }
            missing = order._get_missing_payment(quantities, held)
            order.sudo(False).payment_missing = missing

    def _get_missing_payment(self, quantities, held=None):
        """Say what must still be paid before these quantities may leave a store.

        Computed from the ledger and the invoices as they are now, so that a payment
        releases the goods by itself. Needs superuser rights.

        :param dict quantities: {`sale.order.line`: quantity in its unit}
        :param dict held: what `_get_held` says of the order's lines, where known
        :return: an amount in the order's currency, 0 when the goods may leave
        """
        self.ensure_one()
        by_rule = defaultdict(dict)
        for line, quantity in quantities.items():
            by_rule[line._get_payment_rule()][line] = quantity
        by_rule.pop("none", None)
        if not by_rule:
            return 0.0
        if held is None:
            held = self.order_line._get_held()
        secured = self._get_secured()
        deposit = {
            "deposit": self.deposit_required,
            "received": self.deposit_received - self.deposit_refunded + secured,
            "owed": self._get_owed() - secured,
        }
        missing = [
            missing_payment(
                rule, *self._get_goods_to_pay(leaving, held, secured), **deposit
            )
            for rule, leaving in by_rule.items()
        ]
        return self.currency_id.round(max(missing))

    def _get_goods_to_pay(self, quantities, held, secured):
        """Set what goods cost that must be paid first against what was paid for them.

        A deposit counts where its lines hold it: what is picked up, or leaves unpaid
        from another store, needs its own share. What was paid covers first what has
        left already.

        :return: (what they cost, what is paid)
        """
        lines = self.order_line._get_paid_before_delivery()
        cost = sum(
            line._get_value(line._get_unpaid_qty(quantities.get(line, 0.0)))
            for line in lines
        )
        paid = sum(held.get(line, 0.0) for line in lines) + secured
        return cost + self._get_residual(lines), paid

    def _get_secured(self):
        """Return what is certain to come, or paid, beside deposits and invoiced goods.

        That is what is authorised on cards, and down payments that were invoiced,
        paid and not yet taken off an invoice.
        """
        self.ensure_one()
        items = self.order_line.filtered("is_downpayment").invoice_lines
        advances = sum(
            -item.move_id.direction_sign * item.price_total
            for item in items
            if item.parent_state == "posted"
        )
        residual = self._get_residual(self.order_line, True)
        return self._get_authorised() + advances - residual

    def _get_residual(self, lines, advances=False):
        """Return what is still to be paid of these lines on posted invoices.

        :param bool advances: on invoices of down payments, instead of all others
        """
        self.ensure_one()
        return sum(
            -invoice.direction_sign * invoice._get_residual_of(lines)
            for invoice in self.invoice_ids
            if invoice.state == "posted" and invoice._is_downpayment() == advances
        )

    def _get_owed(self):
        """Return what the customer still owes for the order, invoiced or not.

        Other than `amount_balance`, an invoice counts when it is posted and until it
        is paid.
        """
        self.ensure_one()
        lines = self.order_line.filtered(lambda line: not line.display_type)
        settled = sum(
            line._get_value(line.qty_invoiced_posted + line._get_picked_up_qty())
            for line in lines
        )
        open_value = self.amount_total - settled - self.deposit_held
        return open_value + self._get_residual(self.order_line)
