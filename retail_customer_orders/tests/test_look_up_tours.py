from odoo.tests import tagged

from odoo.addons.retail_base.tests.common import RetailTillHttpCommon


@tagged("post_install", "-at_install")
class TestLookUpTours(RetailTillHttpCommon):
    """A cashier orders what another store has, from the look-up's row."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company_data["company"].retail_deposit_percent = 10
        cls.customer.write(
            {
                "street": "Storgata 1",
                "city": "Oslo",
                "country_id": cls.env.ref("base.no").id,
            }
        )
        cls.store_c = cls.create_store("Store C", pickup_enabled=False)
        cls.depot = cls.create_store("Depot", is_store=False)
        cls.chair = cls.create_product(
            "Red Chair",
            list_price=200,
            default_code="CHAIR-1",
            stock={cls.store_b: 10, cls.store_c: 1},
        )
        cls.table = cls.create_product(
            "Oak Table", list_price=400, default_code="TABLE-1", stock={cls.depot: 3}
        )

    def _get_order(self):
        return self.env["sale.order"].search(
            [("is_customer_order", "=", True), ("partner_id", "=", self.customer.id)]
        )

    def _assert_ordered(self):
        order = self._get_order()
        self.assertEqual(order.amount_total, 600)
        self.assertEqual(order.deposit_received, 60)
        pickup, ship = order.order_line.sorted("fulfilment")
        self.assertEqual(pickup.product_id, self.chair)
        self.assertEqual(pickup.fulfilment, "pickup")
        self.assertEqual(pickup.fulfilment_store_id, self.store_b)
        self.assertEqual(ship.product_id, self.table)
        self.assertEqual(ship.fulfilment, "ship")
        self.assertEqual(ship.fulfilment_store_id, self.depot)
        self.assertEqual(ship.fulfilment_partner_id, self.customer)
        self.assertGreater(ship.fulfilment_date, pickup.fulfilment_date)

    def test_il_03_pick_up_and_ship_from_the_row(self):
        self.start_till_tour("retail_customer_orders_look_up")
        self._assert_ordered()

    def test_il_03_pick_up_and_ship_from_the_row_on_a_phone(self):
        with self.phone():
            self.start_till_tour("retail_customer_orders_look_up")
        self._assert_ordered()

    def test_il_03_line_of_the_cart(self):
        self.start_till_tour("retail_customer_orders_look_up_line")
