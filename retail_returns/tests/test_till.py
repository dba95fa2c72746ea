from odoo.exceptions import AccessError
from odoo.tests import tagged

from ..tools.search_term import get_receipt_code
from .common import RetailReturnsCommon


@tagged("post_install", "-at_install")
class TestTill(RetailReturnsCommon):
    """What the tills ask (RT-01, RT-02), as a cashier and nothing more."""

    def setUp(self):
        super().setUp()
        self.till = self.env["retail.return"].with_user(self.cashier)

    def find(self, term, register=None, **page):
        register = register or self.register_b
        return self.till.find_sales_from_ui(register.id, term, **page)["sales"]

    def find_ids(self, term, **kwargs):
        keys = [sale["key"] for sale in self.find(term, **kwargs)]
        self.assertTrue(all(key.startswith("ticket-") for key in keys))
        return [int(key.removeprefix("ticket-")) for key in keys]

    def read_sale(self, order, register=None):
        register = register or self.register_b
        return self.till.read_sale_from_ui(register.id, f"ticket-{order.id}")

    def check(self, *choices):
        lines = [{"sold_line_id": sold.id, "qty": qty} for sold, qty in choices]
        return self.till.check_return_from_ui(self.register_b.id, lines)

    def test_sale_of_another_store_is_found_by_all_its_names(self):
        self.customer.phone = "+47 22 33 44 55"
        self.product.barcode = "7090001112223"
        order = self.sell_one(partner=self.customer).order_id
        self.sell_one(product=self.create_product("Red Lamp"))
        address = f"https://till.example/pos/ticket/validate?access_token={order.access_token}"
        for term in (
            get_receipt_code(order.uuid),
            order.uuid,
            address,
            order.pos_reference,
            order.pos_reference[-8:],
            "7090001112223",
            "kari cust",
            "22334455",
        ):
            with self.subTest(term=term):
                self.assertEqual(self.find_ids(term), order.ids)
        for term in ("nobody like this", "RT" + "0" * 32, "%", "x"):
            self.assertEqual(self.find_ids(term), [])

    def test_invoiced_sale_is_found_by_its_invoice(self):
        self.env = self.env(context={**self.env.context, "generate_pdf": False})
        order = self.sell_one(partner=self.customer, to_invoice=True).order_id
        self.assertEqual(self.find_ids(order.account_move.name), order.ids)

    def test_last_sales_of_the_own_store_come_first(self):
        here = self.sell_one(register=self.register_b).order_id
        self.sell_one(register=self.register_a)
        self.assertEqual(self.find_ids(""), here.ids)
        sale = self.find("")[0]
        self.assertEqual(sale["store"], "Store B")
        self.assertTrue(sale["is_here"])

    def test_found_sales_come_in_pages_newest_first(self):
        orders = [self.sell_one(partner=self.customer).order_id for _i in range(3)]
        first = self.till.find_sales_from_ui(self.register_b.id, "Kari", limit=2)
        self.assertTrue(first["more"])
        last = self.till.find_sales_from_ui(
            self.register_b.id, "Kari", offset=2, limit=2
        )
        self.assertFalse(last["more"])
        keys = [sale["key"] for sale in first["sales"] + last["sales"]]
        self.assertEqual(keys, [f"ticket-{order.id}" for order in reversed(orders)])

    def test_refunds_and_open_tickets_are_no_sales(self):
        sold = self.sell_one(partner=self.customer)
        self.take_back(self.register_b, [(sold, 1)])
        self.open_session(self.register_a)
        draft = self.build_ticket(
            self.register_a,
            [(self.product, 1)],
            payments=[],
            partner=self.customer,
            state="draft",
        )
        self.sync_ticket(draft)
        self.assertEqual(self.find_ids("Kari"), sold.order_id.ids)

    def test_read_says_what_is_left_and_why_not_more(self):
        sold = self.sell_one(qty=3, values={"discount": 10})
        line = self.read_sale(sold.order_id)["lines"][0]
        self.assertEqual(
            (line["sold"], line["returned"], line["returnable"]), (3, 0, 3)
        )
        self.assertEqual((line["unit_amount"], line["discount"]), (90, 10))
        self.take_back(self.register_b, [(sold, 2)])
        line = self.read_sale(sold.order_id)["lines"][0]
        self.assertEqual((line["returned"], line["returnable"]), (2, 1))
        self.assertFalse(line["why_not"])
        self.take_back(self.register_b, [(sold, 1)])
        sale = self.read_sale(sold.order_id)
        self.assertEqual(sale["returnable"], 0)
        self.assertIn("Returned already in Store B", sale["lines"][0]["why_not"])

    def test_read_leaves_out_what_is_no_goods(self):
        tip = self.env.ref("point_of_sale.product_product_tip")
        discount = self.create_product("Discount")
        order = self.sell(
            self.register_a,
            [
                (self.product, 2),
                (discount, 1, {"price_unit": -50}),
                (tip, 1, {"price_unit": 5}),
            ],
        )
        lines = self.read_sale(order)["lines"]
        self.assertEqual(
            [(line["product_id"], line["returnable"]) for line in lines],
            [(self.product.id, 2), (tip.id, 0)],
        )
        self.assertEqual(lines[0]["unit_amount"], 75)
        self.assertIn("not goods", lines[1]["why_not"])

    def test_read_names_reasons_lots_and_customer(self):
        product = self.create_product("Watch", tracking="serial")
        # Core lets nobody sell serial numbers who may not see them.
        groups = "point_of_sale.group_pos_user,stock.group_stock_user"
        seller = self.create_user("seller", groups)
        lots = [(0, 0, {"lot_name": name}) for name in ("S1", "S2")]
        sold = self.sell_one(
            qty=2,
            product=product,
            values={"pack_lot_ids": lots},
            partner=self.customer,
            user=seller,
        )
        self.take_back(
            self.register_a,
            [(sold, 1, {"pack_lot_ids": [(0, 0, {"lot_name": "S1"})]})],
            user=seller,
        )
        sale = self.read_sale(sold.order_id)
        self.assertEqual(sale["lines"][0]["lots"], ["S2"])
        self.assertEqual(sale["partner_id"], self.customer.id)
        self.assertFalse(sale["invoiced"])
        self.assertIn(
            {"id": self.reason.id, "name": self.reason.name, "note_required": False},
            sale["reasons"],
        )

    def test_check_says_before_the_payment_what_the_judge_would(self):
        sold = self.sell_one(qty=2)
        answer = self.check((sold, 2))
        self.assertTrue(answer["ok"])
        self.assertEqual((answer["message"], answer["faults"]), ("", []))
        self.take_back(self.register_a, [(sold, 1)])
        answer = self.check((sold, 2))
        self.assertFalse(answer["ok"])
        self.assertIn("only 1 of 2", answer["message"])

    def test_other_companies_sales_and_registers_stay_hidden(self):
        order = self.sell_one(partner=self.customer).order_id
        other = self.setup_other_company()
        config = self.env["pos.config"].create(
            {
                "name": "Elsewhere",
                "company_id": other["company"].id,
                "journal_id": other["default_journal_misc"].id,
                "invoice_journal_id": other["default_journal_sale"].id,
                "payment_method_ids": [],
            }
        )
        with self.assertRaises(AccessError):
            self.till.find_sales_from_ui(config.id, order.pos_reference)
        with self.assertRaises(AccessError):
            self.till.read_sale_from_ui(config.id, f"ticket-{order.id}")
        stranger = self.create_user("stranger", "base.group_portal")
        with self.assertRaises(AccessError):
            self.till.with_user(stranger).find_sales_from_ui(self.register_a.id, "")

    def test_bad_input_is_answered_with_a_sentence(self):
        for key in (1, "1", "ticket-", "ticket-x", "ticket-1²", f"order-{2**40}", None):
            with self.subTest(key=key), self.assert_refused():
                self.till.read_sale_from_ui(self.register_b.id, key)
        for lines in (None, [], [{}], [{"sold_line_id": "1", "qty": 1}]):
            with self.subTest(lines=lines), self.assert_refused():
                self.till.check_return_from_ui(self.register_b.id, lines)
        answer = self.till.check_return_from_ui(
            self.register_b.id, [{"sold_line_id": 2**31 - 1, "qty": 1}]
        )
        self.assertFalse(answer["ok"])
        self.assertEqual(self.find(None, offset="a", limit=None), self.find(""))
