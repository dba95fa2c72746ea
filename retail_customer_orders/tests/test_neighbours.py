from uuid import uuid4

from odoo import Command
from odoo.tests import tagged

from .common import CustomerOrderCommon


@tagged("post_install", "-at_install")
class TestNeighbours(CustomerOrderCommon):
    """Orders beside what core itself puts on a ticket, see docs/neighbours.md.

    Modules that need not be installed are tried in `tests/test_neighbours.py`.
    """

    def check(self, lines, **values):
        """Ask the server as the register does before it takes money."""
        self.open_session(self.register_a)
        payload = self.order_payload(lines, **values)
        return self.till().check_order_from_ui(
            self.register_a.id, payload, self.customer.id
        )

    def settle(self, order, product):
        """Hand all of a product out in store B; all money must be accounted for."""
        line = self.line(order, product)
        ticket = self.pick_up(order, {line: line.product_uom_qty})
        sessions = self.register_a.current_session_id | ticket.session_id
        self.assertAlmostEqual(order.deposit_held, 0)
        for register in sessions.config_id:
            self.close_session(register)
        self.assertBalanced(*sessions)
        self.assertBooksMatch(order)
        return ticket

    # === PRICES ===#

    def test_pricelist_chosen_at_the_till(self):
        """The order keeps the price that was agreed, whatever the list says later."""
        pricelist = self.env["product.pricelist"].create(
            {
                "name": "Members",
                "company_id": self.company.id,
                "currency_id": self.company.currency_id.id,
                "item_ids": [
                    Command.create(
                        {
                            "applied_on": "3_global",
                            "compute_price": "percentage",
                            "percent_price": 25,
                        }
                    )
                ],
            }
        )
        self.register_a.write(
            {
                "use_pricelist": True,
                "available_pricelist_ids": [
                    Command.set((self.register_a.pricelist_id | pricelist).ids)
                ],
            }
        )
        self.company.retail_price_control = True
        line = self.later(self.goods_a, price_unit=75)
        self.assertTrue(self.check([line])["ok"])
        order = self.make_order([line], pricelist_id=pricelist.id)
        self.assertEqual(order.pricelist_id, pricelist)
        self.assertEqual(order.amount_total, 75)
        pricelist.item_ids.percent_price = 50
        ticket = self.settle(order, self.goods_a)
        self.assertEqual(ticket.amount_total, 75 - 7.5)

    def test_pricelist_in_another_currency_is_refused(self):
        currency = self.setup_other_currency("EUR")
        pricelist = self.env["product.pricelist"].create(
            {"name": "Euro", "currency_id": currency.id, "company_id": self.company.id}
        )
        ticket = self.take_order([self.later(self.goods_a)], pricelist_id=pricelist.id)
        self.assertFalse(ticket.customer_order_id)
        self.assertIn("in its own currency", ticket.order_request_ids.error)

    def test_fiscal_position_chosen_at_the_till(self):
        """The deposit is asked with the taxes that the cashier chose."""
        tax = self.company_data["default_tax_sale"].copy(
            {
                "name": "25 % more",
                "amount": 25,
                "price_include_override": "tax_excluded",
            }
        )
        position = self.env["account.fiscal.position"].create(
            {"name": "Diplomats", "company_id": self.company.id}
        )
        tax.copy(
            {
                "name": "0 %",
                "amount": 0,
                "original_tax_ids": [Command.set(tax.ids)],
                "fiscal_position_ids": [Command.set(position.ids)],
            }
        )
        lamp = self.create_product("Lamp", 100, tax, {self.store_b: 5})
        line = self.later(lamp)
        answer = self.check([line], deposit=12.5)
        self.assertEqual(answer["deposit_required"], 12.5)
        chosen = {"deposit": 10, "fiscal_position_id": position.id}
        answer = self.check([line], **chosen)
        self.assertTrue(answer["ok"], answer)
        self.assertEqual(answer["deposit_required"], 10)
        order = self.make_order([line], **chosen)
        self.assertEqual(order.amount_total, 100)
        self.assertEqual(self.settle(order, lamp).amount_total, 90)

    def test_discount_on_the_ticket_lowers_what_is_carried_out_only(self):
        """A line that takes money off must not pay the deposit, or a pickup."""
        discount = self.create_product("Discount", type="service", is_storable=False)
        half = (discount, 1, {"price_unit": -25})
        double = (discount, 1, {"price_unit": -60})
        mug = (self.goods_c, 1)
        lines = [self.later(self.goods_a)]
        with self.assertRefusal("Discounts of .*60.00 are more than the .*50.00"):
            self.take_order(lines, carry_out=[mug, double])
        ticket = self.take_order(lines, carry_out=[mug, half])
        self.assertEqual(ticket.amount_total, 35)
        order = self.order_of(ticket)
        self.assertEqual(order.amount_total, 100)
        pickup = self.build_pickup_ticket(order, {order.order_line: 1})
        extra = self.build_ticket_line(discount, 1, {"price_unit": -25})
        pickup["lines"].append(extra)
        pickup["amount_total"] -= 25
        pickup["payment_ids"][0][2]["amount"] -= 25
        pickup["amount_paid"] -= 25
        with self.assertRefusal("Discounts of .*25.00 are more than the .*0.00"):
            self.sync_ticket(pickup)
        self.settle(order, self.goods_a)

    # === GOODS ===#

    def test_lot_is_carried_out_beside_an_order(self):
        # Core asks for that right where lots are sold.
        self.cashier.group_ids += self.env.ref("stock.group_stock_user")
        wine = self.create_product("Wine", 50, tracking="lot")
        lot = self.env["stock.lot"].create(
            {"name": "LOT-7", "product_id": wine.id, "company_id": self.company.id}
        )
        self.env["stock.quant"]._update_available_quantity(
            wine, self.store_a.lot_stock_id, 3, lot_id=lot
        )
        values = {"pack_lot_ids": [Command.create({"lot_name": "LOT-7"})]}
        ticket = self.take_order(
            [self.later(self.goods_a)], carry_out=[(wine, 1, values)]
        )
        self.assertEqual(ticket.picking_ids.move_line_ids.lot_id, lot)
        self.assertEqual(lot.product_qty, 2)
        order = self.order_of(ticket)
        self.assertEqual(order.order_line.product_id, self.goods_a)
        self.settle(order, self.goods_a)

    def test_combo_is_ordered_by_its_parts(self):
        """Each part with its share of the combo's price; the head is no goods."""
        combo = self.env["product.combo"].create(
            {
                "name": "Drink",
                "combo_item_ids": [Command.create({"product_id": self.goods_a.id})],
            }
        )
        menu = self.create_product(
            "Menu",
            120,
            type="combo",
            is_storable=False,
            combo_ids=[Command.set(combo.ids)],
        )
        answer = self.check([self.later(menu)])
        self.assertIn("only the parts of a combo", answer["message"])
        parts = [
            self.later(self.goods_a, price_unit=80),
            self.later(self.goods_b, price_unit=40),
        ]
        order = self.make_order(parts)
        self.assertEqual((order.amount_total, order.deposit_held), (120, 12))
        everything = {line: 1 for line in order.order_line}
        self.assertEqual(self.pick_up(order, everything).amount_total, 108)
        self.assertEqual(order.deposit_held, 0)

    def test_weighed_goods(self):
        """A quantity with decimals is ordered, and handed out in two parts."""
        kilogram = self.env.ref("uom.product_uom_kgm")
        cheese = self.create_product(
            "Cheese",
            19.9,
            stock={self.store_b: 10},
            uom_id=kilogram.id,
            to_weight=True,
        )
        order = self.make_order([self.later(cheese, 1.23)], deposit=2.45)
        self.assertEqual((order.amount_total, order.deposit_held), (24.48, 2.45))
        first = self.pick_up(order, {order.order_line: 0.5})
        self.assertEqual(first.amount_total, 9.95 - 1.0)
        order.order_line.invalidate_recordset()
        last = self.pick_up(order, {order.order_line: 0.73})
        self.assertEqual(last.amount_total, 14.53 - 1.45)
        self.assertEqual(order.order_line.qty_delivered, 1.23)
        self.assertEqual((order.deposit_held, order.amount_balance), (0, 0))

    # === MONEY ===#

    def test_tip_beside_an_order(self):
        tips = self.env.ref("point_of_sale.product_product_tip").copy(
            {"taxes_id": [Command.clear()]}
        )
        self.register_a.write({"iface_tipproduct": True, "tip_product_id": tips.id})
        answer = self.check([self.later(tips, price_unit=7)])
        self.assertIn("serves the register itself", answer["message"])
        ticket = self.take_order(
            [self.later(self.goods_a)],
            carry_out=[(tips, 1, {"price_unit": 7})],
            is_tipped=True,
            tip_amount=7,
        )
        self.assertEqual(ticket.amount_total, 17)
        order = self.order_of(ticket)
        self.assertEqual((order.amount_total, order.deposit_held), (100, 10))
        self.settle(order, self.goods_a)

    def test_deposit_is_rounded_in_cash_only(self):
        """What is rounded is what is paid, never what the order holds."""
        rounding = self.env["account.cash.rounding"].create(
            {
                "name": "5 cents",
                "rounding": 0.05,
                "rounding_method": "HALF-UP",
                "profit_account_id": self.company_data["default_account_revenue"].id,
                "loss_account_id": self.company_data["default_account_expense"].id,
            }
        )
        (self.register_a | self.register_b).write(
            {
                "cash_rounding": True,
                "only_round_cash_method": True,
                "rounding_method": rounding.id,
            }
        )
        lamp = self.create_product("Lamp", 99.9, stock={self.store_b: 5})
        self.open_session(self.register_a)
        methods = self.register_a.payment_method_ids
        cash = methods.filtered("is_cash_count")
        ticket = self.take_order(
            [self.later(lamp)], deposit=9.99, payments=[(cash, 10.0)]
        )
        order = self.order_of(ticket)
        self.assertEqual(ticket.state, "paid")
        self.assertEqual((order.deposit_held, order.amount_balance), (9.99, 89.91))
        card = (methods - cash)[:1]
        second = self.make_order(
            [self.later(lamp)], deposit=9.99, payments=[(card, 9.99)]
        )
        self.assertEqual(second.deposit_held, 9.99)
        self.pick_up(second, {second.order_line: 1})
        self.settle(order, lamp)

    def test_core_does_not_settle_an_order(self):
        """`pos_sale` would pay and deliver it twice: the ticket is refused."""
        order = self.make_order([self.later(self.goods_a)])
        self.assertEqual(order.amount_unpaid, 0)
        salesman = self.env.ref("sales_team.group_sale_salesman_all_leads")
        self.cashier.group_ids += salesman
        loaded = order.with_user(self.cashier).load_sale_order_from_pos(
            self.register_a.id
        )
        self.assertTrue(loaded["sale.order"][0]["is_customer_order"])
        link = {
            "sale_order_origin_id": order.id,
            "sale_order_line_id": order.order_line.id,
        }
        with self.assertRefusal(f"{order.customer_order_reference} is a customer"):
            self.sell(self.register_a, [(self.goods_a, 1, link)], partner=self.customer)
        down_payment = self.register_a.down_payment_product_id or self.goods_c
        link.pop("sale_order_line_id")
        with self.assertRefusal("take its payment"):
            self.sell(
                self.register_a,
                [(down_payment, 1, {**link, "price_unit": 50})],
                partner=self.customer,
            )
        self.assertEqual((order.deposit_held, order.order_line.qty_delivered), (10, 0))

    def test_core_settles_a_plain_order(self):
        plain = self.env["sale.order"].create(
            {
                "partner_id": self.customer.id,
                "order_line": [Command.create({"product_id": self.goods_a.id})],
            }
        )
        plain.action_confirm()
        self.cashier.group_ids += self.env.ref(
            "sales_team.group_sale_salesman_all_leads"
        )
        link = {
            "sale_order_origin_id": plain.id,
            "sale_order_line_id": plain.order_line.id,
        }
        self.sell(self.register_a, [(self.goods_a, 1, link)], partner=self.customer)
        self.assertEqual(plain.order_line.qty_delivered, 1)

    # === NOTES ===#

    def test_notes_of_the_ticket_and_its_lines(self):
        """The customer reads hers on the order, the staff finds its own in the log."""
        line = self.later(
            self.goods_a, note="In blue paper", internal_note="Scratch at the foot"
        )
        order = self.make_order(
            [line],
            general_customer_note="A present",
            internal_note='[{"text": "Regular <customer>", "colorIndex": 0}]',
        )
        self.assertIn("In blue paper", order.order_line.name)
        self.assertIn("A present", order.note)
        log = " ".join(order.message_ids.mapped("body"))
        self.assertIn("Scratch at the foot", log)
        self.assertIn("Regular &lt;customer&gt;", log)
        self.assertNotIn("Scratch", order.order_line.name)

    def test_note_of_the_order_goes_before_that_of_the_ticket(self):
        payload = self.order_payload([self.later(self.goods_a)], note="Ring twice")
        ticket = self.take_order([], payload=payload, general_customer_note="A present")
        self.assertIn("Ring twice", ticket.customer_order_id.note)
        self.assertNotIn("A present", ticket.customer_order_id.note)

    def test_bad_internal_notes(self):
        for note in ("no json", '{"text": 1}', "[1, null]", '[{"colour": 1}]'):
            order = self.make_order(
                [self.later(self.goods_a, uuid=str(uuid4()))], internal_note=note
            )
            self.assertTrue(order)
