from odoo import models


class PaymentTransaction(models.Model):
    """What customers pay online for a customer order is a deposit."""

    _inherit = "payment.transaction"

    def _create_payment(self, **extra_create_values):
        """Override of `account_payment` to book what is paid before an invoice.

        Grouped payments of several orders are not known to core either.
        """
        order = self.sale_order_ids
        if len(order) == 1 and order.is_customer_order and not self.invoice_ids:
            order.company_id._ensure_retail_deposit()
            amounts = order._share_payment(self.amount)
            invoice = self.amount > 0 and order._create_deposit_invoice(
                "inbound", amounts
            )
            if invoice:  # core matches the payment with it
                self.invoice_ids = invoice
                return super()._create_payment(**extra_create_values)
            account = order.company_id.retail_deposit_account_id
            extra_create_values = {
                "customer_order_id": order.id,
                "destination_account_id": account.id,
                **extra_create_values,
            }
        return super()._create_payment(**extra_create_values)
