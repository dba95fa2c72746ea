from odoo.fields import Command
from odoo.tests import tagged

from .common import CustomerOrderCommon

HELD = [("is_held", "=", True)]
FIGURES = ["__count", "amount:sum"]
# Analytic distribution (twice), stock rule and reordering rule of each line.
CORE_QUERIES_BY_LINE = 4


@tagged("post_install", "-at_install")
class TestSpeed(CustomerOrderCommon):
    """What is measured in `benchmarks/`, as numbers of queries."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.user = cls.create_user("store_user", "retail_base.group_retail_user")

    def count_queries(self, work):
        """Return how many queries work takes, when nothing is in the cache."""
        work()
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        work()
        self.env.flush_all()
        return self.env.cr.sql_log_count - before

    def test_deposits_held_is_one_grouped_query(self):
        used = self.make_order([self.later(self.goods_a)])
        self.pick_up(used, {used.order_line: 1})
        held = self.make_order([self.later(self.goods_a), self.later(self.goods_b)])
        ledger = self.env["retail.deposit.entry"].with_user(self.user)
        for groups in (["origin_store_id"], ["partner_id"], ["date:month"], []):
            ledger._read_group(HELD, groups, FIGURES)
            self.env.flush_all()
            with self.assertQueryCount(1):
                [(*_group, number, amount)] = ledger._read_group(HELD, groups, FIGURES)
            self.assertEqual((number, amount), (2, 20))
        self.assertEqual(ledger.search(HELD).order_id, held)
        self.assertEqual(ledger.search([("is_held", "=", False)]).order_id, used)
        self.assertEqual(
            [entry.is_held for entry in (used + held).deposit_entry_ids],
            [False, False, True, True],
        )

    def test_orders_that_hold_a_deposit_are_one_query(self):
        used = self.make_order([self.later(self.goods_a)])
        self.pick_up(used, {used.order_line: 1})
        held = self.make_order([self.later(self.goods_a)])
        orders = self.env["sale.order"].with_user(self.user)
        mine = [("id", "in", (used + held).ids)]
        self.assertEqual(orders.search([*mine, ("deposit_held", "=", 0)]), used)
        with self.assertQueryCount(1):
            found = orders.search([*mine, ("deposit_held", ">", 0)])
            self.assertEqual(found.ids, held.ids)

    def test_figures_of_many_stores_take_the_same_queries(self):
        stores = self.store_a.with_user(self.user)
        few = self.count_queries(lambda: stores.read(["deposit_held"]))
        stores |= self.store_b.with_user(self.user)
        many = self.count_queries(lambda: stores.read(["deposit_held"]))
        self.assertEqual(many, few)

    def test_customer_order_takes_hardly_more_queries_than_a_plain_one(self):
        """Of the same lines, in one delivery.

        What is read beside: the fiscal positions and the slots of the place. Neither
        is read by line.
        """
        plain = self.count_queries(lambda: self.take_back_office_order({}, {}))
        ours = self.count_queries(
            lambda: self.take_back_office_order(
                {"is_customer_order": True},
                {
                    "fulfilment": "pickup",
                    "fulfilment_store_id": self.store_b.id,
                    "fulfilment_date": "2099-01-01",
                },
            )
        )
        self.assertLessEqual(ours, plain + 2)

    def take_back_office_order(self, values, line):
        orders = self.env["sale.order"].with_user(self.user)
        order = orders.create(
            {
                "partner_id": self.customer.id,
                "warehouse_id": self.store_b.id,
                "order_line": [
                    Command.create({"product_id": goods.id, **line})
                    for goods in (self.goods_a, self.goods_b, self.goods_c)
                ],
                **values,
            }
        )
        order.action_confirm()
        self.assertEqual(len(order.picking_ids), 1)

    def test_request_of_many_lines_reads_no_line_on_its_own(self):
        """Asked before the payment, and made of the ticket."""
        stock = {self.store_a: 100, self.store_b: 100}
        goods = [
            self.create_product(f"Article {number}", list_price=10, stock=stock)
            for number in range(20)
        ]
        lines = [self.later(product, tax_ids=[]) for product in goods]
        self.open_session(self.register_a)
        few, many = lines[:2], lines
        self.assertLessEqual(self.count_check(many), self.count_check(few) + 3)
        by_core = CORE_QUERIES_BY_LINE * (len(many) - len(few))
        few, many = self.count_ticket(few), self.count_ticket(many)
        self.assertLessEqual(many, few + by_core + 8)

    def count_check(self, lines):
        payload = self.order_payload(lines, deposit=len(lines))
        return self.count_queries(
            lambda: self.till().check_order_from_ui(
                self.register_a.id, payload, self.customer.id
            )
        )

    def count_ticket(self, lines):
        """Count what it takes to send the ticket; the goods are reserved later."""
        return self.count_queries(lambda: self.take_order(lines, deposit=len(lines)))

    def test_edit_of_a_long_order_reads_no_line_on_its_own(self):
        """One of the lines changes, whatever their number."""
        short, long = (self.make_long_order(number) for number in (5, 50))
        few, many = (
            self.count_queries(lambda order=order: self.edit(order))
            for order in (short, long)
        )
        self.assertLessEqual(many, few + 10)

    def make_long_order(self, number):
        lines = [self.later(self.goods_a, 0.1) for _line in range(number)]
        return self.make_order(lines)

    def edit(self, order):
        line = order.order_line[2].with_user(self.user)
        line.product_uom_qty = 0.3 - line.product_uom_qty
