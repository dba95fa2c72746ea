from collections import defaultdict

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

from ..tools.range_query import select_assortments_of_stores
from ..tools.range_rule import Rule
from .retail_range_verdict import IN_RANGE

PRODUCT_MODELS = {"product.template", "product.product"}


class StockWarehouse(models.Model):
    """Why stores carry a product, or why not."""

    _name = "stock.warehouse"
    _inherit = ["stock.warehouse", "retail.range.verdict"]

    @api.model
    def _get_product_of_context(self):
        """Return the product or variant that `range_product` in the context names."""
        model, _comma, number = str(self.env.context.get("range_product")).partition(
            ","
        )
        if model not in PRODUCT_MODELS or not number.isdigit():
            return self.env["product.template"]
        return self.env[model].browse(int(number)).exists()

    def _get_range_verdicts(self):
        """Explain the product in the context for these stores.

        :return: {store id: `Verdict`}; empty without a product
        """
        product = self._get_product_of_context()
        stores = self._origin.filtered(lambda one: one.is_store and one.active)
        if not product or not stores:
            return {}
        verdicts = product._explain_range(stores)
        return {store_id: one for (_product, store_id), one in verdicts.items()}

    @api.model
    def _search_is_in_range(self, operator, value):
        if operator != "in":
            return NotImplemented
        verdicts = self.search([("is_store", "=", True)])._get_range_verdicts()
        carrying = [one for one, found in verdicts.items() if found.verdict in IN_RANGE]
        return Domain.OR(
            Domain("id", "in" if one else "not in", carrying) for one in set(value)
        )

    def _get_rules(self):
        """List the assortments that name these stores, in whatever state.

        :return: {store id: {assortment id: `Rule`}}
        """
        self._flush_range()
        query = select_assortments_of_stores(SQL("store.id = ANY(%s)", self.ids))
        pairs = [row[:2] for row in self.env.execute_query(query)]
        # Whoever may ask why is told, whatever else they may read.
        assortments = self.env["retail.assortment"].sudo()
        assortments = assortments.browse({assortment for _store, assortment in pairs})
        rules = {
            one.id: Rule(one.state, one.date_start, one.date_end) for one in assortments
        }
        found = defaultdict(dict)
        for store, assortment in pairs:
            found[store][assortment] = rules[assortment]
        return found

    def action_explain_range(self):
        """Open why this store carries the product in the context, or why not."""
        self.ensure_one()
        product = self._get_product_of_context()
        return self.env["retail.range.explain"]._open(product, self)

    def action_view_range_matrix(self):
        """Open which of these stores carry which products."""
        return self.env["retail.range.matrix"]._open(
            store_ids=self.filtered("is_store").ids
        )
