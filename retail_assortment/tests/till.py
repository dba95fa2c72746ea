from odoo.fields import Command

from .refused import RefusedMixin


class AssortmentBuilders(RefusedMixin):
    """What the tests at a till add to the stores of `TillBuilders`."""

    @classmethod
    def set_up_range(cls, policy="forbid"):
        """Store A carries the blue lamp, store B the red lamp, both the green one."""
        cls.env["retail.assortment"].search([]).state = "closed"
        cls.profile = cls.env["retail.profile"].create(
            {
                "name": "City",
                "company_id": cls.store_a.company_id.id,
                "out_of_range_policy": policy,
            }
        )
        (cls.store_a | cls.store_b).profile_id = cls.profile
        cls.red = cls.create_product("Red Lamp", barcode="4006381333931")
        cls.green = cls.create_product("Green Lamp", list_price=50)
        cls.range_a = cls.assort(cls.store_a, cls.product | cls.green)
        cls.range_b = cls.assort(cls.store_b, cls.red | cls.green)

    @classmethod
    def assort(cls, store, products, **values):
        return cls.env["retail.assortment"].create(
            {
                "name": f"Range of {store.name}",
                "state": "published",
                "store_ids": [Command.set(store.ids)],
                "line_ids": [
                    Command.create({"product_id": product.id}) for product in products
                ],
                **values,
            }
        )
