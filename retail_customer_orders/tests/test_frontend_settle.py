from odoo.tests import tagged

from odoo.addons.retail_base.tests.common import RetailTillHttpCommon


@tagged("post_install", "-at_install")
class TestSettleTours(RetailTillHttpCommon):
    """A cashier with no right but the till settles orders that were taken before."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        company = cls.company_data["company"]
        company.retail_deposit_percent = 10
        company._ensure_retail_charge_codes()
        company.retail_cancellation_charge_percent = 5
        company.retail_cancellation_charge_code_id.product_id.taxes_id = False
        stock = {cls.store_a: 10}
        cls.chair = cls.create_product("Red Chair", list_price=200, stock=stock)

    def _get_order(self):
        return self.env["sale.order"].search(
            [("is_customer_order", "=", True), ("partner_id", "=", self.customer.id)]
        )

    def test_pay_the_rest_and_cancel(self):
        """A further payment, then the whole order is cancelled with its charge."""
        self.start_till_tour("retail_customer_orders_order_chair")
        self.start_till_tour("retail_customer_orders_pay_and_cancel")
        order = self._get_order()
        self.assertEqual(order.state, "cancel")
        self.assertEqual(order.deposit_received, 100)
        self.assertEqual((order.deposit_forfeited, order.deposit_refunded), (10, 90))
        record = order.cancellation_ids
        self.assertEqual((record.charge, record.refund), (10, 90))
        self.assertEqual(record.pos_order_id.payment_ids.amount, -90)

    def test_another_charge_with_a_manager(self):
        self.start_till_tour("retail_customer_orders_cancel_without_charge")
        record = self._get_order().cancellation_ids
        self.assertEqual((record.charge, record.refund), (0, 20))
        self.assertEqual(record.charge_reason_id.kind, "charge_override")
        approval = self.env["retail.approval"].search(
            [("ticket_uuid", "=", record.pos_order_id.uuid)]
        )
        self.assertEqual(approval.state, "used")

    def test_undo_a_pickup_without_its_code(self):
        """A wrong code, then a manager who knows the collector; then all comes back."""
        company = self.company_data["company"]
        self.store_a.profile_id = self.env["retail.profile"].create(
            {"name": "City", "company_id": company.id, "pickup_code": "always"}
        )
        self.start_till_tour("retail_customer_orders_undo_pickup")
        attempt = self.env["retail.pickup.attempt"].search([])
        self.assertEqual(attempt.success, False)
        order = self._get_order()
        self.assertEqual(order.order_line.qty_delivered, 0)
        self.assertEqual((order.deposit_held, order.state), (20, "sale"))

    def test_phone(self):
        self.start_till_tour("retail_customer_orders_order_chair")
        with self.phone():
            self.start_till_tour("retail_customer_orders_pay_and_cancel")
        self.assertEqual(self._get_order().state, "cancel")

    def test_edit(self):
        """ED-01, ED-05: more goods, another store, today's prices with a manager."""
        self.start_till_tour("retail_customer_orders_order_chair")
        self.chair.list_price = 150
        self.start_till_tour("retail_customer_orders_edit")
        order = self._get_order()
        chair, lamp = order.order_line
        self.assertEqual((chair.product_uom_qty, chair.price_unit), (2, 150))
        self.assertEqual((lamp.product_id, lamp.product_uom_qty), (self.product, 1))
        self.assertEqual(lamp.fulfilment_store_id, self.store_b)
        approval = self.env["retail.approval"].search([("kind", "=", "price_unlock")])
        self.assertEqual(
            (approval.state, approval.approved_by_id), ("used", self.manager)
        )
