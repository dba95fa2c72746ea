from odoo import api, models


class SaleOrderLine(models.Model):
    """Lines of one order are taxed by where the customer gets the goods (CO-10)."""

    _inherit = "sale.order.line"  # pylint: disable=consider-merging-classes-inherited

    @api.depends(
        "charged_line_ids",
        "fulfilment",
        "fulfilment_store_id",
        "fulfilment_partner_id",
    )
    def _compute_tax_ids(self):
        """Override of `sale` to tax lines by their own fiscal position."""
        result = super()._compute_tax_ids()
        for line, position in self._get_own_positions().items():
            line.tax_ids = position.map_tax(line._get_product_taxes())
        return result

    def _reset_price_unit(self):
        """Override of `sale` to fit a price that includes taxes to the line."""
        result = super()._reset_price_unit()
        taxes = self._get_product_taxes()
        # Core asks line by line. Where the place changes nothing, it is not looked up.
        as_ordered = self.order_id.fiscal_position_id.map_tax(taxes)
        if not all(taxes.mapped("price_include")) or (
            self.tax_ids._origin == as_ordered._origin
        ):
            return result
        for line, position in self._get_own_positions().items():
            price = line._get_display_price()
            price = line.product_id._get_tax_included_unit_price_from_price(
                price, taxes, fiscal_position=position
            )
            line.update({"price_unit": price, "technical_price_unit": price})
        return result

    @api.onchange("fulfilment", "fulfilment_store_id", "fulfilment_partner_id")
    def _onchange_taxed_place(self):
        """Fit a price that includes taxes, unless it was typed in, to the new place."""
        self._compute_price_unit()

    def _get_product_taxes(self):
        self.ensure_one()
        return self.product_id.taxes_id._filter_taxes_by_company(self.company_id)

    def _get_own_positions(self):
        """Return the fiscal positions of lines that have another than their order.

        :return: {`sale.order.line`: `account.fiscal.position`, which may be empty}
        """
        own = {}
        for line, position in self._get_fiscal_positions().items():
            if position != line.order_id.fiscal_position_id:
                own[line] = position
        return own

    def _get_fiscal_positions(self):
        """Return the fiscal position of each line that sells a product.

        A charge goes with the goods that it is for.
        """
        known, positions = {}, {}
        for line in self.filtered("product_id"):
            order = line.order_id
            goods = line.charged_line_ids[:1] if line.charge_code_id else line
            agreed = positions[line] = order.fiscal_position_id
            if not goods.fulfilment or not goods.fulfilment_store_id:
                continue
            place = goods.fulfilment_store_id._get_taxed_place(
                goods.fulfilment, goods._get_fulfilment_partner()
            )
            config = order.origin_config_id
            key = (line.company_id, order.partner_id, place, agreed, config)
            if key not in known:
                known[key] = agreed._get_delivery_position(*key)
            positions[line] = known[key]
        return positions
