from odoo.tests import TransactionCase, new_test_user

from .till import (  # noqa: F401 - all test classes of the addons are found here
    RetailHootCase,
    RetailTillCommon,
    RetailTillHttpCommon,
    TillBuilders,
)

# Every user has a role; a cashier has point of sale beside it and nothing more.
CASHIER_GROUP = "base.group_user,point_of_sale.group_pos_user"
MANAGER_PIN = "246810"
MANAGER_BADGE = "BADGE-4711"


class RetailCommon(TransactionCase):
    """Two stores with a register each, a warehouse, and one user for each role."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env = cls.env(context={**cls.env.context, "tracking_disable": True})
        cls.company = cls.env.company
        cls.other_company = cls.env["res.company"].create({"name": "Another retailer"})
        cls.store_a = cls._create_store("Store A", "RSA")
        cls.store_b = cls._create_store("Store B", "RSB")
        cls.depot = cls._create_store("Depot", "RDP", is_store=False)
        cls.register_a = cls._create_register(cls.store_a)
        cls.register_b = cls._create_register(cls.store_b)
        cls.cashier = cls._create_user("retail_cashier", CASHIER_GROUP)
        cls.retail_user = cls._create_user(
            "retail_user", "retail_base.group_retail_user"
        )
        cls.manager = cls._create_user(
            "retail_manager", "retail_base.group_retail_manager"
        )
        cls.admin = cls._create_user("retail_admin", "retail_base.group_retail_admin")
        cls.manager.retail_pin = MANAGER_PIN
        cls.manager.retail_badge = MANAGER_BADGE

    @classmethod
    def _create_user(cls, login, groups):
        return new_test_user(cls.env, login=login, groups=groups)

    @classmethod
    def _create_store(cls, name, code, **values):
        return cls.env["stock.warehouse"].create(
            {"name": name, "code": code, "is_store": True, "tz": "UTC", **values}
        )

    @classmethod
    def _create_register(cls, store):
        return cls.env["pos.config"].create(
            {"name": f"Register {store.name}", "picking_type_id": store.pos_type_id.id}
        )

    @classmethod
    def _create_product(cls, name, **values):
        return cls.env["product.product"].create(
            {"name": name, "type": "consu", "is_storable": True, **values}
        )

    @classmethod
    def _stock(cls, product, warehouse, quantity):
        cls.env["stock.quant"]._update_available_quantity(
            product, warehouse.lot_stock_id, quantity
        )
