from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.retail_base.tools.read_id import read_ids

from ..tools.product_search import (
    LONGEST_TEXT,
    MOST_WORDS,
    ProductSearch,
    split_words,
)

# Conditions that name products by what they are; anything else is a search.
NAMING = {"id", "product_variant_ids", "product_variant_ids.id"}
NAMING_BY_BARCODE = {"barcode", "product_variant_ids.barcode"}
NEUTRAL = {"available_in_pos", "sale_ok"}
LARGEST_PAGE = 500
# What is written about so many products is read as fast as found by indexes.
MANY = 10000
# What the search reads in SQL, past the cache.
SEARCHED = {
    "product.template": ["name", "description_sale"],
    "product.product": ["active", "barcode", "default_code", "product_tmpl_id"],
    "product.uom": ["barcode", "product_id"],
    "product.attribute.value": ["name"],
    "product.template.attribute.value": [
        "product_attribute_value_id",
        "product_tmpl_id",
        "ptav_active",
    ],
}


class ProductTemplate(models.Model):
    _inherit = "product.template"

    # The search of the till reads it, in all products.
    description_sale = fields.Text(index="trigram")

    @api.model
    def load_product_from_pos(self, config_id, domain, offset=0, limit=0):
        """Override of `point_of_sale` to search in the range of the register's store.

        The context may widen the search, see `_get_scope_domain`. Products named by
        id, or by barcode if they are for sale, are always found: the policy decides on
        them when they are sold (OA-02).

        :raise AccessError: the user may not use this register
        """
        domain = Domain(domain)
        conditions = list(domain.iter_conditions())
        wanted = [one for one in conditions if one.field_expr not in NEUTRAL]
        if wanted and all(self._names_by_barcode(one) for one in wanted):
            domain &= Domain([(name, "=", True) for name in sorted(NEUTRAL)])
        elif not wanted or not all(one.field_expr in NAMING for one in wanted):
            config = self.env["pos.config"]._browse_from_ui(config_id)
            domain &= config._get_scope_domain()
        return super().load_product_from_pos(config_id, list(domain), offset, limit)

    @api.model
    def _names_by_barcode(self, condition):
        exact = condition.operator in ("=", "in")
        return exact and condition.field_expr in NAMING_BY_BARCODE

    @api.model
    def search_products_from_ui(self, config_id, text, offset=0, limit=60):
        """Search what a register sells by free text, best first (PS-01, PS-02).

        The words may stand in any order and in different fields: the name, the
        internal reference, the barcodes, the sales description and the attribute
        values. The category is none of them: it has buttons of its own, and would bury
        what has the word in its name.

        :param int config_id: the register
        :param str text: what was typed; without words, nothing is found
        :param int offset: how many results to skip
        :param int limit: how many results to return at most
        :return: {"ids": ids of `product.template`, "total": how many match}, in the
            range that the context names, see `pos.config._get_scope_domain`
        :raise UserError: the text is too long, the page makes no sense, or there is
            no such register or store
        :raise AccessError: the user may not use this register
        """
        config = self.env["pos.config"]._browse_from_ui(config_id)
        words = self._split_search_text(text)
        self._check_search_page(offset, limit)
        if not words:
            return {"ids": [], "total": 0}
        domain = config._get_sold_domain() & config._get_scope_domain()
        mode = config._get_search_mode()
        query = self._select_search_page(domain, words, mode, offset, limit)
        [(total, ids)] = self.env.execute_query(query)
        return {"ids": ids or [], "total": total}

    @api.model
    def _split_search_text(self, text):
        is_short = isinstance(text, str) and len(text) <= LONGEST_TEXT
        words = split_words(text) if is_short else None
        if words is None or len(words) > MOST_WORDS:
            raise UserError(
                self.env._(
                    "This is too much to search for: type at most %(words)s words and "
                    "%(characters)s characters.",
                    words=MOST_WORDS,
                    characters=LONGEST_TEXT,
                )
            )
        return words

    @api.model
    def _check_search_page(self, offset, limit):
        for number, most in ((offset, 2**31 - 1), (limit, LARGEST_PAGE)):
            is_number = isinstance(number, int) and not isinstance(number, bool)
            if not is_number or not 0 <= number <= most:
                raise UserError(
                    self.env._("This page of the search does not exist. Search again.")
                )

    @api.model
    def _select_search_page(self, domain, words, mode, offset, limit):
        """Build the query of `search_products_from_ui`."""
        for model, names in SEARCHED.items():
            self.env[model].flush_model(names)
        values = self.env["product.attribute.value"]
        search = ProductSearch(
            words=words,
            match_all=mode == "all",
            unaccent=self.env.registry.unaccent,
            name=self._field_to_sql(self._table, "name"),
            description=self._field_to_sql(self._table, "description_sale"),
            value=values._field_to_sql(values._table, "name"),
        )
        if self.search_count(domain, limit=MANY + 1) > MANY:
            for candidates in search.select_candidates():
                domain &= Domain("id", "in", candidates)
        items = self._search(domain).select(
            SQL("%s.id", SQL.identifier(self._table)),
            SQL("%s AS name", search.name),
            SQL("%s AS description", search.description),
        )
        return search.select_page(items, offset, limit)

    @api.model
    def get_scope_from_ui(self, config_id, template_ids=None):
        """Tell a register what lies in the range that it shows (OA-01).

        :param int config_id: the register
        :param list template_ids: ids of the `product.template` that are asked about
        :return: {"inside": ids of those inside, "total": how many products there are
            inside}, of the range that the context names, see
            `pos.config._get_scope_domain`
        :raise UserError: there is no such register or store
        :raise AccessError: the user may not use this register
        """
        config = self.env["pos.config"]._browse_from_ui(config_id)
        domain = config._get_scope_domain()
        asked = read_ids(template_ids)
        templates = self.with_context(active_test=False)
        # The register never shows these.
        special = config._get_unranged_products().product_tmpl_id
        shown = config._get_sold_domain() & Domain("id", "not in", special.ids)
        return {
            "inside": templates.search(domain & Domain("id", "in", asked)).ids,
            "total": self.search_count(domain & shown),
        }
