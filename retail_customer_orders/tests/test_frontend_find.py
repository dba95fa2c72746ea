from odoo.fields import Command
from odoo.tests import tagged

from odoo.addons.retail_base.tests.common import RetailTillHttpCommon


@tagged("post_install", "-at_install")
class TestFindTours(RetailTillHttpCommon):
    """A cashier with no right but the till finds orders, at any size of screen."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company_data["company"].retail_deposit_percent = 10
        cls.customer.write(
            {"phone": "22334455", "email": "kari.customer@example.com", "city": "Oslo"}
        )
        stock = {cls.store_a: 40, cls.store_b: 40}
        cls.chair = cls.create_product("Red Chair", list_price=200, stock=stock)

    def make_order(self, partner=None, store=None, fulfilment="pickup", **values):
        store = store or self.store_a
        line = {
            "product_id": self.chair.id,
            "product_uom_qty": 1,
            "tax_ids": [Command.clear()],
            "fulfilment": fulfilment,
            "fulfilment_store_id": store.id,
            "fulfilment_date": store._get_local_today(),
        }
        order = self.env["sale.order"].create(
            {
                "is_customer_order": True,
                "partner_id": (partner or self.customer).id,
                "warehouse_id": store.id,
                "order_line": [Command.create(line)],
                **values,
            }
        )
        order.action_confirm()
        return order

    def make_orders(self):
        """Make 35 orders to pick up in store A, one of them Kari's, and one to ship."""
        other = self.env["res.partner"].create({"name": "Ola Nordmann"})
        for _number in range(34):
            self.make_order(partner=other)
        self.make_order(partner=other, store=self.store_b, fulfilment="ship")
        self.make_order(client_order_ref="WEB-4711")

    def test_rc_01_to_rc_04_find(self):
        self.make_orders()
        self.start_till_tour("retail_customer_orders_find")

    def test_rc_01_to_rc_04_find_on_a_phone(self):
        self.make_orders()
        with self.phone():
            self.start_till_tour("retail_customer_orders_find")

    def take_order_for_store_b(self):
        """Take Kari's order of a chair, to pick up in store B, and its deposit."""
        self.start_till_tour("retail_customer_orders_order_chair_in_b")
        order = self.env["sale.order"].search([("is_customer_order", "=", True)])
        order.order_request_ids._reserve()
        return order

    def assertMoved(self, order):
        line = order.order_line
        self.assertEqual(line.fulfilment_store_id, self.store_a)
        self.assertEqual((line.qty_delivered, order.deposit_held), (1, 0))
        on_hand = self.chair._get_store_availability(self.store_a)
        self.assertEqual(on_hand[self.chair.id, self.store_a.id]["on_hand"], 39)

    def test_pu_01_wrong_store(self):
        order = self.take_order_for_store_b()
        self.start_till_tour("retail_customer_orders_move_here")
        self.assertMoved(order)

    def test_pu_01_wrong_store_on_a_phone(self):
        order = self.take_order_for_store_b()
        with self.phone():
            self.start_till_tour("retail_customer_orders_move_here")
        self.assertMoved(order)

    def test_find_off_line(self):
        self.start_till_tour("retail_customer_orders_find_offline")
