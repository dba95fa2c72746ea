from dateutil.relativedelta import relativedelta

from odoo import models
from odoo.tools import SQL


class ProductProduct(models.Model):
    """What goods were sold for of which nobody knows the sale."""

    _inherit = "product.product"

    def _get_lowest_prices(self, company, currency, since):
        """Find the lowest price at which each product was sold, in any store.

        Discounts, also those of the whole ticket or order, are taken off. What was
        given away for nothing is left out. Call it in superuser mode.

        :param company: the `res.company` whose sales count
        :param currency: the `res.currency`; what was sold in another one is left out
        :param datetime since: sales from here on count
        :return: {product: price of one unit of the product, taxes included}; a product
            that was not sold is missing
        """
        if not self:
            return {}
        for model in ("pos.order", "pos.order.line", "sale.order", "sale.order.line"):
            self.env[model].flush_model()
        rows = self.env.execute_query(
            SQL(
                """
                SELECT sold.product_id, MIN(sold.price)
                FROM (%s UNION ALL %s) AS sold
                WHERE sold.price > 0
                GROUP BY sold.product_id
                """,
                self._get_ticket_prices_query(company, currency, since),
                self._get_order_prices_query(company, currency, since),
            )
        )
        return {self.browse(product_id): float(price) for product_id, price in rows}

    def _get_ticket_prices_query(self, company, currency, since):
        registers = self.env["pos.config"].with_context(active_test=False)
        registers = registers.search([("company_id", "=", company.id)])
        registers = registers.filtered(lambda one: one.currency_id == currency)
        # A line is written when its ticket is sent, which is not before it is sold but
        # for carts that were left open: the index is read from a day before.
        return SQL(
            """
            SELECT line.product_id,
                ABS(line.price_subtotal_incl / line.qty) * share.part AS price
            FROM pos_order_line line
            JOIN pos_order ticket ON ticket.id = line.order_id
            CROSS JOIN LATERAL (
                SELECT GREATEST(1 - COALESCE(SUM(ABS(other.price_subtotal_incl))
                    FILTER (WHERE other.price_unit < 0)
                    / NULLIF(SUM(ABS(other.price_subtotal_incl)) FILTER (
                        WHERE other.price_unit >= 0
                        AND other.product_id NOT IN %(special)s
                    ), 0), 0), 0) AS part
                FROM pos_order_line other
                WHERE other.order_id = ticket.id AND other.qty > 0
            ) share
            WHERE line.product_id IN %(products)s
                AND line.create_date >= %(written_since)s
                AND line.qty > 0
                AND line.price_unit > 0
                AND ticket.state IN ('paid', 'done')
                AND ticket.company_id = %(company)s
                AND ticket.config_id IN %(registers)s
                AND ticket.date_order >= %(since)s
            """,
            products=tuple(self.ids),
            special=tuple(registers._get_special_products().ids) or (0,),
            registers=tuple(registers.ids) or (0,),
            company=company.id,
            since=since,
            written_since=since - relativedelta(days=1),
        )

    def _get_order_prices_query(self, company, currency, since):
        return SQL(
            """
            SELECT line.product_id,
                line.price_total / (
                    line.product_uom_qty * unit.factor / product_unit.factor
                ) * share.part AS price
            FROM sale_order_line line
            JOIN sale_order ON sale_order.id = line.order_id
            JOIN product_product product ON product.id = line.product_id
            JOIN product_template template ON template.id = product.product_tmpl_id
            JOIN uom_uom unit ON unit.id = line.product_uom_id
            JOIN uom_uom product_unit ON product_unit.id = template.uom_id
            CROSS JOIN LATERAL (
                SELECT GREATEST(1 + COALESCE(SUM(other.price_total)
                    FILTER (WHERE other.price_total < 0)
                    / NULLIF(SUM(other.price_total)
                        FILTER (WHERE other.price_total > 0), 0), 0), 0) AS part
                FROM sale_order_line other
                WHERE other.order_id = sale_order.id
                    AND other.is_downpayment IS NOT TRUE
            ) share
            WHERE line.product_id IN %(products)s
                AND line.product_uom_qty > 0
                AND line.price_total > 0
                AND line.is_downpayment IS NOT TRUE
                AND sale_order.state = 'sale'
                AND sale_order.company_id = %(company)s
                AND sale_order.currency_id = %(currency)s
                AND sale_order.date_order >= %(since)s
            """,
            products=tuple(self.ids),
            company=company.id,
            currency=currency.id,
            since=since,
        )

    def _get_today_prices(self, config):
        """Return what each product costs at a register today, taxes included.

        :param config: the `pos.config`
        :return: {product: price of one unit, in the currency of the register}
        """
        currency = config.currency_id
        prices = config.pricelist_id._get_products_price(self, 1.0, currency=currency)
        return {
            product: product._get_register_taxes(config).compute_all(
                prices[product.id], currency, 1.0, product=product
            )["total_included"]
            for product in self
        }

    def _get_register_taxes(self, config):
        """Return the taxes of this product at a register."""
        self.ensure_one()
        taxes = self.taxes_id._filter_taxes_by_company(config.company_id)
        return config.default_fiscal_position_id.map_tax(taxes)

    def _get_price_without_included(self, config, price):
        """Turn a price with all taxes into the price of a ticket line.

        :param float price: of one unit, all taxes included
        :return: price to which the taxes that prices exclude are still to be added
        """
        self.ensure_one()
        taxes = self._get_register_taxes(config)
        details = taxes._get_tax_details(
            price,
            1.0,
            precision_rounding=config.currency_id.rounding,
            rounding_method="round_globally",
            product=self,
            special_mode="total_included",
        )
        return price - sum(
            one["tax_amount"]
            for one in details["taxes_data"]
            if not one["tax"].price_include
        )

    def _can_come_back_without_receipt(self, config):
        """Say whether this is a product that the register's company sells as such."""
        self.ensure_one()
        return (
            self.type != "combo"
            and self.available_in_pos
            and self.company_id in (config.company_id, self.env["res.company"])
            and self not in config._get_special_products()
        )

    def _get_no_receipt_refusal(self):
        self.ensure_one()
        return self.env._(
            "%(product)s cannot be taken back without receipt.",
            product=self.display_name,
        )
