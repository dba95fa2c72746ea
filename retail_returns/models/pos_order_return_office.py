from odoo import models


class PosOrder(models.Model):
    """Refunds that the back office makes of a ticket give its charges back as well."""

    _inherit = "pos.order"  # pylint: disable=consider-merging-classes-inherited

    def _refund(self):
        """Override of `point_of_sale` to add the charges that the goods bore."""
        refunds = super()._refund()
        for refund in refunds:
            refund._add_charges_back()
        return refunds

    def _add_charges_back(self):
        """Add a line for each charge that the goods of this refund give back."""
        self.ensure_one()
        # Orders are not for everybody who refunds a ticket; the refund is judged.
        due = self.sudo()._get_charges_due(self._get_policy_cases())
        for charge, amount in due.items():
            line = self.env["pos.order.line"].create(
                {
                    "order_id": self.id,
                    "product_id": charge.product_id.id,
                    "full_product_name": charge.name,
                    "qty": -1,
                    "price_unit": charge._get_price_of_total(amount),
                    "tax_ids": charge.tax_ids.ids,
                    "price_subtotal": 0.0,
                    "price_subtotal_incl": 0.0,
                    "return_charge_line_id": charge.id,
                }
            )
            line.write(line._compute_amount_line_all())
        if due:
            self._compute_prices()
