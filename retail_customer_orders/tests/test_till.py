from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged

from .common import CustomerOrderCommon


@tagged("post_install", "-at_install")
class TestTill(CustomerOrderCommon):
    """What registers ask, with a cashier who may see no order at all."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.open_session(cls.register_a)

    def find(self, register=None, **options):
        register = register or self.register_b
        return self.till().find_orders_from_ui(register.id, options)

    def find_ids(self, **options):
        return [row["id"] for row in self.find(**options)["orders"]]

    def read_order(self, order, register=None):
        register = register or self.register_b
        return self.till().read_order_from_ui(register.id, order.id)

    def test_cashier_has_no_access_but_these(self):
        order = self.make_order([self.later(self.goods_a)])
        with self.assertRaises(AccessError):
            order.with_user(self.cashier).read(["name"])
        with self.assertRaises(AccessError):
            self.till("retail.deposit.entry").search([])
        with self.assertRaises(AccessError):
            order.order_request_ids.with_user(self.cashier).action_retry()
        self.assertEqual(self.till().search_count([]), 1)

    def test_register_is_checked_first(self):
        order = self.make_order([self.later(self.goods_a)])
        outsider = new_test_user(self.env, "outsider", "base.group_user")
        requests = self.till().with_user(outsider)
        calls = (
            ("find_orders_from_ui", {}),
            ("read_order_from_ui", order.id),
            ("prepare_pickup_from_ui", order.id, {}),
            ("check_order_from_ui", {}, False),
            ("get_fulfilment_options_from_ui", []),
            ("create_address_from_ui", self.customer.id, {}),
            ("get_find_choices_from_ui",),
            ("move_pickup_here_from_ui", order.id, order.order_line.ids, ""),
        )
        for name, *arguments in calls:
            with self.assertRaises(AccessError, msg=name):
                getattr(requests, name)(self.register_a.id, *arguments)
            for wrong in (None, "1", 2**31 - 1, True):
                with self.assertRaises(UserError, msg=name):
                    getattr(self.till(), name)(wrong, *arguments)

    def test_other_company(self):
        order = self.make_order([self.later(self.goods_a)])
        other = self.env["res.company"].create({"name": "Other"})
        order._write({"company_id": other.id})
        order.invalidate_recordset()
        self.assertEqual(self.find()["total"], 0)
        with self.assertRefusal("does not exist any more"):
            self.read_order(order)

    def test_presets_and_counts(self):
        first = self.make_order([self.later(self.goods_a)])
        second = self.make_order(
            [
                self.later(self.goods_a, fulfilment="ship"),
                self.later(self.goods_b, store=self.store_a),
            ]
        )
        late = self.make_order([self.later(self.goods_c)])
        late.order_line._write({"fulfilment_date": "2020-01-01"})
        late.invalidate_recordset()
        late.order_line.invalidate_recordset()
        self.assertEqual(
            self.find()["counts"], {"pickup": 2, "ship": 1, "overdue": 1, "all": 3}
        )
        self.assertCountEqual(self.find_ids(preset="pickup"), (first + late).ids)
        self.assertEqual(self.find_ids(preset="ship"), second.ids)
        self.assertEqual(self.find_ids(preset="overdue"), late.ids)
        self.assertEqual(len(self.find_ids(preset="all")), 3)
        self.assertEqual(len(self.find_ids(preset="nonsense", limit="x")), 3)
        self.assertEqual(
            self.find(register=self.register_a)["counts"],
            {"pickup": 1, "ship": 0, "overdue": 0, "all": 3},
        )
        self.pick_up(first, {first.order_line: 1})
        self.assertEqual(self.find_ids(preset="pickup"), late.ids)

    def test_pages(self):
        orders = self.env["sale.order"]
        for _number in range(3):
            orders += self.make_order([self.later(self.goods_c)])
        self.assertEqual(self.find_ids(limit=2), orders[:0:-1].ids)
        self.assertEqual(self.find_ids(limit=2, after=orders[1].id), orders[0].ids)
        self.assertEqual(self.find(limit=2)["total"], 3)

    def test_terms(self):
        ticket = self.take_order(
            [],
            payload=self.order_payload(
                [self.later(self.goods_a)], collector="Ola Nord"
            ),
        )
        order = self.order_of(ticket)
        other = self.env["res.partner"].create({"name": "Per Hansen"})
        self.make_order([self.later(self.goods_b)], partner=other)
        self.customer.email = "kari@example.com"
        for term in (
            order.customer_order_reference,
            order.customer_order_reference.lower(),
            order.name,
            order.name.lower(),
            ticket.pos_reference,
            "kari",
            "Customer",
            "22334455",
            "22 33 44",
            "kari@example.com",
            "ola",
        ):
            self.assertEqual(self.find_ids(term=term), order.ids, term)
        for term in ("nobody", "CO00000000000000", "%", "99999999", "ka"):
            self.assertEqual(self.find_ids(term=term), [], term)

    def test_row(self):
        order = self.make_order(
            [
                self.later(self.goods_a, date="2099-11-28"),
                self.later(self.goods_b, fulfilment="ship"),
            ]
        )
        (row,) = self.find(preset="pickup")["orders"]
        self.assertEqual(row["reference"], order.customer_order_reference)
        self.assertEqual(row["customer"], "Kari Customer")
        self.assertEqual(row["phone"], "22334455")
        self.assertEqual(row["store"], "Store A")
        self.assertEqual(row["date"], str(self.store_a._get_local_today()))
        self.assertEqual(row["state"], "Open")
        self.assertEqual(row["next"], "Pick up here, 28 Nov")
        self.assertEqual(row["balance"], 180)
        self.assertEqual(row["due_here"], 90)
        (row,) = self.find(register=self.register_a, preset="all")["orders"]
        self.assertRegex(row["next"], "Ships from Store B|Pick up in Store B")
        self.assertEqual(row["due_here"], 0)

    def test_read(self):
        order = self.make_order(
            [
                self.later(self.goods_a, 2, discount=10),
                self.later(self.goods_b, fulfilment="ship", partner_id=self.cabin.id),
                self.later(self.goods_c, store=self.store_a),
            ]
        )
        detail = self.read_order(order)
        lines = {line["product_id"]: line for line in detail["lines"]}
        here = lines[self.goods_a.id]
        self.assertEqual((here["qty"], here["qty_done"], here["qty_ready"]), (2, 0, 2))
        self.assertEqual((here["price_unit"], here["discount"]), (100, 10))
        self.assertEqual((here["total"], here["pickup_here"]), (180, True))
        self.assertEqual(here["why_not"], "")
        shipped = lines[self.goods_b.id]
        self.assertEqual(shipped["address"], "Fjellveien 2, Geilo")
        self.assertEqual(shipped["why_not"], "It is shipped from Store B.")
        self.assertEqual(
            lines[self.goods_c.id]["why_not"], "It is picked up in Store A."
        )
        summary = self.line(order, self.goods_b).fulfilment_summary
        self.assertRegex(summary, r"^Ship · Fjellveien 2, Geilo · \w+ \d+ \w+$")
        summary = self.line(order, self.goods_c).fulfilment_summary
        self.assertRegex(summary, r"^Pick Up · Store A · ")
        self.assertEqual(detail["total"], 330)
        self.assertEqual(detail["balance"], 297)
        self.assertEqual(detail["partner_id"], self.customer.id)
        self.assertEqual([row["amount"] for row in detail["payments"]], [33])
        self.assertEqual(detail["actions"]["pickup"], {"enabled": True, "why": ""})
        self.pick_up(order, {self.line(order, self.goods_a): 2})
        detail = self.read_order(order)
        self.assertEqual([row["amount"] for row in detail["payments"]], [33, 162])
        self.assertEqual(
            detail["total"] - sum(row["amount"] for row in detail["payments"]),
            detail["balance"],
        )
        self.assertFalse(detail["actions"]["pickup"]["enabled"])

    def test_why_not(self):
        """A disabled button says why."""
        order = self.make_order([self.later(self.goods_a)])
        elsewhere = self.read_order(order, self.register_a)
        self.assertEqual(
            elsewhere["actions"]["pickup"],
            {"enabled": False, "why": "It is picked up in Store B."},
        )
        self.pick_up(order, {order.order_line: 1})
        self.assertIn("handed out", self.read_order(order)["actions"]["pickup"]["why"])
        payload = self.order_payload(
            [self.later(self.goods_a)], deposit=0, type="quote"
        )
        quote = self.take_order([], payload=payload).customer_order_id
        self.assertIn("quote", self.read_order(quote)["actions"]["pickup"]["why"])
        quote.action_cancel()
        self.assertIn("cancelled", self.read_order(quote)["actions"]["pickup"]["why"])

    def test_prepare(self):
        order = self.make_order([self.later(self.goods_a, 4), self.later(self.goods_b)])
        line = self.line(order, self.goods_a)
        prepared = self.till().prepare_pickup_from_ui(
            self.register_b.id, order.id, {str(line.id): 3}
        )
        self.assertEqual(prepared["deposit"], 30)
        self.assertEqual(prepared["balance"], 270)
        self.assertEqual(prepared["lines"][0]["qty"], 3)
        other = str(line.id + 1000)
        for quantities in ({}, {str(line.id): 5}, {other: 1}, {"x": 1}, None, [1]):
            with self.assertRaises(UserError):
                self.till().prepare_pickup_from_ui(
                    self.register_b.id, order.id, quantities
                )
        for wrong in (None, "1", order.id + 1000, True):
            with self.assertRaises(UserError):
                self.till().prepare_pickup_from_ui(
                    self.register_b.id, wrong, {str(line.id): 1}
                )

    def test_fulfilment_options(self):
        self.store_b.pickup_enabled = False
        answer = self.till().get_fulfilment_options_from_ui(
            self.register_a.id, [{"product_id": self.goods_a.id, "qty": 1}, None]
        )
        self.assertEqual(answer["shipping_store_id"], self.store_a.id)
        self.assertEqual(answer["today"], str(self.store_a._get_local_today()))
        stores = {store["store_id"]: store for store in answer["stores"]}
        self.assertFalse(stores[self.store_b.id]["pickup"])
        figures = stores[self.store_a.id]["products"][str(self.goods_a.id)]
        self.assertEqual(figures["free"], 10)

    def test_new_address(self):
        values = {
            "name": "Kari",
            "street": " Nygata 3 ",
            "city": "Bergen",
            "country_id": self.env.ref("base.no").id,
            "comment": "not asked for",
        }
        create = self.till().create_address_from_ui
        address = self.env["res.partner"].browse(
            create(self.register_a.id, self.customer.id, values)["id"]
        )
        self.assertEqual((address.parent_id, address.type), (self.customer, "delivery"))
        self.assertEqual(address.street, "Nygata 3")
        self.assertFalse(address.comment)
        for change in ({"street": ""}, {"city": None}):
            with self.assertRefusal("street and a city"):
                create(self.register_a.id, self.customer.id, {**values, **change})

    def test_data_of_the_till(self):
        session = self.register_a.current_session_id.with_user(self.cashier)
        data = session.load_data([])
        company = data["res.company"][0]
        self.assertEqual(company["retail_deposit_product_id"], self.deposit_product.id)
        self.assertEqual(company["retail_deposit_percent"], 10)
        self.assertIn("shipping_warehouse_id", data["stock.warehouse"][0])
        self.assertIn(
            self.deposit_product.id, [row["id"] for row in data["product.product"]]
        )
        self.assertIn(
            self.deposit_product.id, data["pos.config"][0]["_pos_special_products_ids"]
        )

    def test_scanned_reference(self):
        """A reference is known as a customer order, a product's code is not."""
        order = self.make_order([self.later(self.goods_a)])
        nomenclature = self.env["barcode.nomenclature"].create({"name": "New"})
        parsed = nomenclature.parse_barcode(order.customer_order_reference)
        self.assertEqual(parsed["type"], "customer_order")
        for code in ("COFFEE", "5901234123457"):
            parsed = nomenclature.parse_barcode(code)
            self.assertNotEqual(parsed["type"], "customer_order")
        nomenclature._ensure_customer_order_rule()
        rules = nomenclature.rule_ids.filtered(
            lambda rule: rule.type == "customer_order"
        )
        self.assertEqual(len(rules), 1)

    def test_queries_do_not_grow_with_the_list(self):
        def count_queries():
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.find(preset="all")
            return self.env.cr.sql_log_count - before

        self.make_order([self.later(self.goods_c)])
        count_queries()
        few = count_queries()
        for _number in range(8):
            self.make_order([self.later(self.goods_c), self.later(self.goods_b)])
        self.assertLessEqual(count_queries(), few + 2)
