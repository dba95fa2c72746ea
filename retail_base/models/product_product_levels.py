from functools import cache

from odoo import models


class ProductProduct(models.Model):
    """What customers are told of the stock of products (IL-06)."""

    _inherit = "product.product"  # pylint: disable=consider-merging-classes-inherited

    def _get_inventory_levels(self, warehouses):
        """Say what customers may be told of these products, as on a web page.

        One query for the stock and a few for the profiles, however many there are.

        :param warehouses: `stock.warehouse` records
        :return: {(product id, warehouse id): {"shown": the free quantity less the
            buffer, never below zero, in the product's unit, "level": {"name": label in
            the user's language, "kind": "out", "low" or "available"}, or False: no
            profile says anything}} for all pairs (IL-06)
        """
        figures = self._get_store_availability(warehouses)
        return self._judge_inventory_levels(figures, warehouses)

    def _judge_inventory_levels(self, figures, warehouses):
        """Judge quantities that are known already.

        :param dict figures: {(product id, warehouse id): {"free": quantity, ...}}
        :return: as `_get_inventory_levels`, for these pairs
        """
        judges = {
            company.id: self._get_inventory_judges(company)
            for company in warehouses.company_id
        }
        companies = {one.id: one.company_id.id for one in warehouses}
        return {
            pair: judges[companies[pair[1]]][pair[0]](one["free"])
            for pair, one in figures.items()
        }

    def _get_inventory_judges(self, company):
        """Find what judges the free quantity of each product in a company.

        :return: {product id: as `_get_judge` of `retail.inventory.profile`}
        """
        # One for all products that are alike.
        get_judge = cache(lambda profile, uom: profile._get_judge(uom))
        return {
            product.id: get_judge(profile, product.uom_id)
            for product, profile in self._get_inventory_profiles(company).items()
        }

    def _get_inventory_profiles(self, company):
        """Find the inventory profile of each product in a company.

        The product's own comes first, then that of the nearest category, then that of
        the company. A product whose stock is not kept has none.

        :return: {product: `retail.inventory.profile` record, empty if there is none}
        """
        # Whoever sees a stock may know what customers are told of it.
        products = self.sudo().with_company(company)
        kept = products.filtered(lambda product: product.is_storable)
        by_category = kept.categ_id._get_inventory_profiles()
        fallback = company.sudo().retail_inventory_profile_id.filtered("active")
        nobody = fallback.browse()
        profiles = {}
        for product in products:
            own = product.retail_inventory_profile_id.filtered("active")
            profiles[product] = (
                own or by_category.get(product.categ_id) or fallback
                if product.is_storable
                else nobody
            )
        return profiles
