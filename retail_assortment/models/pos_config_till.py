from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from odoo.addons.retail_base.tools.read_id import read_id


class PosConfig(models.Model):
    _inherit = "pos.config"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def get_range_from_ui(self, config_id, template_ids=None, want_missing=False):
        """Extend the answer by how the register searches.

        :return: further {"search_mode": "all" or "any" of the words, see
            `retail.profile`, "search_suggestions": whether the server is asked while
            somebody types}
        """
        answer = super().get_range_from_ui(config_id, template_ids, want_missing)
        config = self.browse(config_id)
        suggestions = config.store_id._get_profile_value("search_suggestions")
        return {
            **answer,
            "search_mode": config._get_search_mode(),
            "search_suggestions": suggestions != "enter",
        }

    def _get_search_mode(self):
        """Say whether a search finds what has "all" or "any" of its words (PS-02)."""
        self.ensure_one()
        return self.store_id._get_profile_value("search_mode") or "all"

    def _get_scope_domain(self):
        """Build the domain of the products that this register shows (OA-01).

        The context says which: `retail_scope` is "store" (or nothing) for the range of
        the register's own store, "all" for all products, and "other" for the range of
        the store `retail_scope_store_id`, one of the same company.

        :raise UserError: there is no such scope, or no such store
        """
        self.ensure_one()
        scope = self.env.context.get("retail_scope") or "store"
        if scope == "all":
            return Domain.TRUE
        if scope == "store":
            return self._get_range_domain()
        store_id = read_id(self.env.context.get("retail_scope_store_id"))
        stores = self.env["stock.warehouse"]
        store = scope == "other" and stores.search(
            Domain("id", "=", store_id)
            & Domain("is_store", "=", True)
            & Domain("company_id", "=", self.company_id.id)
        )
        if not store:
            raise UserError(
                self.env._(
                    "The store whose products you want to see is not there any more. "
                    "Choose another one."
                )
            )
        return Domain("assorted_store_ids", "in", store.ids)

    def _get_sold_domain(self):
        """Build the domain of the products that registers like this one sell at all,
        whatever the range: as core's, which is the range's already."""
        self.ensure_one()
        domain = Domain(
            self.env["product.template"]._check_company_domain(self.company_id)
        )
        domain &= Domain("available_in_pos", "=", True) & Domain("sale_ok", "=", True)
        if self.limit_categories:
            categories = self.iface_available_categ_ids
            domain &= Domain("pos_categ_ids", "in", categories.ids)
        return domain
