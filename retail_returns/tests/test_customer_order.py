from odoo.tests import tagged

from odoo.addons.retail_customer_orders.tests.common import CustomerOrderCommon

from .common import ReturnBuilders


@tagged("post_install", "-at_install")
class TestCustomerOrder(ReturnBuilders, CustomerOrderCommon):
    """Ordered in store A, collected in store B, returned in store C."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.set_up_returns()
        cls.store_c = cls.create_store("Store C")
        cls.register_c = cls.store_c.register_ids

    def setUp(self):
        super().setUp()
        self.order = self.make_order([self.later(self.goods_a, qty=2)])
        self.order_line = self.line(self.order, self.goods_a)
        self.ticket = self.pick_up(self.order, {self.order_line: 2})
        self.sold = self.ticket.lines.filtered(lambda line: line.qty > 0)
        self.deposit_line = self.ticket.lines - self.sold

    def test_collected_line_gives_back_its_price_and_not_the_balance(self):
        self.assertEqual(self.ticket.amount_total, 180, "20 of 200 were deposited.")
        refund = self.take_back(self.register_c, [(self.sold, 2)])
        self.assertEqual(refund.amount_total, -200)
        document = self.get_return(refund)
        self.assertEqual(document.line_ids.order_line_id, self.order_line)
        self.assertEqual(document.sale_order_ids, self.order)
        self.assertEqual(document.store_id, self.store_c)
        self.assertEqual(document.origin_store_id, self.store_b)
        with self.assert_refused("only 0 of 2"):
            self.take_back(self.register_a, [(self.sold, 1)])

    def test_order_and_its_deposit_stay_as_they_are(self):
        self.take_back(self.register_c, [(self.sold, 1)])
        self.assertEqual(self.order_line.qty_delivered, 2)
        self.assertEqual(self.order_line.qty_invoiced, 2)
        self.assertDeposits(self.order, received=20, applied=20)
        self.assertEqual(self.on_hand(self.goods_a, self.store_b), 8)
        self.assertEqual(self.on_hand(self.goods_a, self.store_c), 1)
        for register in (self.register_c, self.register_b, self.register_a):
            self.close_session(register)
        self.assertBooksMatch(self.order)

    def test_deposit_is_no_goods(self):
        with self.assert_refused():
            self.take_back(self.register_c, [(self.deposit_line, -1)])
        taken = self.order.order_request_ids.pos_order_id
        deposit = taken.lines.filtered(lambda line: line._is_deposit())
        with self.assert_refused():
            self.take_back(self.register_c, [(deposit, 1)])
        with self.assert_refused("not goods"):
            taken.refund()

    def test_back_office_refund_leaves_the_deposit_out(self):
        refund = self.env["pos.order"].browse(self.ticket.refund()["res_id"])
        self.assertEqual(refund.lines.product_id, self.goods_a)
        self.assertEqual(refund.amount_total, -200)

    def test_sale_is_found_by_its_order(self):
        carry_out = [(self.goods_c, 1)]
        taken = self.take_order([self.later(self.goods_b)], carry_out=carry_out)
        order = self.order_of(taken)
        collected = self.pick_up(order, {self.line(order, self.goods_b): 1})
        till = self.till("retail.return")
        found = till.find_sales_from_ui(self.register_c.id, order.name)["sales"]
        self.assertEqual(
            [sale["key"] for sale in found],
            [f"ticket-{ticket.id}" for ticket in collected | taken],
        )

    def test_ticket_of_a_deposit_alone_is_no_sale(self):
        till = self.till("retail.return")
        for term in (self.order.customer_order_reference, self.order.name):
            sales = till.find_sales_from_ui(self.register_c.id, term)["sales"]
            self.assertEqual(
                [sale["key"] for sale in sales], [f"ticket-{self.ticket.id}"]
            )
            self.assertEqual(sales[0]["orders"], [self.order.customer_order_reference])
        sale = till.read_sale_from_ui(self.register_c.id, f"ticket-{self.ticket.id}")
        self.assertEqual(
            [(line["returnable"], line["unit_amount"]) for line in sale["lines"]],
            [(2, 100)],
        )

    def test_order_has_a_button_for_its_returns(self):
        self.take_back(self.register_c, [(self.sold, 1)])
        self.take_back(self.register_a, [(self.sold, 1)])
        self.manager.group_ids += self.env.ref(
            "sales_team.group_sale_salesman_all_leads"
        )
        order = self.order.with_user(self.manager)
        self.assertEqual(order.retail_return_count, 2)
        domain = order.action_view_retail_returns()["domain"]
        returns = self.env["retail.return"].with_user(self.manager).search(domain)
        self.assertEqual(sum(returns.mapped("amount_total")), 200)
