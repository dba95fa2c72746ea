from odoo.fields import Command

from odoo.addons.retail_base.tests.common import RetailTillHttpCommon

MODES = (("Van", 49), ("Express", 99))


class DeliveryTourCommon(RetailTillHttpCommon):
    """Goods are shipped by van or express, and picked up in store B in slots."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company = cls.company_data["company"]
        cls.company.retail_deposit_percent = 10
        cls.company._ensure_retail_charge_codes()
        code = cls.company.retail_shipping_charge_code_id
        code.product_id.taxes_id = [Command.clear()]
        cls.customer.write(
            {
                "street": "Storgata 1",
                "zip": "0155",
                "city": "Oslo",
                "country_id": cls.env.ref("base.no").id,
            }
        )
        stock = {cls.store_a: 10, cls.store_b: 10}
        cls.chair = cls.create_product("Red Chair", list_price=200, stock=stock)
        cls.table = cls.create_product("Oak Table", list_price=400, stock=stock)
        cls.modes = {name: cls._create_mode(name, price) for name, price in MODES}
        cls.slots = cls.env["retail.slot.template"].create(
            {
                "name": "Mornings",
                "company_id": cls.company.id,
                "store_ids": [Command.set(cls.store_b.ids)],
                "entry_ids": [
                    Command.create(
                        {
                            "hour_from": 10,
                            "hour_to": 12,
                            "sunday": True,
                            "capacity": 1,
                            "days_min": 1,
                        }
                    )
                ],
            }
        )

    @classmethod
    def _create_mode(cls, name, price):
        product = cls.env["product.product"].create(
            {"name": name, "type": "service", "taxes_id": [Command.clear()]}
        )
        mode = cls.env["delivery.carrier"].create(
            {
                "name": name,
                "product_id": product.id,
                "delivery_type": "fixed",
                "fulfilment": "ship",
            }
        )
        mode.fixed_price = price
        return mode
