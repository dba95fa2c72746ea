from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools.sql import escape_psql

from ..tools.read_id import read_ids

FOUND_AT_MOST = 20


class ProductProduct(models.Model):
    """What a register asks for its stock look-up.

    Each method checks that the user may use the register and see the products; what
    other stores have is then read with superuser rights, and nothing else leaves.
    """

    _inherit = "product.product"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def get_store_availability(self, config_id, product_ids, store_ids=None):
        """Tell a register what the places of its fulfilment groups have (IL-01, IL-02,
        IL-06).

        :param int config_id: the register
        :param list product_ids: ids of `product.product`
        :param list store_ids: ids of `stock.warehouse`, all places when not given
        :return: list, the register's store first, then the nearest, of {"store_id",
            "name", "is_store", "is_current", "pickup", "shipping": whether this store
            may promise that there, "pickup_enabled", "shipping_enabled": whether that
            place does it at all, "city", "address", "phone", "distance", "opening":
            see `stock.warehouse._describe_places`, "products": {product id as text: as
            `_get_store_availability` and `_get_inventory_levels`, with "next_date" as
            "YYYY-MM-DD" of the place's own time zone, or False; without archived
            products}}
        :raise UserError: there is no such register, or it has no store
        :raise AccessError: the user may not use this register or see these products
        """
        config = self.env["pos.config"]._browse_from_ui(config_id)
        products = self.browse(read_ids(product_ids)).exists()
        products.check_access("read")
        products = products.filtered("active")
        current = config.store_id
        if not current:
            raise UserError(
                self.env._(
                    "This register belongs to no store. Choose an operation type of a "
                    "store in its settings."
                )
            )
        places = current._get_fulfilment_places()
        if store_ids is not None:
            places &= places.browse(read_ids(store_ids))
        figures = products.sudo()._get_store_availability(places)
        for pair, told in products._judge_inventory_levels(figures, places).items():
            figures[pair].update(told)
        rows = current._describe_offers(places)
        for row, place in zip(rows, places, strict=True):
            row["products"] = {
                str(product.id): place._localize_availability(
                    figures[product.id, place.id]
                )
                for product in products
            }
        return sorted(rows, key=self._get_look_up_order)

    @api.model
    def _get_look_up_order(self, row):
        far = row["distance"] is False
        return not row["is_current"], far, row["distance"], row["name"]

    @api.model
    def find_for_look_up(self, config_id, term):
        """Find products for sale, whatever a store's range is (IL-01).

        :param int config_id: the register
        :param str term: a number or barcode, of a packaging too, or words of the name
            or number in any order
        :return: {"product_id": the one variant with this very number or barcode, or
            False, "template_ids": of the products found, 20 at most}
        :raise UserError: there is no such register
        :raise AccessError: the user may not use this register
        """
        config = self.env["pos.config"]._browse_from_ui(config_id)
        term = " ".join(term.split()) if isinstance(term, str) else ""
        if not term:
            return {"product_id": False, "template_ids": []}
        for_sale = Domain(self._check_company_domain(config.company_id)) & Domain(
            [
                ("type", "=", "consu"),
                ("sale_ok", "=", True),
                ("available_in_pos", "=", True),
            ]
        )
        exact = self.search(for_sale & self._get_number_domain(term))
        if exact:
            return {
                "product_id": len(exact) == 1 and exact.id,
                "template_ids": exact.product_tmpl_id.ids[:FOUND_AT_MOST],
            }
        templates = self.env["product.template"].search(
            for_sale
            & Domain("product_variant_ids.active", "=", True)
            & self._get_words_domain(term),
            limit=FOUND_AT_MOST,
        )
        return {"product_id": False, "template_ids": templates.ids}

    @api.model
    def _get_number_domain(self, term):
        return (
            Domain("barcode", "=", term)
            | Domain("default_code", "=ilike", escape_psql(term))
            | Domain("product_uom_ids.barcode", "=", term)
        )

    @api.model
    def _get_words_domain(self, term):
        names = (
            "name",
            "product_variant_ids.default_code",
            "product_variant_ids.barcode",
            "attribute_line_ids.value_ids.name",
        )
        return Domain.AND(
            Domain.OR(Domain(name, "ilike", word) for name in names)
            for word in term.split()
        )
