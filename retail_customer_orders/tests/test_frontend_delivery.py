from datetime import timedelta

from odoo.tests import tagged

from .delivery_tour import DeliveryTourCommon


@tagged("post_install", "-at_install")
class TestDeliveryTours(DeliveryTourCommon):
    """A cashier chooses how goods are shipped, and when they are picked up."""

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
