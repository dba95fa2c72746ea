from odoo.tests import tagged

from odoo.addons.retail_base.tests.common import RetailTillHttpCommon

from .card import CardDouble
from .common import OrderBuilders


class TillMoneyCommon(CardDouble, OrderBuilders, RetailTillHttpCommon):
    """Orders whose customers pay online, and a cashier with no right but the till."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.retail_deposit_percent = 10
        cls.customer.email = "kari@example.com"
        stock = {cls.store_a: 10, cls.store_b: 10}
        cls.goods_a = cls.create_product("Article A", list_price=100, stock=stock)
        cls.goods_b = cls.create_product("Article B", list_price=200, stock=stock)
        cls.chair = cls.create_product("Red Chair", list_price=200, stock=stock)

    @classmethod
    def set_up_stores(cls):
        result = super().set_up_stores()
        cls.company = cls.company_data["company"]
        cls.company._ensure_retail_deposit()
        cls.deposit_product = cls.company.retail_deposit_product_id
        return result

    def get_order(self):
        self.env.invalidate_all()
        return self.env["sale.order"].search(
            [("is_customer_order", "=", True), ("partner_id", "=", self.customer.id)]
        )


@tagged("post_install", "-at_install")
class TestPaymentLinkTours(TillMoneyCommon):
    """CO-15: orders that are paid by link."""

    def order_by_link(self, tour="retail_customer_orders_link_for_deposit"):
        self.start_till_tour(tour)
        order = self.get_order()
        self.assertEqual(
            (order.payment_link_state, order.payment_link_amount), ("waiting", 20)
        )
        self.assertEqual(
            (order.deposit_received, order.origin_store_id), (0, self.store_a)
        )
        mails = self.env["mail.mail"].search(
            [("model", "=", "sale.order"), ("res_id", "=", order.id)]
        )
        self.assertIn("Please pay", mails[:1].subject)
        return order

    def test_co_15_deposit_by_link_held_until_paid(self):
        order = self.order_by_link()
        self.pay_online(order, 20)._post_process()
        order.order_request_ids._reserve()
        self.start_till_tour(
            "retail_customer_orders_link_paid", register=self.register_b
        )
        order = self.get_order()
        self.assertEqual((order.payment_link_state, order.deposit_held), ("paid", 20))

    def test_co_15_on_a_phone(self):
        with self.phone():
            self.order_by_link("retail_customer_orders_link_phone")

    def test_co_15_a_link_on_an_order_taken_before(self):
        order = self.make_order([self.later(self.chair)])
        self.start_till_tour(
            "retail_customer_orders_link_later", register=self.register_b
        )
        self.assertEqual(self.get_order(), order)
        self.assertEqual(order.payment_link_state, "withdrawn")

    def test_co_15_no_link_off_line(self):
        self.start_till_tour("retail_customer_orders_link_offline")
        order = self.get_order()
        self.assertEqual((order.payment_link_state, order.deposit_held), (False, 20))


@tagged("post_install", "-at_install")
class TestHandOutTours(TillMoneyCommon):
    """Cards, lots and changes when goods are handed out."""

    def charge_cards(self):
        order = self.make_order([self.later(self.goods_a, 2)])
        self.authorise(order, 60)
        self.authorise(order, 150)
        self.start_till_tour(
            "retail_customer_orders_charge_cards", register=self.register_b
        )
        order = self.get_order()
        self.assertEqual(self.asked, [("capture", 60), ("capture", 120)])
        self.assertEqual(order.customer_order_state, "done")
        self.assertEqual((order.deposit_received, order.deposit_held), (200, 0))

    def test_dp_12_cards_are_charged(self):
        self.charge_cards()

    def test_dp_12_cards_are_charged_on_a_phone(self):
        with self.phone():
            self.charge_cards()

    def test_dp_13_a_refused_card_and_another_tender(self):
        order = self.make_order([self.later(self.goods_a, 2)])
        self.authorise(order, 180)
        self.refusals["capture"] = "The authorisation has expired."
        self.start_till_tour(
            "retail_customer_orders_card_refused", register=self.register_b
        )
        order = self.get_order()
        self.assertEqual((order.customer_order_state, order.deposit_held), ("done", 0))

    def hand_out_lots(self):
        watch = self.create_product("Watch", list_price=100, tracking="serial")
        serials = self.env["stock.lot"].create(
            [{"name": name, "product_id": watch.id} for name in ("S1", "S2", "S3")]
        )
        for serial in serials:
            self.env["stock.quant"]._update_available_quantity(
                watch, self.store_b.lot_stock_id, 1, lot_id=serial
            )
        self.make_order([self.later(watch, 2)])
        self.start_till_tour(
            "retail_customer_orders_pickup_lots", register=self.register_b
        )
        order = self.get_order()
        done = order.picking_ids.filtered(lambda one: one.state == "done")
        self.assertEqual(sorted(done.move_line_ids.lot_id.mapped("name")), ["S2", "S3"])

    def test_pu_02_lots_are_chosen(self):
        self.hand_out_lots()

    def test_pu_02_lots_are_chosen_on_a_phone(self):
        with self.phone():
            self.hand_out_lots()

    def test_pu_04_a_pickup_is_changed_without_voiding_it(self):
        self.make_order([self.later(self.goods_a, 2), self.later(self.goods_b, 1)])
        self.start_till_tour(
            "retail_customer_orders_change_pickup", register=self.register_b
        )
        order = self.get_order()
        first, second = order.order_line
        self.assertEqual((first.qty_delivered, second.qty_delivered), (2, 0))
