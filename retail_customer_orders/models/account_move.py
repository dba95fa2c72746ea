from collections import defaultdict

from odoo import models
from odoo.fields import Command


class AccountMove(models.Model):
    """Deposits on invoices and payments of customer orders."""

    _inherit = "account.move"

    def _add_customer_order_deposits(self):
        """Take the share of the deposit off new invoices of customer orders."""
        for invoice in self.filtered(lambda move: move.move_type == "out_invoice"):
            for order, quantities in invoice._get_customer_order_quantities().items():
                shares = order._get_invoiced_deposit(quantities)
                shares = invoice._cap_deposit(order, shares)
                parts = order._split_held_deposit(shares)
                if parts:
                    lines = order._prepare_deposit_lines(parts)
                    invoice.write(
                        {"invoice_line_ids": [Command.create(line) for line in lines]}
                    )
            if invoice.currency_id.compare_amounts(invoice.amount_total, 0) < 0:
                # The last goods cost a cent less than is held: that goes back.
                invoice.action_switch_move_type()

    def _cap_deposit(self, order, shares):
        """Lower the deposit where it is more than the invoice, which rounds as a whole.

        What is used of a line last stays: nothing may be left over.

        :param dict shares: {`sale.order.line`: amount}
        """
        excess = sum(shares.values()) - self.amount_total
        held = order.order_line._get_held()
        capped = dict(shares)
        for line, share in shares.items():
            part = min(excess, share)
            if (
                part > 0
                and order.currency_id.compare_amounts(share, held.get(line, 0)) < 0
            ):
                capped[line] = order.currency_id.round(share - part)
                excess -= part
        return capped

    def _get_customer_order_quantities(self):
        """Return what these moves invoice of customer orders.

        :return: {`sale.order`: {`sale.order.line`: quantity in its unit}}
        """
        quantities = defaultdict(lambda: defaultdict(float))
        for item in self.invoice_line_ids:
            line = item.sale_line_ids[:1]
            is_billed = line.fulfilment or line.charge_code_id
            if line.order_id.is_customer_order and is_billed:
                part = item.product_uom_id._compute_quantity(
                    item.quantity, line.product_uom_id
                )
                quantities[line.order_id][line] += part
        return quantities

    def _get_deposit_items(self):
        """Return the items, not of tickets, that change the deposits of orders.

        Those of invoices use a deposit; payments bring one or give it back.
        """
        documents = self.filtered(
            lambda move: move.is_sale_document() and not move.pos_order_ids
        )
        used = documents.invoice_line_ids.filtered(
            lambda item: item.customer_order_id
            and item.product_id == item.company_id.retail_deposit_product_id
        )
        paid = self.filtered("origin_payment_id.customer_order_id").line_ids
        return used | paid.filtered("customer_order_id")

    def _post(self, soft=True):
        """Override of `account` to use the deposits that invoices take off.

        All deposits are reconciled from here: the closing entry of a session, a ticket
        that is invoiced late and an order that is invoiced come in any order.
        """
        posted = super()._post(soft)
        # The ledger follows the books; who may post need not sell.
        for item in posted.sudo()._get_deposit_items():
            item._book_deposit()
        posted.sudo().line_ids.customer_order_id._reconcile_deposits()
        return posted

    def button_draft(self):
        """Override of `account` to give back the deposits that invoices took off."""
        items = (
            self.sudo()
            .filtered(lambda move: move.state == "posted")
            ._get_deposit_items()
        )
        result = super().button_draft()
        # Core keeps drafts matched: other goods could not use the deposit meanwhile.
        items.remove_move_reconcile()
        for item in items:
            item._unbook_deposit()
        return result

    def _is_deposit_invoice(self):
        """Say whether this invoice or credit note is about deposits alone."""
        self.ensure_one()
        product = self.company_id.retail_deposit_product_id
        lines = self.invoice_line_ids.filtered(lambda item: item.product_id)
        return bool(lines) and lines.product_id == product

    def _pay_in_full(self, journal, **values):
        """Book the payment of what is open on this invoice or credit note.

        :param journal: the `account.journal` of a bank or a cash box
        :param values: further values of the `account.payment`
        :return: the `account.payment`
        """
        self.ensure_one()
        register = self.env["account.payment.register"].with_context(
            active_model="account.move", active_ids=self.ids
        )
        # All at once and now, whatever terms of payment the customer has.
        wizard = register.create(
            {
                "journal_id": journal.id,
                "installments_mode": "full",
                "amount": self.amount_residual,
                "payment_difference_handling": "open",
            }
        )
        # The rights were judged by what asks for the payment.
        payment = wizard._create_payments().sudo()
        payment.write(values)
        return payment
