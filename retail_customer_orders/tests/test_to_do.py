from datetime import timedelta

from freezegun import freeze_time

from odoo.tests import tagged

from .common import CustomerOrderCommon

OPEN = [("is_customer_order", "=", True), ("to_do", "!=", False)]


@tagged("post_install", "-at_install")
class TestToDo(CustomerOrderCommon):
    """What stores have to do today, and how many queries its screens take."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.user = cls.create_user("store_user", "retail_base.group_retail_user")
        cls.orders = cls.env["sale.order"].with_user(cls.user)
        cls.company.retail_deposit_percent = 0

    def order(self, days=0, fulfilment="pickup", confirm=True, store=None):
        today = self.store_a._get_local_today()
        line = {
            "product_id": self.goods_a.id,
            "fulfilment": fulfilment,
            "fulfilment_store_id": (store or self.store_b).id,
            "fulfilment_date": today + timedelta(days=days),
        }
        order = self.env["sale.order"].create(
            {
                "is_customer_order": True,
                "partner_id": self.customer.id,
                "order_line": [(0, 0, line)],
            }
        )
        if confirm:
            order.action_confirm()
        return order

    def assertToDo(self, order, step):
        order.invalidate_recordset(["to_do"])
        self.assertEqual(order.with_user(self.user).to_do, step)
        found = self.orders.search([("id", "=", order.id), ("to_do", "=", step)])
        self.assertEqual(found.ids, order.ids)

    def test_the_most_pressing_step(self):
        steps = {
            self.order(days=-3): "overdue",
            self.order(): "pickup",
            self.order(fulfilment="ship"): "ship",
            self.order(days=9): "later",
            self.order(confirm=False): False,
        }
        for order, step in steps.items():
            self.assertToDo(order, step)
        ids = [order.id for order in steps]
        domain = [("id", "in", ids), *OPEN]
        found = self.orders._read_group(domain, ["to_do"], ["__count"])
        expected = dict.fromkeys(("later", "overdue", "pickup", "ship"), 1)
        self.assertEqual(dict(found), expected)

    def test_today_is_the_one_of_the_store(self):
        here, there = self.order(store=self.store_a), self.order(store=self.store_b)
        self.store_a.tz = "Pacific/Kiritimati"
        self.store_b.tz = "Pacific/Pago_Pago"
        # Eleven in the morning in UTC: the next day has begun in the first store only.
        day = here.order_line.fulfilment_date
        with freeze_time(f"{day} 11:00:00"):
            self.assertToDo(here, "overdue")
            self.assertToDo(there, "pickup")

    def test_unpaid_is_a_deposit_or_an_invoice(self):
        self.company.retail_deposit_percent = 50
        order = self.order(days=9)
        self.assertToDo(order, "unpaid")
        bank = self.company_data["default_journal_bank"]
        order._receive_deposit(50, bank)
        self.assertToDo(order, "later")
        wizard = self.env["retail.pickup.wizard"].create({"order_id": order.id})
        wizard.payment = "later"
        wizard.action_confirm()
        self.assertEqual(order.customer_order_state, "done")
        self.assertToDo(order, "unpaid")
        order.invoice_ids._pay_in_full(bank)
        self.assertToDo(order, False)

    def test_by_store(self):
        here, there = self.order(store=self.store_a), self.order(store=self.store_b)
        self.assertEqual(here.fulfilment_store_ids, self.store_a)
        mine = [("id", "in", (here + there).ids)]
        domain = [("fulfilment_store_ids", "in", self.store_b.ids)]
        self.assertEqual(self.orders.search(mine + domain).ids, there.ids)
        domain = [("fulfilment_store_ids", "not in", self.store_b.ids)]
        self.assertEqual(self.orders.search(mine + domain).ids, here.ids)

    def count_queries(self, work):
        work()
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        work()
        return self.env.cr.sql_log_count - before

    def test_screens_take_the_same_queries_for_many_orders(self):
        orders = self.env["sale.order"].union(
            *(self.order(days=days % 3 - 1) for days in range(40))
        )
        for view, kind in (
            ("customer_order_view_list", "list"),
            ("customer_order_view_kanban_to_do", "kanban"),
        ):
            view = self.env.ref(f"retail_customer_orders.{view}")
            names = self.orders.get_view(view.id, kind)["models"]["sale.order"]
            specification = self._specify(names)

            def read(number, specification=specification):
                domain = [("id", "in", orders[:number].ids)]
                self.orders.web_search_read(domain, specification, limit=80)

            # The first time, rules and other caches are read, too.
            self.count_queries(lambda: read(40))
            few = self.count_queries(lambda: read(10))
            many = self.count_queries(lambda: read(40))
            self.assertEqual(few, many, kind)
        domain = [("id", "in", orders.ids), *OPEN]
        self.orders._read_group(domain, ["to_do"], ["__count"])
        with self.assertQueryCount(1):
            self.orders._read_group(domain, ["to_do"], ["__count"])

    def _specify(self, names):
        """Return what the web client reads of these fields."""
        relational = ("many2one", "many2many")
        return {
            name: {"fields": {"display_name": {}}}
            if self.orders._fields[name].type in relational
            else {}
            for name in names
        }
