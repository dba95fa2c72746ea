from lxml import html

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import CustomerOrderCommon


@tagged("post_install", "-at_install")
class TestDocuments(CustomerOrderCommon):
    """An order of two stores and two addresses, in Norwegian, partly picked up.

    Two lamps of 1 234.50 are picked up in store B, one of them already; one chair is
    sent home from store B, one to the cabin from store A. Deposit: 10 %.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("nb_NO")
        cls.customer.lang = "nb_NO"
        krone = cls.env.ref("base.NOK")
        krone.active = True
        cls.company.currency_id = krone
        cls.user = cls.create_user("store_user", "retail_base.group_retail_user")
        cls.stocker = cls.create_user("stocker", "stock.group_stock_user")
        cls.goods_a.lst_price = 1234.5
        cls.goods_a.barcode = "7044610000014"
        shelf = cls.env["stock.location"].create(
            {"name": "Shelf 3", "location_id": cls.store_b.lot_stock_id.id}
        )
        quants = cls.env["stock.quant"]
        quants._update_available_quantity(cls.goods_a, cls.store_b.lot_stock_id, -10)
        quants._update_available_quantity(cls.goods_a, shelf, 10)
        cls.company.retail_order_conditions = "Goods are kept for 14 days."

    def setUp(self):
        super().setUp()
        cabin = self.cabin.id
        self.order = self.make_order(
            [
                self.later(self.goods_a, 2),
                self.later(self.goods_b, fulfilment="ship"),
                self.later(self.goods_c, 2, self.store_a, "ship", partner_id=cabin),
            ]
        )
        self.lamps = self.line(self.order, self.goods_a)

    def render(self, report, records, user=None):
        """Print as a user of the store; return {name of an element: its text}."""
        reports = self.env["ir.actions.report"].with_user(user or self.user)
        page, _kind = reports._render_qweb_html(report, records.ids)
        self.page = html.fromstring(page)
        self.text = self.get_text(self.page)
        named = self.page.xpath("//*[@name]")
        return {node.get("name"): self.get_text(node) for node in named}

    def get_text(self, node):
        return " ".join(node.text_content().replace("\ufeff", "").split())

    def get_rows(self, name):
        return [self.get_text(row) for row in self.page.xpath(f"//tr[@name='{name}']")]

    # === CONFIRMATION ===#

    def test_order_confirmation(self):
        found = self.render("sale.report_saleorder", self.order)
        self.assertIn(f"Order Confirmation {self.order.name}", self.text)
        self.assertIn(self.order.customer_order_reference, self.text)
        self.assertTrue(self.page.xpath("//img[starts-with(@src, 'data:image/png')]"))
        lines = self.page.xpath("//*[@name='line_fulfilment']")
        pickup, home, cabin = (self.get_text(line) for line in lines)
        day = self.lamps.fulfilment_date
        for line in (pickup, home, cabin):
            self.assertIn(f" {day.day} ", line)
        self.assertIn("Store B", pickup)
        self.assertIn("Storgata 1, 0155 Oslo", home)
        self.assertIn("Fjellveien 2, Geilo", cabin)
        self.assertEqual(found["origin_store"], "Ordered In Store A")
        self.assertRegex(found["tr_deposit"], r"Deposit paid kr -266,90")
        self.assertRegex(found["tr_left"], r"Left to pay kr 2 402,10")
        self.assertNotIn("tr_paid", found)
        self.assertEqual(found["order_conditions"], "Goods are kept for 14 days.")
        self.assertNotIn("Shipping Address", self.text)

    def test_order_confirmation_after_a_pickup(self):
        self.pick_up(self.order, {self.lamps: 1})
        found = self.render("sale.report_saleorder", self.order)
        done = self.page.xpath("//*[@name='line_done']")
        self.assertEqual([self.get_text(node) for node in done], ["· 1,00 handed out"])
        # 1 234.50 less its share of the deposit.
        self.assertRegex(found["tr_paid"], r"-1 111,05")
        self.assertRegex(found["tr_left"], r"1 291,05")

    def test_open_invoice_is_left_to_pay(self):
        shipped = self.line(self.order, self.goods_b)
        picking = shipped.move_ids.picking_id
        picking.move_ids.picked = True
        picking._action_done()
        self.order._create_invoices().action_post()
        found = self.render("sale.report_saleorder", self.order)
        self.assertRegex(found["tr_left"], r"2 402,10")
        self.assertIn("1,00 shipped", self.text)

    def test_plain_order_prints_as_ever(self):
        plain = self.env["sale.order"].create(
            {
                "partner_id": self.customer.id,
                "order_line": [(0, 0, {"product_id": self.goods_a.id})],
            }
        )
        plain.action_confirm()
        found = self.render("sale.report_saleorder", plain)
        self.assertIn(f"Order # {plain.name}", self.text)
        for name in ("line_fulfilment", "tr_left", "order_conditions", "collector"):
            self.assertNotIn(name, found)

    def test_confirmation_for_the_customer(self):
        """As the portal prints it: without rights to anything."""
        portal = self.create_user("customer", "base.group_portal")
        self.order.partner_id = portal.partner_id
        order = self.order.with_user(portal).sudo()
        money = order._prepare_document_money()
        self.assertAlmostEqual(money["left"], 2402.1)

    # === PICKUP SLIP ===#

    def test_pickup_slip(self):
        self.order.collector_name = "Ola Nordmann"
        picking = self.lamps.move_ids.picking_id
        report = "retail_customer_orders.report_pickup_slip"
        for user in (self.stocker, self.user):
            found = self.render(report, picking, user)
            self.assertIn(f"Pickup Slip {self.order.name}", self.text)
            self.assertIn(self.order.customer_order_reference, self.text)
            self.assertEqual(found["store"], "Store Store B")
            self.assertEqual(found["collector"], "Picked Up By Ola Nordmann")
            self.assertEqual(found["customer"], "Kari Customer")
            self.assertIn("22334455", self.text)
            self.assertRegex(found["td_product"], "Article A.*7044610000014")
            self.assertRegex(found["td_place"], r"Stock/Shelf 3$")
            self.assertRegex(found["td_quantity"], r"^2.00 Units$")
            self.assertRegex(found["tr_to_pay"], r"2,222\.10")
            self.assertIn("signature", found)
            self.assertNotIn("Article B", self.text)

    def test_pickup_slip_of_an_order(self):
        self.pick_up(self.order, {self.lamps: 1})
        report = "retail_customer_orders.report_pickup_slip_order"
        found = self.render(report, self.order)
        self.assertRegex(found["td_quantity"], r"^1.00 Units$")
        self.assertRegex(found["tr_to_pay"], r"1,111\.05")
        self.assertEqual(len(self.page.xpath("//*[@name='td_product']")), 1)
        shipped = self.make_order([self.later(self.goods_b, fulfilment="ship")])
        with self.assertRefusal("no slip to print"):
            self.render(report, shipped)

    def test_pickup_slip_says_what_is_missing(self):
        order = self.make_order([self.later(self.goods_b, 12)])
        self.render("retail_customer_orders.report_pickup_slip", order.picking_ids)
        places = self.page.xpath("//td[@name='td_place']")
        self.assertIn("Not in stock yet", [self.get_text(place) for place in places])

    def test_pickup_slip_is_not_for_everybody(self):
        stranger = self.create_user("stranger", "base.group_user")
        picking = self.lamps.move_ids.picking_id
        with self.assertRaises(AccessError):
            self.render("retail_customer_orders.report_pickup_slip", picking, stranger)

    # === DEPOSIT RECEIPT ===#

    def test_deposit_receipt(self):
        self.pick_up(self.order, {self.lamps: 1})
        report = "retail_customer_orders.report_deposit_receipt"
        found = self.render(report, self.order)
        (payment,) = self.get_rows("tr_payment")
        ticket = self.order.deposit_entry_ids.pos_order_id.filtered(
            lambda ticket: not ticket.pickup_order_id
        )
        self.assertIn(f"Store A Cash {ticket.pos_reference}", payment)
        self.assertRegex(payment, r"266,90")
        self.assertRegex(found["tr_deposit"], r"266,90")
        self.assertRegex(found["tr_applied"], r"-123,45")
        self.assertRegex(found["tr_held"], r"143,45")
        self.assertRegex(found["tr_total"], r"2 669,00")
        self.assertRegex(found["tr_left"], r"1 291,05")
        self.assertNotIn("tr_forfeited", found)

    def test_deposit_receipt_names_each_tender(self):
        self.open_session(self.register_a)
        cash, card = self.register_a.payment_method_ids.sorted("is_cash_count")[::-1]
        order = self.make_order(
            [self.later(self.goods_b)], payments=[(cash, 4), (card, 6)]
        )
        self.render("retail_customer_orders.report_deposit_receipt", order)
        (payment,) = self.get_rows("tr_payment")
        self.assertRegex(payment, r"Cash .*4,00.*Card .*6,00")

    def test_deposit_receipt_needs_a_deposit(self):
        self.company.retail_deposit_percent = 0
        order = self.make_order([self.later(self.goods_a)], deposit=0)
        self.customer.lang = "en_US"
        with self.assertRefusal("nothing to print"):
            self.render("retail_customer_orders.report_deposit_receipt", order)

    def test_print_menu(self):
        names = {"Pickup Slip", "Deposit Receipt"}
        plain = self.env["sale.order"].create({"partner_id": self.customer.id})
        for records, expected in (
            (self.order, names),
            (plain, set()),
            (self.lamps.move_ids.picking_id, {"Pickup Slip"}),
            (self.line(self.order, self.goods_b).move_ids.picking_id, set()),
        ):
            reports = self.env["ir.actions.report"].search(
                [("model", "=", records._name), ("name", "in", list(names))]
            )
            valid = reports.get_valid_action_reports(records._name, records.ids)
            self.assertEqual(set(reports.browse(valid).mapped("name")), expected)
