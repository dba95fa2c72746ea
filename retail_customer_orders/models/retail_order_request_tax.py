from odoo import models


class RetailOrderRequest(models.Model):
    """The taxes of what a register orders (CO-10).

    A register shows prices with the fiscal position of its ticket. Where the goods are
    taxed in another way, the order follows the goods.
    """

    _inherit = "retail.order.request"  # pylint: disable=consider-merging-classes-inherited

    def _resolve_taxes(self, lines):
        """Add to each line its "position", "taxes" and final "price_unit", and what
        the register showed: "shown_taxes" and "shown_price"."""
        shown = self._get_fiscal_position()
        known = {}
        for line in lines:
            address = line["partner"] or self.partner_id
            place = line["store"]._get_taxed_place(line["fulfilment"], address)
            if place not in known:
                known[place] = shown._get_delivery_position(
                    self.company_id, self.partner_id, place, shown, self.config_id
                )
            line["position"] = known[place]
            line["shown_taxes"] = shown.map_tax(line["product_taxes"])
            line["taxes"] = known[place].map_tax(line["product_taxes"])
            line["shown_price"] = line["price_unit"]
            line["price_unit"] = self._get_taxed_price(line)

    def _get_taxed_price(self, line):
        """Return the price that goes with the taxes of a line.

        A register sends the price as the product has it, whatever its fiscal position.
        """
        if line["taxes"] == line["shown_taxes"]:
            return line["price_unit"]
        return line["product_taxes"]._adapt_price_unit_to_another_taxes(
            line["price_unit"], line["product"], line["product_taxes"], line["taxes"]
        )
