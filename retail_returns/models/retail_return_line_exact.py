from odoo import fields, models


class RetailReturnLine(models.Model):
    """Several returns of a sale give back its tax to the cent (RT-12)."""

    _inherit = "retail.return.line"  # pylint: disable=consider-merging-classes-inherited

    returned_before = fields.Float(
        digits="Product Unit",
        readonly=True,
        copy=False,
        help="How much of the sold line had come back before these goods did.",
    )

    def _prepare_credit_item(self):
        """Override of `retail_returns` to give back the share of what was booked."""
        values = super()._prepare_credit_item()
        exact = self._prepare_exact_amounts(values)
        return {**values, "extra_tax_data": exact} if exact else values

    def _prepare_exact_amounts(self, values):
        """Return the amounts of a credit note's line, as `account.tax` keeps them.

        :param dict values: of the line, without these amounts
        :return: empty where the sale was booked in several parts, or without taxes
        """
        self.ensure_one()
        sold = self._get_sold_line()
        base_line = sold and sold._get_sold_base_lines().get(sold)
        if not base_line:
            return {}
        amounts = sold._get_exact_amounts(base_line, self.qty, self.returned_before)
        exact = sold._prepare_exact_tax_data(amounts)
        return exact and {
            "currency_id": self.currency_id.id,
            "price_unit": values["price_unit"],
            "discount": values.get("discount", 0.0),
            "quantity": values["quantity"],
            **exact,
        }
