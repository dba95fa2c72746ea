from odoo.fields import Command
from odoo.tests import Form, tagged

from .delivery import DeliveryCommon


@tagged("post_install", "-at_install")
class TestTaxedPlace(DeliveryCommon):
    """Goods are taxed by where the customer gets them (CO-10).

    Store A is in Norway, store B in Sweden; Norway has 25 % at home, 20 % in Sweden,
    0 % in Denmark.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        norway, sweden, denmark = (
            cls.env.ref(f"base.{code}") for code in ("no", "se", "dk")
        )
        cls.home = cls.create_tax("25 %", 25)
        cls.included = cls.create_tax("25 % included", 25, "tax_included")
        cls.sweden = cls.create_position("Sweden", sweden)
        cls.denmark = cls.create_position("Denmark", denmark)
        cls.create_mapped("20 %", 20, cls.home, cls.sweden)
        cls.create_mapped("0 %", 0, cls.home, cls.denmark)
        cls.create_mapped("20 % included", 20, cls.included, cls.sweden, "tax_included")
        cls.create_mapped("0 % included", 0, cls.included, cls.denmark, "tax_included")
        for store, country in ((cls.store_a, norway), (cls.store_b, sweden)):
            store.partner_id = cls.env["res.partner"].create(
                {"name": store.name, "country_id": country.id}
            )
        cls.customer.country_id = norway
        cls.cabin.country_id = denmark
        stock = {cls.store_a: 20, cls.store_b: 20}
        cls.lamp = cls.create_product("Lamp", 100, cls.home, stock)
        cls.rope = cls.create_product("Rope", 125, cls.included, stock)

    @classmethod
    def create_tax(cls, name, amount, included="tax_excluded", **values):
        return cls.env["account.tax"].create(
            {
                "name": name,
                "amount": amount,
                "price_include_override": included,
                "company_id": cls.company.id,
                **values,
            }
        )

    @classmethod
    def create_position(cls, name, country, **values):
        return cls.env["account.fiscal.position"].create(
            {
                "name": name,
                "company_id": cls.company.id,
                "country_id": country.id,
                "auto_apply": True,
                **values,
            }
        )

    @classmethod
    def create_mapped(cls, name, amount, original, position, *included):
        return cls.create_tax(
            name,
            amount,
            *included,
            original_tax_ids=[Command.set(original.ids)],
            fiscal_position_ids=[Command.set(position.ids)],
        )

    def lines(self):
        """Over two stores, two addresses and three countries."""
        ship = {"fulfilment": "ship", "store": self.store_a}
        return [
            self.later(self.lamp, store=self.store_a),
            self.later(self.lamp, store=self.store_b),
            self.later(self.lamp, **ship),
            self.later(self.lamp, **ship, partner_id=self.cabin.id),
        ]

    def test_co_10_each_line_by_its_place(self):
        order = self.assertTaken(self.lines())
        self.assertEqual(order.order_line.mapped("price_total"), [125, 120, 125, 100])
        self.assertEqual(order.amount_total, 470)
        # The register could only know its own 25 %, and took 10 % of 500.
        self.assertEqual(order.deposit_received, 50)
        self.assertEqual(order.deposit_by_rule, 47)
        answer = self.till().get_charges_from_ui(
            self.register_a.id, self.order_payload(self.lines()), self.customer.id
        )
        self.assertEqual((answer["total"], answer["deposit_required"]), (470, 47))

    def test_co_10_register_is_not_asked_for_more_than_it_showed(self):
        """A higher tax at the destination raises the order, not what is due now."""
        self.lamp.taxes_id = self.create_tax("5 %", 5)
        self.create_mapped("30 %", 30, self.lamp.taxes_id, self.denmark)
        line = self.later(self.lamp, fulfilment="ship", partner_id=self.cabin.id)
        order = self.assertTaken([line], deposit=10.5)
        self.assertEqual(order.amount_total, 130)
        self.assertEqual(order.deposit_required, 10.5)

    def test_co_10_prices_that_include_taxes(self):
        ship = {"fulfilment": "ship", "store": self.store_a}
        lines = [
            self.later(self.rope, store=self.store_a),
            self.later(self.rope, store=self.store_b),
            self.later(self.rope, **ship, partner_id=self.cabin.id),
        ]
        order = self.assertTaken(lines)
        self.assertEqual(order.order_line.mapped("price_total"), [125, 120, 100])

    def test_co_10_deposit_is_not_more_than_the_order_costs(self):
        self.company.retail_deposit_percent = 100
        line = self.later(
            self.rope, fulfilment="ship", store=self.store_a, partner_id=self.cabin.id
        )
        self.assertRefused("more than the order costs", [line], deposit=125)
        order = self.assertTaken([line], deposit=100)
        self.assertEqual(order.amount_balance, 0)

    def test_co_10_shipped_by_the_store_s_rule(self):
        self.company.retail_shipping_tax_rule = "store"
        lines = [
            self.later(
                self.lamp, fulfilment="ship", store=store, partner_id=self.cabin.id
            )
            for store in (self.store_a, self.store_b)
        ]
        order = self.assertTaken(lines)
        self.assertEqual(order.order_line.mapped("price_total"), [125, 120])

    def test_co_10_what_was_chosen_holds_where_the_place_says_nothing(self):
        chosen = self.create_position(
            "Chosen", self.env.ref("base.us"), auto_apply=False
        )
        self.create_mapped("7 %", 7, self.home, chosen)
        found = self.sweden
        line = self.later(self.lamp, store=self.store_a)
        for position, own, total in (
            (chosen, None, 107),
            (chosen, chosen, 125),
            (found, None, 125),
        ):
            self.register_a.default_fiscal_position_id = own
            ticket = self.take_order(
                [line], deposit=12.5, fiscal_position_id=position.id
            )
            self.assertEqual(ticket.customer_order_id.amount_total, total)
        self.store_b.partner_id.country_id = False
        line = self.later(self.lamp)
        ticket = self.take_order([line], deposit=12.5, fiscal_position_id=found.id)
        self.assertEqual(ticket.customer_order_id.amount_total, 120)

    def test_co_10_customer_without_a_country(self):
        self.customer.country_id = False
        order = self.assertTaken([self.later(self.lamp)])
        self.assertEqual(order.amount_total, 120)

    def test_co_10_picked_up_with_the_taxes_of_its_store(self):
        order = self.assertTaken([self.later(self.lamp)])
        ticket = self.pick_up(order, {order.order_line: 1})
        self.assertEqual(ticket.amount_total, 120 - 12.5)
        self.close_session(self.register_a)
        self.close_session(self.register_b)
        self.assertBooksMatch(order)

    def test_co_10_in_the_back_office(self):
        orders = self.env["sale.order"].with_user(self.user)
        form = Form(orders.with_context(default_is_customer_order=True))
        form.partner_id = self.customer
        form.warehouse_id = self.store_a
        for product, store, address in (
            (self.lamp, self.store_a, self.customer),
            (self.rope, self.store_a, self.cabin),
            (self.rope, self.store_b, None),
        ):
            with form.order_line.new() as line:
                line.product_id = product
                line.fulfilment = "ship" if address else "pickup"
                line.fulfilment_store_id = store
                if address:
                    line.fulfilment_partner_id = address
        order = form.save()
        self.assertEqual(order.order_line.mapped("price_total"), [125, 100, 120])

    def test_co_10_charge_goes_with_its_goods(self):
        self.shipping_code.product_id.taxes_id = self.home
        self.create_mode("Van", price=50)
        lines = [
            self.later(
                self.lamp, fulfilment="ship", store=self.store_a, partner_id=one.id
            )
            for one in (self.customer, self.cabin)
        ]
        answer = self.till().get_charges_from_ui(
            self.register_a.id, self.order_payload(lines), self.customer.id
        )
        self.assertEqual(answer["total"], 125 + 100 + 62.5 + 50)
        order = self.assertTaken(
            lines,
            deposit=33.75,
            charges=[self.charge(50, lines[:1]), self.charge(50, lines[1:])],
        )
        self.assertEqual(order.amount_total, 337.5)
        order = self.back_office_order(
            [
                (self.lamp, 1, {"fulfilment_partner_id": self.cabin.id}),
                (self.lamp, 1, {"fulfilment_store_id": self.store_a.id}),
            ]
        )
        self.assertEqual(self.charges_of(order).mapped("price_total"), [50, 62.5])

    def test_co_10_an_invoice_for_each_position(self):
        """Core checks an invoice's taxes and maps its accounts by its position."""
        foreign = self.env["account.account"].create(
            {"name": "Sales abroad", "code": "ABROAD", "account_type": "income"}
        )
        income = self.lamp._get_product_accounts()["income"]
        self.denmark.account_ids = [
            Command.create({"account_src_id": income.id, "account_dest_id": foreign.id})
        ]
        order = self.assertTaken(self.lines()[2:], deposit=25)
        for picking in order.picking_ids:
            picking.move_ids.picked = True
            picking._action_done()
        invoices = order._create_invoices()
        invoices.action_post()
        abroad = invoices.filtered(lambda one: one.fiscal_position_id == self.denmark)
        home = invoices - abroad
        # 25 was paid as deposit, shared by what the goods cost.
        self.assertEqual(home.amount_total, 125 - 13.89)
        self.assertEqual(abroad.amount_total, 100 - 11.11)
        goods = abroad.invoice_line_ids.filtered("sale_line_ids")
        self.assertEqual(goods.account_id, foreign)
        self.assertEqual((order.deposit_held, order.amount_balance), (0, 0))
        self.close_session(self.register_a)
        self.assertBooksMatch(order)

    def test_other_sales_have_one_invoice(self):
        order = self.env["sale.order"].create(
            {
                "partner_id": self.customer.id,
                "order_line": [
                    Command.create({"display_type": "line_section", "name": "Goods"}),
                    Command.create({"product_id": self.lamp.id}),
                    Command.create({"display_type": "line_note", "name": "Thanks"}),
                ],
            }
        )
        order.action_confirm()
        order.order_line.product_id.invoice_policy = "order"
        invoice = order._create_invoices()
        self.assertEqual(len(invoice.invoice_line_ids), 3)
        self.assertEqual(invoice.fiscal_position_id, order.fiscal_position_id)
