from datetime import timedelta

from odoo.fields import Command
from odoo.tests import tagged

from odoo.addons.retail_base.tests.common import RetailTillHttpCommon

MODES = (("Van", 49), ("Express", 99))


@tagged("post_install", "-at_install")
class TestDeliveryTours(RetailTillHttpCommon):
    """A cashier chooses how goods are shipped, and when they are picked up."""

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
        cls.env["retail.slot.template"].create(
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

    def _check_order(self):
        order = self.env["sale.order"].search(
            [("is_customer_order", "=", True), ("partner_id", "=", self.customer.id)]
        )
        self.assertEqual((order.state, order.amount_total), ("sale", 699))
        self.assertEqual(order.deposit_received, 69.9)
        ship, pickup, charge = order.order_line.sorted(
            lambda line: (bool(line.charge_code_id), -line.price_unit)
        )
        self.assertEqual(ship.delivery_mode_id, self.modes["Express"])
        self.assertEqual(charge.price_unit, 99)
        self.assertEqual(charge.charged_line_ids, ship)
        tomorrow = self.store_b._get_local_today() + timedelta(days=1)
        self.assertEqual(pickup.fulfilment_date, tomorrow)
        start = self.store_b._localize(pickup.fulfilment_slot_start)
        self.assertEqual(start.hour, 11)

    def test_mode_with_its_price_and_slot(self):
        """DM-02, TS-05: what the register shows is what the order says."""
        self.start_till_tour("retail_customer_orders_delivery")
        self._check_order()
