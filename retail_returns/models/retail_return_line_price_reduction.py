from odoo import models


class RetailReturnLine(models.Model):
    """Goods whose price was lowered give back what is left."""

    _inherit = "retail.return.line"  # pylint: disable=consider-merging-classes-inherited

    def _lower_prices(self):
        """Take over the prices that credit notes lowered since the return was asked.

        Call it in superuser mode, before the goods count as returned.
        """
        for line in self:
            sold = line._get_sold_line()
            if line._has_lowered_price():
                line.price_unit = sold._get_refund_unit_amount()

    def _has_lowered_price(self):
        """Say whether a credit note lowered the price of these goods."""
        self.ensure_one()
        sold = self._get_sold_line()
        return bool(sold) and sold._is_price_lowered()

    def _prepare_credit_of_invoice(self):
        """Override of `retail_returns` to give back the lowered price.

        It was fixed with the goods: what was left then was shared by the units left.
        """
        values = super()._prepare_credit_of_invoice()
        if not self._has_lowered_price():
            return values
        taxes = self.env["account.tax"].browse(values["tax_ids"])
        return {
            **values,
            "quantity": self.qty,
            "product_uom_id": self.product_uom_id.id,
            "price_unit": self._get_price_with_taxes(
                self.price_unit, taxes, self.product_id
            ),
            "discount": 0.0,
        }

    def _find_sold_base_line(self):
        """Override of `retail_returns`: shares of what was booked are no longer due."""
        return {} if self._has_lowered_price() else super()._find_sold_base_line()
