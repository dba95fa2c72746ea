from odoo import models


class SaleOrderLine(models.Model):
    """Which goods must be paid before they leave, and how many of them."""

    _inherit = "sale.order.line"  # pylint: disable=consider-merging-classes-inherited

    def _get_payment_rule(self):
        """Return what must be paid before this line leaves, see `retail.profile`."""
        self.ensure_one()
        if self.fulfilment != "ship":
            return "none"
        store = self.fulfilment_store_id
        return store._get_profile_value("payment_before_delivery") or "none"

    def _get_paid_before_delivery(self):
        """Return those of these lines that must be paid in full before goods leave."""
        goods = self.filtered(lambda line: line._get_payment_rule() == "full")
        return goods | self._get_charges("shipping")

    def _get_unpaid_qty(self, leaving):
        """Return what will have left and is not invoiced, below 0 if it is the other
        way round. A charge of the shipment leaves with the first goods.

        :param float leaving: what is about to leave, in the line's unit
        """
        self.ensure_one()
        if self.charge_code_id:
            return self.product_uom_qty - self.qty_invoiced_posted
        return self.qty_delivered + leaving - self.qty_invoiced_posted
