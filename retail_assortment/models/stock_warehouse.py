from collections import defaultdict
from datetime import datetime, time, timedelta

import pytz

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ..tools.range_query import (
    select_assortments_of_stores,
    select_places,
    select_templates,
    select_variants,
)

SELECTS = {"product.template": select_templates, "product.product": select_variants}
# What the range is read from in SQL, past the cache.
RANGE_SOURCES = {
    "stock.warehouse": ["active", "company_id", "is_store", "store_group_id"],
    "retail.store.group": ["parent_path"],
    "retail.assortment": None,
    "retail.assortment.line": None,
    "product.category": ["parent_path"],
    "product.template": ["active", "categ_id", "company_id"],
    "product.product": ["active", "product_tmpl_id"],
}
CHANGES = {"active", "is_store", "profile_id", "store_group_id", "tz"}


class StockWarehouse(models.Model):
    _inherit = "stock.warehouse"

    assortment_ids = fields.Many2many(
        comodel_name="retail.assortment",
        relation="retail_assortment_store_rel",
        column1="store_id",
        column2="assortment_id",
        string="Assortments",
        groups="retail_base.group_retail_user",
    )
    range_count = fields.Integer(
        string="Products in the Range", compute="_compute_range_count"
    )

    def _compute_range_count(self):
        for store in self:
            store.range_count = self.env["product.template"].search_count(
                store._get_range_domain("product.template")
            )

    def write(self, vals):
        """Override of `retail_base` to tell open registers when a store moves."""
        result = super().write(vals)
        if not CHANGES.isdisjoint(vals):
            self.env["pos.config"]._notify_range_changed()
        return result

    def action_view_range(self):
        """Open the products that these stores carry today."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "retail_assortment.product_template_action"
        )
        return {
            **action,
            "display_name": self.env._("Range of %s", ", ".join(self.mapped("name"))),
            "domain": [("assorted_store_ids", "in", self.ids)],
        }

    @api.model
    def _flush_range(self):
        for model, names in RANGE_SOURCES.items():
            self.env[model].flush_model(names)

    def _get_published_assortments(self):
        """Find what decides the range of each of these stores, and whether any does.

        The rule is this. A warehouse that is no store is not restricted. A store is,
        as soon as one published assortment names any store of its company, whatever
        its dates; it then carries what its own assortments say, and nothing if it has
        none. Until then every product is carried everywhere: tills work on a fresh
        installation, and a company that uses no assortments is left in peace.

        :return: {store id: [(assortment id, first day, last day)]} of the stores that
            are restricted
        """
        self._flush_range()
        published = SQL("assortment.state = 'published'")
        query = select_assortments_of_stores(
            SQL("%s AND store.id = ANY(%s)", published, self.ids)
        )
        found = defaultdict(list)
        for store, assortment, _company, first, last in self.env.execute_query(query):
            found[store].append((assortment, first, last))
        stores = self.filtered(lambda one: one.is_store and one.active)
        others = stores.filtered(lambda one: one.id not in found)
        if others:
            query = select_assortments_of_stores(
                SQL(
                    "%s AND store.company_id = ANY(%s)",
                    published,
                    others.company_id.ids,
                )
            )
            query = SQL("SELECT DISTINCT company_id FROM (%s) AS pair", query)
            companies = {company for (company,) in self.env.execute_query(query)}
            found.update(
                (store.id, []) for store in others if store.company_id.id in companies
            )
        return found

    def _group_by_range(self):
        """Group the stores among these by what decides their range today.

        :return: {(company, ids of the assortments in force, today): [store id]};
            None instead of the ids where nothing restricts
        """
        published = self._get_published_assortments()
        groups = defaultdict(list)
        # A thousand stores lie in a few time zones.
        days = {}
        for store in self.filtered(lambda one: one.is_store and one.active):
            if store.tz not in days:
                days[store.tz] = store._get_local_today()
            today = days[store.tz]
            in_force = published.get(store.id)
            if in_force is not None:
                in_force = tuple(
                    sorted(
                        assortment
                        for assortment, first, last in in_force
                        if (first or today) <= today <= (last or today)
                    )
                )
            groups[store.company_id, in_force, today].append(store.id)
        return groups

    def _get_range_domain(self, model):
        """Build the domain of what at least one of these stores carries today.

        :param str model: "product.template" or "product.product"
        """
        domains = []
        for company, in_force, today in self._group_by_range():
            # A product of one company is carried in no other (AS-09).
            domain = Domain("company_id", "in", [False, *company.sudo().parent_ids.ids])
            if in_force is not None:
                domain &= Domain("id", "in", SELECTS[model](in_force, today))
            domains.append(domain)
        return Domain.OR(domains)

    def _get_stores_carrying(self, products):
        """List which of these stores carry each product today.

        :param products: stored `product.template` or `product.product` records
        :return: {product id: [store id]} for all of them
        """
        groups = list(self._group_by_range().items())
        places = [
            (number, assortment, today)
            for number, ((_company, in_force, today), _stores) in enumerate(groups)
            for assortment in in_force or ()
        ]
        query = select_places(products._select_range_items(), places)
        pairs = set(self.env.execute_query(query)) if places else set()
        carrying = {product.id: [] for product in products}
        for product in products.sudo():
            for number, ((company, in_force, _today), stores) in enumerate(groups):
                if product.company_id <= company.sudo().parent_ids and (
                    in_force is None or (product.id, number) in pairs
                ):
                    carrying[product.id] += stores
        return carrying

    def _filter_outside_range(self, products):
        """Return those of some products that this store does not carry today.

        One indexed query, however many products and lines there are.

        :param products: `product.template` or `product.product` records
        """
        self.ensure_one()
        if not products or not (self.is_store and self.active):
            return products.browse()
        carrying = self._get_stores_carrying(products)
        return products.filtered(lambda product: not carrying[product.id])

    def _get_out_of_range_policy(self):
        """Say what this store does with products that it does not carry (OA-03).

        :return: "allow", "order_only", "approval" or "forbid"; a store without any
            profile takes orders, one whose profiles say nothing forbids
        """
        self.ensure_one()
        has_profile = self.profile_id or self.company_id.retail_profile_id
        default = "forbid" if has_profile else "order_only"
        return self._get_profile_value("out_of_range_policy") or default

    def _get_next_range_change(self):
        """Say when a date will change the range of this store (AS-06).

        :return: naive datetime in UTC: the midnight here at which an assortment or a
            line begins, or has ended; False when none will
        """
        self.ensure_one()
        today = self._get_local_today()
        published = self._get_published_assortments().get(self.id, [])
        days = [
            day
            for _assortment, first, last in published
            for day in (first, last and last + timedelta(days=1))
        ]
        lines = self.env["retail.assortment.line"].sudo()
        for name, shift in (("date_start", 0), ("date_end", 1)):
            domain = Domain("assortment_id", "in", [row[0] for row in published])
            domain &= Domain(name, ">=" if shift else ">", today)
            [[day]] = lines._read_group(domain, [], [f"{name}:min"])
            days.append(day and day + timedelta(days=shift))
        coming = [day for day in days if day and day > today]
        if not coming:
            return False
        zone = pytz.timezone(self.tz or self._default_tz())
        midnight = zone.localize(datetime.combine(min(coming), time.min))
        return midnight.astimezone(pytz.utc).replace(tzinfo=None)
