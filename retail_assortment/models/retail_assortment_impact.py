from collections import defaultdict

from odoo import fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ..tools.place_query import Bits, select_verdicts
from ..tools.range_rule import is_in_force


class RetailAssortment(models.Model):
    """What changes in which stores when assortments are published."""

    _inherit = "retail.assortment"

    def _get_impact(self):
        """Count what stores will carry, and no longer carry, once these are published.

        It is looked at on the day from which all of them hold, with what else is
        published by then. One pass over the lines and the products judges all stores.

        :return: {"date": that day, "added_products", "removed_products": numbers of
            `product.template`, "added_stores", "removed_stores": the `stock.warehouse`
            where that happens, "restricted": the `res.company` whose stores carried
            everything until now}
        """
        stores, query, restricted = self._prepare_impact()
        rows = self.env.execute_query(
            SQL(
                """
                SELECT (after & ~before)::text, (before & ~after)::text, COUNT(*)
                  FROM (%s) AS verdict
                  JOIN product_template USING (id)
                 WHERE product_template.active
                 GROUP BY 1, 2
                """,
                query,
            )
        )
        changes = [(int(more, 2), int(less, 2), count) for more, less, count in rows]
        impact = {"date": self._get_impact_day(), "restricted": restricted}
        for number, name in enumerate(("added", "removed")):
            where = 0
            for change in changes:
                where |= change[number]
            impact[f"{name}_stores"] = stores.browse(
                store.id for bit, store in enumerate(stores) if where >> bit & 1
            )
            impact[f"{name}_products"] = sum(
                change[2] for change in changes if change[number]
            )
        return impact

    def _get_impact_products(self, removed=False):
        """List the products that some store will carry, or no longer carry.

        :param bool removed: whether those are asked for that leave a range
        :return: `product.template` records
        """
        _stores, query, _restricted = self._prepare_impact()
        rows = self.env.execute_query(
            SQL(
                "SELECT id FROM (%s) AS verdict WHERE %s",
                query,
                SQL(
                    "before <> before & after" if removed else "after <> before & after"
                ),
            )
        )
        return self.env["product.template"].browse(number for (number,) in rows)

    def _get_impact_day(self):
        """Return the first day from which all of these hold."""
        return max(self._get_range_days().values())

    def _prepare_impact(self):
        """Build the query of what stores carry without these, and with them.

        :return: (the `stock.warehouse` in the order of their bits, SQL of
            `select_verdicts`, the `res.company` that are not restricted yet)
        """
        day = self._get_impact_day()
        named = self._get_named_stores(of_all_companies=True)
        # What happens in stores of other companies counts, too.
        stores = self.env["stock.warehouse"].sudo()
        stores = stores.browse({store for ids in named.values() for store in ids})
        published = stores._get_published_assortments()
        restricted = stores.filtered(lambda one: one.id not in published).company_id
        if restricted:
            stores |= stores.search(
                Domain("is_store", "=", True)
                & Domain("company_id", "in", restricted.ids)
            )
        bit_of = {store.id: 1 << number for number, store in enumerate(stores)}
        sources = self._get_impact_sources(day, bit_of, published, named)
        free = sum(bit for store, bit in bit_of.items() if store not in published)
        query = select_verdicts(
            Bits(len(stores)),
            sources,
            *stores._get_owners([(store.company_id, day) for store in stores]),
            unrestricted=free,
            only_new=not free,
        )
        return stores, query, restricted

    def _get_impact_sources(self, day, bit_of, published, named):
        sources = defaultdict(int)
        for store, rules in published.items():
            for assortment, first, last in rules:
                if (first or day) <= day <= (last or day):
                    sources[assortment, day, False] |= bit_of[store]
        for assortment in self:
            if assortment.state != "published" and is_in_force(assortment, day):
                for store in named.get(assortment.id, ()):
                    sources[assortment.id, day, True] |= bit_of[store]
        return [(*key, places) for key, places in sources.items()]

    def action_open_publish(self):
        """Show what publishing these changes, before it is done.

        :return: the action of the dialog
        """
        wizard = self.env["retail.assortment.publish"].create(
            {"assortment_ids": [fields.Command.set(self.ids)]}
        )
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Publish"),
            "res_model": wizard._name,
            "res_id": wizard.id,
            "view_mode": "form",
            "target": "new",
        }
