from odoo import models


class RetailOrderRequest(models.Model):
    """What an order costs with its charges, and with taxes of its own."""

    _inherit = "retail.order.request"  # pylint: disable=consider-merging-classes-inherited

    def _prepare_base_lines(self, parsed):
        """Override of this addon's own method to add the charges."""
        lines = parsed["lines"] + parsed["charge_lines"]
        return super()._prepare_base_lines({**parsed, "lines": lines})

    def _get_deposit_terms(self, parsed):
        """Override of this addon's own method to ask for no more than was shown.

        A register works the deposit out with the taxes of its ticket (CO-10).
        """
        terms = super()._get_deposit_terms(parsed)
        lines = parsed["lines"]
        if all(line["taxes"] == line["shown_taxes"] for line in lines):
            return terms
        shown = [
            {
                **line,
                "taxes": line["shown_taxes"],
                "price_unit": line["shown_price"],
            }
            for line in lines
        ]
        as_shown = super()._get_deposit_terms({**parsed, "lines": shown})
        return min(terms, as_shown, key=lambda one: one["required"]) | {
            "total": terms["total"]
        }
