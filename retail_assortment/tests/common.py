from odoo.fields import Command

from odoo.addons.retail_base.tests.common import RetailCommon

from .refused import RefusedMixin


class AssortmentCommon(RefusedMixin, RetailCommon):
    """The chain of `RetailCommon` with a tree of categories and some products."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["retail.assortment"].search([]).state = "closed"
        cls.garden = cls._create_category("Garden")
        cls.tools = cls._create_category("Tools", cls.garden)
        cls.kitchen = cls._create_category("Kitchen")
        cls.spade = cls._create_product("Spade", categ_id=cls.tools.id)
        cls.rake = cls._create_product("Rake", categ_id=cls.tools.id)
        cls.chair = cls._create_product("Chair", categ_id=cls.garden.id)
        cls.pan = cls._create_product("Pan", categ_id=cls.kitchen.id)

    @classmethod
    def _create_category(cls, name, parent=None):
        return cls.env["product.category"].create(
            {"name": name, "parent_id": parent and parent.id}
        )

    @classmethod
    def _create_product(cls, name, **values):
        return super()._create_product(
            name, **{"available_in_pos": True, "taxes_id": False, **values}
        )

    @classmethod
    def _create_group(cls, name, parent=None, stores=()):
        group = cls.env["retail.store.group"].create(
            {"name": name, "parent_id": parent and parent.id}
        )
        for store in stores:
            store.store_group_id = group
        return group

    @classmethod
    def _line(cls, target, **values):
        """Return the command of a line that includes (or excludes) a record."""
        return Command.create({"target": f"{target._name},{target.id}", **values})

    @classmethod
    def _assort(cls, where, include=(), exclude=(), state="published", **values):
        """Create an assortment.

        :param where: stores, or store groups
        :param include: what it includes: categories, products, variants
        :param exclude: what it excludes
        """
        field = "store_ids" if where._name == "stock.warehouse" else "group_ids"
        return cls.env["retail.assortment"].create(
            {
                "name": "Range",
                "state": state,
                field: [Command.set(where.ids)],
                "line_ids": [
                    *(cls._line(target) for target in include),
                    *(cls._line(target, exclude=True) for target in exclude),
                ],
                **values,
            }
        )

    def _carried(self, store, products=None):
        """Return what a store carries, by the search and by the compute alike."""
        products = products or self.spade | self.rake | self.chair | self.pan
        found = products.search(
            [("id", "in", products.ids), ("assorted_store_ids", "in", store.ids)]
        )
        products.invalidate_recordset()
        computed = products.filtered(lambda one: store in one.assorted_store_ids)
        self.assertEqual(found.sorted("id"), computed.sorted("id"))
        templates = products.product_tmpl_id
        self.assertEqual(
            templates.search(
                [("id", "in", templates.ids), ("assorted_store_ids", "in", store.ids)]
            ),
            found.product_tmpl_id.sorted(),
        )
        return products & found

    def _create_variants(self, name="Cushion", colors=("Red", "Blue"), **values):
        """Return a product with one variant for each colour."""
        attribute = self.env["product.attribute"].create(
            {
                "name": f"{name} colour",
                "value_ids": [Command.create({"name": color}) for color in colors],
            }
        )
        template = self.env["product.template"].create(
            {
                "name": name,
                "available_in_pos": True,
                "taxes_id": False,
                "attribute_line_ids": [
                    Command.create(
                        {
                            "attribute_id": attribute.id,
                            "value_ids": [Command.set(attribute.value_ids.ids)],
                        }
                    )
                ],
                **values,
            }
        )
        return template.product_variant_ids
