from odoo import models
from odoo.exceptions import UserError

from .pos_order_line_neighbour import PREPAID


class RetailOrderRequest(models.Model):
    """Gift cards and money on e-wallets, where `pos_loyalty` is installed."""

    _inherit = "retail.order.request"  # pylint: disable=consider-merging-classes-inherited

    def _check_lines(self, lines):
        """Override of this addon's own method to leave out what is handed out at once.

        The register makes the card when its ticket is paid: an order would charge for
        one that nobody ever gets.
        """
        result = super()._check_lines(lines)
        prepaid = self._get_prepaid_products(lines)
        if prepaid:
            raise UserError(
                self.env._(
                    "“%s” cannot be ordered: it is money on a card, which the customer "
                    "gets at once. Carry it out.",
                    prepaid[0].display_name,
                )
            )
        return result

    def _get_prepaid_products(self, lines):
        """Return those of the products of these lines that put money on a card."""
        products = self.env["product.product"].union(
            *(line["product"] for line in lines)
        )
        if "loyalty.rule" not in self.env:
            return products.browse()
        rules = self.env["loyalty.rule"].search(
            [
                ("program_id.program_type", "in", PREPAID),
                ("product_ids", "in", products.ids),
            ]
        )
        return products & rules.product_ids
