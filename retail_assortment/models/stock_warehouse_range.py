from collections import defaultdict
from datetime import datetime, time, timedelta
from functools import partial

import pytz

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

from ..tools.place_query import Bits, select_verdicts
from ..tools.range_query import (
    RangeQuery,
    match_not_stopped,
    select_assortments_of_stores,
)
from ..tools.range_rule import judge, spread

# One query for each group of stores up to here, one pass over all products beyond.
FEW_GROUPS = 6
# What the range is read from in SQL, past the cache.
RANGE_SOURCES = {
    "stock.warehouse": ["active", "company_id", "is_store", "store_group_id"],
    "retail.store.group": ["parent_path"],
    "retail.assortment": None,
    "retail.assortment.line": None,
    "retail.sale.block": None,
    "product.category": ["parent_path"],
    "product.template": ["active", "categ_id", "company_id", "sale_ok"],
    "product.product": ["active", "product_tmpl_id"],
}


class StockWarehouse(models.Model):
    """What stores carry: the rule read for many products, or many stores, at once."""

    _inherit = "stock.warehouse"  # pylint: disable=consider-merging-classes-inherited

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

    def _get_range_domain(self, model, alone=False):
        """Build the domain of what at least one of these stores carries today.

        :param str model: "product.template" or "product.product"
        :param bool alone: whether it is one of conditions that must all hold; such a
            domain tests the row itself, which is slow below an OR and when denied
        """
        groups = self._group_by_range()
        if len(groups) > FEW_GROUPS:
            return self._get_wide_range_domain(model, groups)
        domains = []
        for company, in_force, today in groups:
            # A product of one company is carried in no other (AS-09).
            companies = company.sudo().parent_ids.ids
            domain = Domain("company_id", "in", [False, *companies])
            if in_force is None:
                domain &= Domain("sale_ok", "=", True)
                match = partial(self._match_not_stopped, companies, today)
            else:
                carried = RangeQuery(in_force, today, companies)
                match = partial(self._match_carried, carried)
            if alone and len(groups) == 1:
                domain &= Domain.custom(to_sql=match)
            else:
                domain &= Domain("id", "in", self._select_matching(model, match))
            domains.append(domain)
        return Domain.OR(domains)

    @api.model
    def _match_carried(self, carried, model, alias, _query):
        return carried.match(model._name, alias)

    @api.model
    def _match_not_stopped(self, companies, today, model, alias, _query):
        return match_not_stopped(model._name, alias, companies, today)

    @api.model
    def _select_matching(self, model, match):
        """Build the query of the ids that a condition holds for."""
        table = self.env[model]._table
        return SQL(
            "(SELECT carried.id FROM %s AS carried WHERE %s)",
            SQL.identifier(table),
            match(self.env[model], "carried", None),
        )

    @api.model
    def _get_wide_range_domain(self, model, groups):
        """Build the domain of what any of many groups of stores carries today."""
        places = [(in_force, today) for _company, in_force, today in groups]
        assortments, days = spread(places)
        free = sum(
            1 << number
            for number, (in_force, _today) in enumerate(places)
            if in_force is None
        )
        bits = Bits(len(places))
        query = select_verdicts(
            bits,
            [
                (assortment, day, False, where & here)
                for assortment, where in assortments.items()
                for day, here in days.items()
                if where & here
            ],
            *self._get_owners([(company, day) for company, _rule, day in groups]),
            unrestricted=free,
            variants=model == "product.product",
        )
        return Domain(
            "id",
            "in",
            SQL(
                "(SELECT id FROM (%s) AS verdict WHERE before <> %s)", query, bits.none
            ),
        )

    @api.model
    def _get_owners(self, places):
        """Say in which places stops count, and where a company's products may go.

        :param list places: (company, date that it is there) of each place
        :return: (stops, owners), see `select_verdicts`
        """
        stops, owners = defaultdict(int), defaultdict(int)
        for number, (company, day) in enumerate(places):
            stops[None, day] |= 1 << number
            for above in company.sudo().parent_ids.ids:
                stops[above, day] |= 1 << number
                owners[above] |= 1 << number
        return (
            [(company, day, where) for (company, day), where in stops.items()],
            list(owners.items()),
        )

    def _get_stores_carrying(self, products):
        """List which of these stores carry each product today.

        :param products: stored `product.template` or `product.product` records
        :return: {product id: [store id]} for all of them
        """
        groups = self._group_by_range()
        stores = list(groups.values())
        return {
            product_id: [
                store
                for number, group in enumerate(stores)
                if places >> number & 1
                for store in group
            ]
            for product_id, places in self._judge(products, list(groups)).items()
        }

    @api.model
    def _judge(self, products, groups):
        """Judge products in groups of stores at once.

        Two indexed queries, however many products and lines there are.

        :param products: stored `product.template` or `product.product` records
        :param list groups: keys of `_group_by_range`
        :return: {product id: set of groups that carry it, see `range_rule`}
        """
        assortments, days = spread([(rule, day) for _company, rule, day in groups])
        free = sum(1 << n for n, (_c, rule, _d) in enumerate(groups) if rule is None)
        lines = products._get_range_lines(list(assortments)) if assortments else []
        carried = judge(lines, assortments, days)
        stopped = products._get_stopped_places(groups)
        verdicts = {}
        for product in products.sudo():
            places = 0
            for variant in product._get_judged_variants():
                here = carried.get((product.id, variant), 0) | free
                places |= here & ~stopped[variant, None]
            company = product.company_id
            allowed = sum(
                1 << number
                for number, (owner, _rule, _day) in enumerate(groups)
                if product.sale_ok and company <= owner.sudo().parent_ids
            )
            template = product._get_ranged_template()
            verdicts[product.id] = places & allowed & ~stopped[None, template.id]
        return verdicts

    def _filter_outside_range(self, products):
        """Return those of some products that this store does not carry today.

        :param products: `product.template` or `product.product` records
        """
        self.ensure_one()
        if not products or not (self.is_store and self.active):
            return products.browse()
        carrying = self._get_stores_carrying(products)
        return products.filtered(lambda product: not carrying[product.id])

    def _get_next_range_change(self):
        """Say when a date will change what this store may sell (AS-06, AS-11).

        :return: naive datetime in UTC: the midnight here at which an assortment, a
            line or a sales block begins, or has ended; False when none will
        """
        self.ensure_one()
        today = self._get_local_today()
        published = self._get_published_assortments().get(self.id, [])
        days = [
            day
            for _assortment, first, last in published
            for day in (first, last and last + timedelta(days=1))
        ]
        companies = [False, *self.company_id.sudo().parent_ids.ids]
        for model, domain in (
            (
                "retail.assortment.line",
                Domain("assortment_id", "in", [row[0] for row in published]),
            ),
            ("retail.sale.block", Domain("company_id", "in", companies)),
        ):
            for name, shift in (("date_start", 0), ("date_end", 1)):
                [[day]] = (
                    self.env[model]
                    .sudo()
                    ._read_group(
                        domain & Domain(name, ">=" if shift else ">", today),
                        [],
                        [f"{name}:min"],
                    )
                )
                days.append(day and day + timedelta(days=shift))
        coming = [day for day in days if day and day > today]
        if not coming:
            return False
        zone = pytz.timezone(self.tz or self._default_tz())
        midnight = zone.localize(datetime.combine(min(coming), time.min))
        return midnight.astimezone(pytz.utc).replace(tzinfo=None)
