from odoo import models
from odoo.fields import Command


class PaymentTransaction(models.Model):
    """What customers pay online for a customer order is a deposit."""

    _inherit = "payment.transaction"

    def _get_customer_order(self):
        """Return the customer order that this pays, or pays back; none if several.

        Core links captures and refunds to the payment that they are a part of, and
        only the first of them all to the order.
        """
        first = self
        while first.source_transaction_id:
            first = first.source_transaction_id
        order = first.sale_order_ids
        return order if len(order) == 1 and order.is_customer_order else order[:0]

    def _get_open_invoices(self):
        """Return the invoices that this pays and that are not paid yet."""
        invoices = self.invoice_ids | self.source_transaction_id.invoice_ids
        return invoices.filtered(
            lambda move: move.state == "posted"
            and move.move_type == "out_invoice"
            and not move.currency_id.is_zero(move.amount_residual)
        )

    def _create_payment(self, **extra_create_values):
        """Override of `account_payment` to book what is paid before an invoice.

        Grouped payments of several orders are not known to core either.
        """
        order = self._get_customer_order()
        invoices = self._get_open_invoices()
        if not order or (self.amount > 0 and invoices):
            return super()._create_payment(**extra_create_values)
        compare = order.currency_id.compare_amounts
        if self.amount < 0 and compare(-self.amount, order.deposit_held) > 0:
            # What goods were paid with goes back, not a deposit.
            return super()._create_payment(**extra_create_values)
        order.company_id._ensure_retail_deposit()
        direction = "inbound" if self.amount > 0 else "outbound"
        amounts = self._share_over_lines(order)
        invoice = order._create_deposit_invoice(direction, amounts)
        if invoice:
            # Core matches the payment with all invoices of the card: this one only.
            card = self.source_transaction_id
            others = card.invoice_ids
            self.invoice_ids = card.invoice_ids = invoice
            payment = super()._create_payment(**extra_create_values)
            card.invoice_ids |= others
            return payment
        # Invoices that are paid would make it a payment of theirs.
        self.invoice_ids = [Command.clear()]
        account = order.company_id.retail_deposit_account_id
        extra_create_values = {
            "customer_order_id": order.id,
            "destination_account_id": account.id,
            **extra_create_values,
        }
        return super()._create_payment(**extra_create_values)

    def _share_over_lines(self, order):
        """Share the amount: {`sale.order.line`: amount, positive either way}."""
        given = self.env.context.get("retail_deposit_weights")
        if not given:
            return order._share_payment(self.amount)
        weights = {line: given.get(line.id, 0.0) for line in order.order_line}
        entries = self.env["retail.deposit.entry"]
        return entries._spread(abs(self.amount), weights, order.currency_id)

    def _invoice_sale_orders(self):
        """Override of `sale` to invoice customer orders when their goods leave only.

        What was paid before is their deposit, whatever is invoiced automatically.
        """
        own = self.filtered(
            lambda one: any(one.sale_order_ids.mapped("is_customer_order"))
        )
        return super(PaymentTransaction, self - own)._invoice_sale_orders()
