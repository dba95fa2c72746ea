from collections import defaultdict

from odoo import models
from odoo.exceptions import UserError


class RetailOrderRequest(models.Model):
    """The judge of the taxes on a deposit."""

    _inherit = "retail.order.request"  # pylint: disable=consider-merging-classes-inherited

    def _check_deposit(self, parsed):
        """Judge the taxes of the deposit on the ticket, too."""
        result = super()._check_deposit(parsed)
        if self.pos_order_id:
            self._check_deposit_taxes(parsed)
        return result

    def _check_deposit_taxes(self, parsed):
        """See that the deposit bears the taxes of the goods, or none."""
        on_ticket = defaultdict(float)
        for line in self.pos_order_id.lines.filtered(lambda line: line._is_deposit()):
            taxes = line.tax_ids_after_fiscal_position
            on_ticket[taxes] += line._get_deposit_amount()
        expected = self._get_deposit_by_taxes(parsed)
        # Register and server may share out a cent differently.
        cents = self.currency_id.rounding * len(parsed["lines"])
        compare = self.currency_id.compare_amounts
        for taxes in {*on_ticket, *expected}:
            difference = abs(on_ticket[taxes] - expected.get(taxes, 0.0))
            if compare(difference, cents if taxes else 0.0) > 0:
                raise UserError(
                    self.env._(
                        "The taxes of the deposit are not those of the goods. Reload "
                        "the register's data and pay again."
                    )
                )

    def _get_deposit_by_taxes(self, parsed):
        """Return {`account.tax`: the deposit of the lines with these taxes}."""
        if self.company_id.retail_deposit_tax != "now":
            return {self.env["account.tax"]: parsed["deposit"]}
        weights = {}
        lines = parsed["lines"] + parsed["charge_lines"]
        for number, line in enumerate(lines):
            price = line["price_unit"] * (1 - line["discount"] / 100)
            totals = line["taxes"].compute_all(
                price, self.currency_id, line["qty"], line["product"]
            )
            weights[number] = totals["total_included"]
        parts = self.env["retail.deposit.entry"]._spread(
            parsed["deposit"], weights, self.currency_id
        )
        by_taxes = defaultdict(float)
        for number, part in parts.items():
            by_taxes[lines[number]["taxes"]] += part
        return by_taxes
