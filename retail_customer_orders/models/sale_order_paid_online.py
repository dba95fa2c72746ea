from odoo import models


class SaleOrder(models.Model):
    """What core tells customers that they have paid: not only what came online."""

    _inherit = "sale.order"  # pylint: disable=consider-merging-classes-inherited

    def _compute_amount_paid(self):
        """Override of `sale` to count what was paid at registers, too.

        Else the mails and the page about a payment ask for the deposit again. Orders
        that nobody has paid online stay as core has them.
        """
        own = self.filtered(
            lambda one: one.is_customer_order
            and one.state == "sale"
            and one.sudo().transaction_ids
        )
        result = super(SaleOrder, self - own)._compute_amount_paid()
        for order in own:
            # Customers see this, who may read no ledger.
            order.amount_paid = order.sudo()._get_paid()
        return result

    def _get_default_payment_link_values(self):
        """Override of `sale` to have core's own links ask for no deposit again."""
        values = super()._get_default_payment_link_values()
        if self.is_customer_order and self.state == "sale":
            most = self._get_most_by_link()
            values.update(amount=most, amount_max=most)
        return values

    def _get_paid(self):
        """Return what was paid, or is authorised. Needs superuser rights.

        Core tells customers of a payment before it is booked.
        """
        self.ensure_one()
        unbooked = self.transaction_ids.filtered(
            lambda one: one.state == "done"
            and not one.payment_id
            and not one.child_transaction_ids
        )
        secured = self._get_authorised() + sum(unbooked.mapped("amount"))
        return self.currency_id.round(self.amount_total - self._get_owed() + secured)
