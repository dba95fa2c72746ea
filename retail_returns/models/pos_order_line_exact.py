from odoo import models


class PosOrderLine(models.Model):
    """Tickets give back, and gave, exactly what the sale was booked with (RT-12)."""

    _inherit = "pos.order.line"  # pylint: disable=consider-merging-classes-inherited

    def _get_sold_base_lines(self):
        """Override of `retail_returns` to read them from the tickets."""
        found = {}
        for ticket in self.order_id:
            if ticket._get_discount_share() == 1.0:
                base_lines = ticket._get_rounded_base_lines()
                found.update({line["record"]: line for line in base_lines})
        return {line: found[line] for line in self if line in found}

    def _prepare_base_line_for_taxes_computation(self):
        """Override of `point_of_sale` to keep exact amounts of what is given back.

        Core turns the quantity of a ticket that pays out, but not its exact amounts,
        and then ignores them.
        """
        base_line = super()._prepare_base_line_for_taxes_computation()
        exact = self.extra_tax_data
        if exact and self._get_return_source() and self.order_id.amount_total < 0.0:
            taxes = self.env["account.tax"]
            base_line.update(
                taxes._import_base_line_extra_tax_data(
                    base_line, taxes._reverse_quantity_base_line_extra_tax_data(exact)
                )
            )
        return base_line

    def _get_amount_incl(self):
        """Override of `retail_returns` to count what a line exactly gives back."""
        exact = self._get_return_source() and self._get_exact_base_line()
        if not exact:
            return super()._get_amount_incl()
        taxes = exact["manual_tax_amounts"].values()
        total = exact["manual_total_excluded_currency"] + sum(
            tax["tax_amount_currency"] for tax in taxes
        )
        # Core turns the signs of a ticket that pays out.
        return -abs(total) if self.qty < 0 else abs(total)

    def _get_exact_base_line(self):
        """Return the base line of this line if it has exact amounts, else None."""
        self.ensure_one()
        if not self.extra_tax_data:
            return None
        base_line = self._prepare_base_line_for_taxes_computation()
        return base_line if base_line["manual_tax_amounts"] else None

    def _has_exact_amounts(self, amounts):
        """Say whether this line gives back exactly these amounts.

        :param dict amounts: see `_get_exact_amounts`
        """
        self.ensure_one()
        base_line = self._get_exact_base_line()
        sold = self._get_return_source()
        if not amounts or not base_line or not sold:
            return False
        # Core turns the signs of a ticket that pays out.
        sign = 1 if base_line["quantity"] > 0 else -1
        expected = sold._prepare_exact_tax_data(amounts, sign)
        found = base_line["manual_tax_amounts"]
        pairs = [
            (
                base_line["manual_total_excluded_currency"],
                expected.get("manual_total_excluded_currency"),
            )
        ]
        for tax, values in expected.get("manual_tax_amounts", {}).items():
            pairs += [
                (found.get(tax, {}).get(name), amount)
                for name, amount in values.items()
            ]
        return all(
            isinstance(one, int | float)
            and self.currency_id.compare_amounts(one, other) == 0
            for one, other in pairs
        )
