from odoo.fields import Command
from odoo.tests import tagged

from odoo.addons.retail_base.tests.common import RetailTillHttpCommon


@tagged("post_install", "-at_install")
class TestCartTours(RetailTillHttpCommon):
    """A cashier with no right but the till works with the cart as a whole."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company = cls.company_data["company"]
        cls.company.retail_deposit_percent = 10
        stock = {cls.store_a: 10, cls.store_b: 10}
        cls.chair = cls.create_product(
            "Red Chair", list_price=200, stock=stock, barcode="7012345000017"
        )
        cls.table = cls.create_product("Oak Table", list_price=400, stock=stock)
        cls.far = cls.create_product("Far Lamp", list_price=50, stock=stock)
        cls.profile = cls.env["retail.profile"].create(
            {"name": "All stores", "out_of_range_policy": "order_only"}
        )
        cls.profile.company_id = cls.company
        cls.company.retail_profile_id = cls.profile
        # The far lamp is carried by no store, so no register loads it.
        cls.env["retail.assortment"].create(
            {
                "name": "Range",
                "state": "published",
                "store_ids": [Command.set((cls.store_a | cls.store_b).ids)],
                "line_ids": [
                    Command.create({"product_id": product.id})
                    for product in cls.chair | cls.table | cls.product
                ],
            }
        )

    def _get_order(self):
        return self.env["sale.order"].search(
            [("is_customer_order", "=", True), ("partner_id", "=", self.customer.id)]
        )

    def assertBulkOrder(self):
        order = self._get_order()
        chairs, table = order.order_line
        self.assertEqual(
            (chairs.product_id, chairs.product_uom_qty, chairs.discount),
            (self.chair, 4, 10),
        )
        self.assertEqual((table.product_id, table.product_uom_qty), (self.table, 1))
        self.assertEqual(order.amount_total, 1120)
        self.assertEqual(order.deposit_received, 112)
        self.assertEqual(order.client_order_ref, "PO 4711")
        self.assertIn("Ring first", order.note)
        self.assertTrue(order.is_expedited)

    def test_co_13_bulk_entry_and_several_lines(self):
        self.start_till_tour("retail_customer_orders_bulk")
        self.assertBulkOrder()

    def test_co_13_on_a_phone(self):
        with self.phone():
            self.start_till_tour("retail_customer_orders_bulk_phone")
        self.assertBulkOrder()

    def test_co_13_off_line(self):
        self.start_till_tour("retail_customer_orders_bulk_offline")
        self.assertFalse(self._get_order())

    def test_co_03_default_transaction(self):
        """CO-02, CO-03, QT-02: a plain sale on request, a quote until today."""
        self.profile.default_transaction = "customer_order"
        self.start_till_tour("retail_customer_orders_default")
        quote = self._get_order()
        self.assertEqual(quote.state, "draft")
        self.assertEqual(quote.validity_date, self.store_a._get_local_today())
        sale = self.env["pos.order"].search([("amount_total", "=", 600)])
        self.assertEqual(sale.lines.product_id, self.chair | self.table)
        self.assertFalse(sale.customer_order_id)
