from odoo import models


class PosOrderLine(models.Model):
    """A line that takes back what a pickup handed out."""

    _inherit = "pos.order.line"  # pylint: disable=consider-merging-classes-inherited

    def _is_undo_pickup(self):
        """Say whether this line undoes a pickup: it is no return.

        Addons that judge or count returns leave such lines out.
        """
        self.ensure_one()
        return self.order_id._is_undo_pickup() and self._is_pickup()

    def _is_undo_of(self, sold):
        """Say whether this line takes all of another back, at the same price.

        :param sold: the `pos.order.line` of the pickup
        """
        self.ensure_one()
        compare = self.currency_id.compare_amounts
        return (
            self.product_id == sold.product_id
            and not self.product_uom_id.compare(self.qty, -sold.qty)
            and not compare(self.price_unit, sold.price_unit)
            and not compare(self.discount, sold.discount)
            and self.tax_ids_after_fiscal_position == sold.tax_ids_after_fiscal_position
        )

    def _describe_undo(self):
        """Describe the line of a ticket that takes this one back."""
        self.ensure_one()
        return {
            "order_line_id": self.customer_order_line_id.id,
            "product_id": self.product_id.id,
            "name": self.full_product_name or self.product_id.display_name,
            "qty": -self.qty,
            "price_unit": self.price_unit,
            "discount": self.discount,
            "tax_ids": self.tax_ids.ids,
        }
