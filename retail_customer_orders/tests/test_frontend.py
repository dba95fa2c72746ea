from odoo.tests import tagged

from odoo.addons.retail_base.tests.common import RetailTillHttpCommon


@tagged("post_install", "-at_install")
class TestCustomerOrderTours(RetailTillHttpCommon):
    """A cashier with no right but the till takes orders and hands them out."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company_data["company"].retail_deposit_percent = 10
        cls.customer.write(
            {
                "street": "Storgata 1",
                "zip": "0155",
                "city": "Oslo",
                "country_id": cls.env.ref("base.no").id,
                "phone": "+47 22 33 44 55",
            }
        )
        stock = {cls.store_a: 10, cls.store_b: 10}
        cls.chair = cls.create_product("Red Chair", list_price=200, stock=stock)
        cls.table = cls.create_product("Oak Table", list_price=400, stock=stock)

    def _get_orders(self):
        return self.env["sale.order"].search(
            [("is_customer_order", "=", True), ("partner_id", "=", self.customer.id)]
        )

    def _get_on_hand(self, product, store):
        return product._get_store_availability(store)[product.id, store.id]["on_hand"]

    def test_mixed_cart_and_pickup_in_another_store(self):
        """Carried out, picked up and shipped in one cart; collected in store B."""
        self.start_till_tour("retail_customer_orders_mixed_cart")
        order = self._get_orders()
        self.assertEqual(order.state, "sale")
        self.assertEqual(order.amount_total, 600)
        self.assertEqual(order.deposit_received, 60)
        pickup, ship = order.order_line.sorted("fulfilment")
        self.assertEqual(pickup.product_id, self.chair)
        self.assertEqual(pickup.fulfilment_store_id, self.store_b)
        self.assertEqual(ship.product_id, self.table)
        self.assertEqual(ship.fulfilment_partner_id, self.customer)
        ticket = order.customer_ticket_ids
        self.assertEqual(ticket.amount_total, 160)
        # What the register printed is what the server calls the order.
        printed = ticket.customer_order_payload["reference"]
        self.assertEqual(printed, order.customer_order_reference)
        deposit_product = self.company_data["company"].retail_deposit_product_id
        self.assertEqual(ticket.lines.product_id, self.product | deposit_product)
        self.assertEqual(self._get_on_hand(self.product, self.store_a), 9)
        order.order_request_ids._reserve()

        self.start_till_tour("retail_customer_orders_pickup", register=self.register_b)
        self.assertEqual(pickup.qty_delivered, 1)
        self.assertEqual(ship.qty_delivered, 0)
        self.assertEqual(order.deposit_held, 40)
        self.assertEqual(self._get_on_hand(self.chair, self.store_b), 9)

    def test_find_an_order_in_a_store_that_cannot_hand_it_out(self):
        self.start_till_tour("retail_customer_orders_mixed_cart")
        self.start_till_tour("retail_customer_orders_wrong_store")

    def test_paid_in_full_is_handed_out_in_one_tap(self):
        self.start_till_tour("retail_customer_orders_paid_in_full")
        order = self._get_orders()
        self.assertEqual(order.deposit_received, 200)
        self.assertEqual(order.deposit_held, 0)
        self.assertEqual(order.amount_balance, 0)
        self.assertEqual(order.order_line.qty_delivered, 1)
        self.assertEqual(self._get_on_hand(self.chair, self.store_a), 9)

    def test_new_address(self):
        self.start_till_tour("retail_customer_orders_new_address")
        address = self._get_orders().order_line.fulfilment_partner_id
        self.assertEqual(address.parent_id, self.customer)
        self.assertEqual((address.street, address.city), ("Nygata 5", "Bergen"))

    def test_quote(self):
        self.start_till_tour("retail_customer_orders_quote")
        order = self._get_orders()
        self.assertEqual(order.state, "draft")
        self.assertEqual(order.amount_total, 200)
        self.assertEqual(order.customer_ticket_ids.amount_total, 0)

    def test_lower_deposit_with_a_manager(self):
        """DP-01, DP-04: the register proposes the deposit of the rule; less is asked
        of a manager, and the order says who allowed it."""
        category = self.env["product.category"].create({"name": "Chairs"})
        self.chair.categ_id = category
        self.env["retail.deposit.rule"].create(
            {
                "name": "Chairs",
                "percent": 25,
                "categ_ids": category.ids,
                "company_id": self.company_data["company"].id,
            }
        )
        self.start_till_tour("retail_customer_orders_lower_deposit")
        order = self._get_orders()
        self.assertEqual(order.deposit_received, 5)
        approval = self.env["retail.approval"].search(
            [("ticket_uuid", "=", order.customer_ticket_ids.uuid)]
        )
        self.assertEqual(approval.state, "used")
        self.assertEqual(approval.approved_by_id, self.manager)
        self.assertEqual((order.deposit_required, order.deposit_by_rule), (5, 50))
        self.assertEqual(order.deposit_override_user_id, self.manager)
        self.assertEqual(order.deposit_override_reason_id, approval.reason_id)

    def test_order_taken_off_line(self):
        """It is taken with the network down, and made once when it is back."""
        self.start_till_tour("retail_customer_orders_offline")
        order = self._get_orders()
        self.assertEqual(len(order), 1)
        self.assertEqual(order.deposit_received, 20)
        self.assertEqual(len(order.order_request_ids), 1)

    def test_phone(self):
        with self.phone():
            self.start_till_tour("retail_customer_orders_phone")
        order = self._get_orders()
        self.assertEqual(order.deposit_received, 20)
        self.assertEqual(order.order_line.fulfilment_store_id, self.store_b)
