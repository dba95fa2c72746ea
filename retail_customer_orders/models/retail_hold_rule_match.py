from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain


class RetailHoldRule(models.Model):
    """How the rules are applied to orders that are being confirmed.

    Needs superuser rights. What is read is read for all orders at once.
    """

    _inherit = "retail.hold.rule"  # pylint: disable=consider-merging-classes-inherited

    condition_summary = fields.Char(string="For", compute="_compute_condition_summary")

    @api.model
    def _find_for(self, orders):
        """Find the first rule that matches each of these orders.

        :param orders: `sale.order` records that are confirmed
        :return: {`sale.order`: `retail.hold.rule`}, without those that none matches
        """
        found = {}
        for company, left in orders.grouped("company_id").items():
            for rule in self.browse(self._get_rule_ids(company.id)):
                matching = rule._filter_matching(left)
                found.update(dict.fromkeys(matching, rule))
                left -= matching
        return found

    def _filter_matching(self, orders):
        """Return those of these orders that meet all conditions of this rule."""
        self.ensure_one()
        orders = orders.filtered(
            lambda order: self._is_for_total(order)
            and self._is_for_country(order)
            and self._is_for_customer(order)
            and self._is_for_goods(order)
        )
        if self.first_order and orders:
            # This one is among them.
            orders = self._filter_by_count(orders, Domain.TRUE, 1, 1)
        if self.order_count and orders:
            since = fields.Datetime.now() - timedelta(hours=self.order_hours)
            recent = Domain("date_order", ">=", since)
            orders = self._filter_by_count(orders, recent, self.order_count, None)
        return orders

    def _is_for_total(self, order):
        least = self.currency_id._convert(
            self.amount_from, order.currency_id, order.company_id, order.date_order
        )
        return order.currency_id.compare_amounts(order.amount_total, least) >= 0

    def _is_for_country(self, order):
        shipped_to = self._get_countries(order)
        home = order.partner_invoice_id.country_id
        return (not self.country_ids or bool(shipped_to & self.country_ids)) and (
            not self.other_country or bool(shipped_to - home)
        )

    @api.model
    def _get_countries(self, order):
        shipped = order.order_line.filtered(lambda line: line.fulfilment == "ship")
        partners = [line._get_fulfilment_partner() for line in shipped]
        return self.env["res.partner"].union(*partners).country_id

    def _is_for_customer(self, order):
        tags = self.partner_category_ids
        partner = order.partner_id
        people = partner | partner.commercial_partner_id
        return not tags or self._is_among(people.category_id, tags)

    def _is_for_goods(self, order):
        tops = self.categ_ids
        return not tops or self._is_among(order.order_line.product_id.categ_id, tops)

    def _filter_by_count(self, orders, domain, least, most):
        """Return the orders whose customers have so many confirmed orders.

        :param domain: which of their orders count
        :param int least: at least so many
        :param most: at most so many, or None
        """
        customers = orders.partner_id.commercial_partner_id
        groups = self.env["sale.order"]._read_group(
            Domain("partner_id.commercial_partner_id", "in", customers.ids)
            & Domain("company_id", "=", self.company_id.id)
            & Domain("state", "=", "sale")
            & domain,
            ["partner_id"],
            ["__count"],
        )
        counts = dict.fromkeys(customers, 0)
        for partner, number in groups:
            counts[partner.commercial_partner_id] += number

        def is_met(order):
            count = counts[order.partner_id.commercial_partner_id]
            return count >= least and (most is None or count <= most)

        return orders.filtered(is_met)

    # === EXPLAINED ===#

    def _explain(self, order):
        """Say which rule holds an order, and why it matches."""
        countries = ", ".join(self._get_countries(order).mapped("name"))
        categories = order.order_line.product_id.categ_id.filtered(
            lambda category: self._is_among(category, self.categ_ids)
        )
        parts = self._describe(
            order.currency_id.format(order.amount_total), countries, categories
        )
        return self.env._(
            "Rule “%(rule)s”: %(reasons)s.", rule=self.name, reasons=", ".join(parts)
        )

    @api.depends_context("lang")
    @api.depends(
        "amount_from",
        "first_order",
        "other_country",
        "country_ids",
        "partner_category_ids",
        "categ_ids",
        "order_count",
        "order_hours",
    )
    def _compute_condition_summary(self):
        for rule in self:
            countries = ", ".join(rule.country_ids.mapped("name"))
            amount = self.env._("%s or more", rule.currency_id.format(rule.amount_from))
            parts = rule._describe(
                amount, countries or self.env._("another country"), rule.categ_ids
            )
            rule.condition_summary = " · ".join(parts)

    def _describe(self, amount, countries, categories):
        """List in words the conditions of this rule that are set."""
        shipped = self.other_country or self.country_ids
        tags = ", ".join(self.partner_category_ids.mapped("name"))
        goods = ", ".join(categories.mapped("name"))
        parts = [
            self.amount_from and self.env._("total %s", amount),
            self.first_order and self.env._("first order of the customer"),
            shipped and self.env._("shipped to %s", countries),
            tags and self.env._("customer is tagged %s", tags),
            self.categ_ids and self.env._("goods: %s", goods),
            self.order_count
            and self.env._(
                "%(count)s orders or more within %(hours)s hours",
                count=self.order_count,
                hours=self.order_hours,
            ),
        ]
        return [part for part in parts if part]
