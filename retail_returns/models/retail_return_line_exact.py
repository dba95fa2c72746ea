from odoo import fields, models

from odoo.addons.retail_customer_orders.tools.charges import refundable_charge


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

        Each is the difference of two rounded running totals of the sale, so that all
        returns together give back what was booked, whatever a part of it rounds to.

        :param dict values: of the line, without these amounts
        :return: empty where the sale was booked in several parts
        """
        self.ensure_one()
        base_line = self._find_sold_base_line()
        if not base_line:
            return {}
        sold = base_line["record"]
        quantity = sold._get_sold_quantity()
        rounding = self.currency_id.round

        def share(amount):
            return refundable_charge(
                amount, quantity, self.returned_before, self.qty, rounding
            )

        details = base_line["tax_details"]
        untaxed = share(
            details["total_excluded_currency"]
            + details["delta_total_excluded_currency"]
        )
        return {
            "currency_id": self.currency_id.id,
            "price_unit": values["price_unit"],
            "discount": values.get("discount", 0.0),
            "quantity": values["quantity"],
            "manual_total_excluded_currency": untaxed,
            "manual_tax_amounts": {
                str(data["tax"].id): {
                    "tax_amount_currency": share(data["tax_amount_currency"]),
                    "base_amount_currency": share(data["base_amount_currency"]),
                }
                for data in details["taxes_data"]
            },
        }

    def _find_sold_base_line(self):
        """Return the base line, with rounded taxes, of what sold these goods.

        Empty for goods without a sale, sold beside a discount on the whole ticket, or
        invoiced in several parts.
        """
        sold = self.sold_line_id
        if sold:
            ticket = sold.order_id
            has_discount = ticket._get_discount_share() != 1.0
            base_lines = [] if has_discount else ticket._get_rounded_base_lines()
        elif self.order_line_id or self.invoice_line_id:
            sold = self._get_credited_item()
            whole = (self.order_line_id or self.invoice_line_id)._get_invoice_items()
            if whole != sold:
                return {}
            base_lines, _taxes = sold.move_id._get_rounded_base_and_tax_lines()
        else:
            return {}
        found = [one for one in base_lines if one["record"] == sold]
        return found[0] if len(found) == 1 and found[0]["tax_ids"] else {}
