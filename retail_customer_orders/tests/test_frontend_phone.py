from odoo.tests import tagged

from .delivery_tour import DeliveryTourCommon


@tagged("post_install", "-at_install")
class TestPhoneTours(DeliveryTourCommon):
    """What a cashier does with orders, on a screen of 390 x 844: each dialog fits it,
    and what is pressed is big enough for a thumb."""

    def _get_orders(self):
        return self.env["sale.order"].search(
            [("is_customer_order", "=", True), ("partner_id", "=", self.customer.id)],
            order="id",
        )

    def test_phone_take_an_order(self):
        """Multi-select, new address, delivery mode, slot, less deposit; print."""
        with self.phone():
            self.start_till_tour("retail_customer_orders_phone_take")
        order = self._get_orders()
        self.assertEqual((order.amount_total, order.deposit_received), (699, 5))
        self.assertEqual(order.deposit_override_user_id, self.manager)
        address = order.order_line.fulfilment_partner_id
        self.assertEqual(
            (address.street, address.parent_id), ("Nygata 5", self.customer)
        )

    def test_phone_life_of_an_order(self):
        """Handed out without its code, undone, changed; a quote is ordered."""
        self.slots.unlink()
        self.store_a.profile_id = self.env["retail.profile"].create(
            {"name": "City", "company_id": self.company.id, "pickup_code": "always"}
        )
        with self.phone():
            self.start_till_tour("retail_customer_orders_phone_life")
        order, quote = self._get_orders()
        self.assertEqual(order.order_line.mapped("qty_delivered"), [0, 0])
        self.assertEqual(order.amount_total, 300)
        self.assertEqual((quote.state, quote.deposit_received), ("sale", 20))
