from odoo import models


class RetailOrderRequest(models.Model):
    """What an order costs with its charges, and with taxes of its own."""

    _inherit = "retail.order.request"  # pylint: disable=consider-merging-classes-inherited

    def _get_total(self, parsed):
        """Override of this addon's own method to add the charges."""
        lines = parsed["lines"] + parsed["charge_lines"]
        return super()._get_total({**parsed, "lines": lines, "charge_lines": []})

    def _get_required_deposit(self, parsed):
        """Override of this addon's own method to ask for no more than was shown.

        A register works the deposit out with the taxes of its ticket (CO-10).
        """
        required = super()._get_required_deposit(parsed)
        lines = parsed["lines"]
        if all(line["taxes"] == line["shown_taxes"] for line in lines):
            return required
        shown = [
            {
                **line,
                "taxes": line["shown_taxes"],
                "price_unit": line["shown_price"],
            }
            for line in lines
        ]
        return min(required, super()._get_required_deposit({**parsed, "lines": shown}))
