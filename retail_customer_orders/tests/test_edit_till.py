from datetime import timedelta
from uuid import uuid4

from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import new_test_user, tagged

from .common import CustomerOrderCommon


@tagged("post_install", "-at_install")
class TestEditTill(CustomerOrderCommon):
    """Orders are changed at a register, by a cashier who may see no order at all."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.user = cls.create_user("store_user", "retail_base.group_retail_user")
        cls.open_session(cls.register_a)
        cls.open_session(cls.register_b)

    def read_order(self, order, register=None):
        register = register or self.register_b
        return self.till().read_order_from_ui(register.id, order.id)

    def edit(self, order, register=None, version=None, **changes):
        register = register or self.register_b
        version = version or self.read_order(order, register)["version"]
        answer = self.till().edit_order_from_ui(register.id, order.id, changes, version)
        order.invalidate_recordset()
        return answer

    def change(self, line, qty=None, **place):
        place = place and {
            "fulfilment": "pickup",
            "store_id": self.store_b.id,
            "date": None,
            "partner_id": None,
            **place,
        }
        return {"id": line.id, "qty": qty, "place": place or None}

    def test_ed_01_any_register_changes_an_open_order(self):
        order = self.make_order([self.later(self.goods_a, 2)])
        line = order.order_line
        self.goods_a.list_price = 140
        answer = self.edit(
            order,
            register=self.register_b,
            lines=[self.change(line, 3)],
            new_lines=[self.later(self.goods_c, 2, price_unit=55)],
            collector="Ola",
        )
        self.assertEqual((line.product_uom_qty, line.price_unit), (3, 100))
        added = self.line(order, self.goods_c)
        self.assertEqual((added.price_unit, added.price_locked), (55, True))
        self.assertEqual(order.collector_name, "Ola")
        self.assertEqual(answer["total"], {"before": 200, "after": 410})
        self.assertEqual(answer["deposit_required"], {"before": 20, "after": 41})
        self.assertEqual(answer["balance"], {"before": 180, "after": 390})
        self.assertEqual(answer["order"]["version"], self.read_order(order)["version"])
        self.assertEqual(len(answer["order"]["lines"]), 2)

    def test_ed_01_goods_are_reserved_apart(self):
        """As when the order was taken: tills do not wait for each other's stock."""
        order = self.make_order([self.later(self.goods_a, 2)])
        self.edit(order, new_lines=[self.later(self.goods_c, 2)])
        added = self.line(order, self.goods_c)
        self.assertEqual(added.move_ids.state, "confirmed")
        self.assertTrue(order.order_request_ids.to_reserve)
        order.order_request_ids._reserve()
        self.assertEqual(added.move_ids.state, "assigned")

    def test_ed_01_another_store_and_address(self):
        order = self.make_order([self.later(self.goods_a), self.later(self.goods_b)])
        line, other = self.line(order, self.goods_a), self.line(order, self.goods_b)
        ship = {"fulfilment": "ship", "partner_id": self.cabin.id}
        self.edit(
            order,
            lines=[
                self.change(line, store_id=self.store_a.id),
                self.change(other, **ship),
            ],
        )
        order.order_request_ids._reserve()
        self.assertEqual(other.fulfilment_partner_id, self.cabin)
        self.pick_up(order, {line: 1}, register=self.register_a)
        self.assertEqual(line.fulfilment_open_qty, 0)

    def test_ed_01_judged_like_a_new_order(self):
        order = self.make_order([self.later(self.goods_a)])
        line = order.order_line
        stranger = self.env["res.partner"].create({"name": "Per Stranger"})
        closed = self.create_store("Store C", pickup_enabled=False)
        tax = self.env["account.tax"].create({"name": "Own", "amount": 25})
        version = self.read_order(order)["version"]
        for message, changes in (
            ("more than 0", {"new_lines": [self.later(self.goods_c, 0)]}),
            (
                "not be negative",
                {"new_lines": [self.later(self.goods_c, price_unit=-1)]},
            ),
            (
                "taxes have changed",
                {"new_lines": [self.later(self.goods_c, tax_ids=tax.ids)]},
            ),
            ("offers no pickup", {"lines": [self.change(line, store_id=closed.id)]}),
            ("day is past", {"lines": [self.change(line, date="2020-01-01")]}),
            (
                "not Kari Customer's",
                {
                    "lines": [
                        self.change(line, fulfilment="ship", partner_id=stranger.id)
                    ]
                },
            ),
            ("not sold any more", {"new_lines": [self.later(self.deposit_product)]}),
            ("does not exist any more", {"lines": [{"id": 2**31 - 1, "qty": 1}]}),
            ("cannot be read", {"lines": [{"id": "x"}]}),
        ):
            with self.assertRefusal(message):
                self.edit(order, version=version, **changes)
        self.assertEqual(self.read_order(order)["version"], version)

    def test_ed_01_all_or_nothing(self):
        order = self.make_order([self.later(self.goods_a)])
        version = self.read_order(order)["version"]
        with self.assertRefusal("more than 0"):
            self.edit(
                order,
                lines=[self.change(order.order_line, 5)],
                new_lines=[self.later(self.goods_c, -1)],
            )
        self.assertEqual(self.read_order(order)["version"], version)

    def test_ed_02_states(self):
        order = self.make_order([self.later(self.goods_a), self.later(self.goods_b)])
        line, other = self.line(order, self.goods_a), self.line(order, self.goods_b)
        self.pick_up(order, {line: 1})
        self.assertTrue(self.read_order(order)["actions"]["edit"]["enabled"])
        with self.assertRefusal("in full. Add a new line"):
            self.edit(order, lines=[self.change(line, 3)])
        self.edit(order, lines=[self.change(other, 2)])
        order.order_request_ids._reserve()
        self.pick_up(order, {other: 2})
        state = self.read_order(order)["actions"]["edit"]
        self.assertFalse(state["enabled"])
        self.assertIn("Make a new order", state["why"])
        with self.assertRefusal("Make a new order"):
            self.edit(order, new_lines=[self.later(self.goods_c)])

    def test_pv_03_store_of_the_register_decides(self):
        order = self.make_order([self.later(self.goods_a), self.later(self.goods_b)])
        line, other = self.line(order, self.goods_a), self.line(order, self.goods_b)
        self.pick_up(order, {line: 1})
        self.store_b.profile_id = self.env["retail.profile"].create(
            {"name": "Strict", "edit_partial_orders": "forbid"}
        )
        with self.assertRefusal("Store B does not change such orders"):
            self.edit(order, lines=[self.change(other, 2)])
        self.edit(order, register=self.register_a, lines=[self.change(other, 2)])
        self.assertEqual(other.product_uom_qty, 2)

    def test_ed_04_discount_of_a_line_cannot_be_sent(self):
        """Prices of lines that are there are no part of what a register sends."""
        order = self.make_order([self.later(self.goods_a, price_unit=90)])
        change = {**self.change(order.order_line, 2), "price_unit": 1, "discount": 99}
        self.edit(order, lines=[change])
        self.assertEqual(order.amount_total, 180)

    def test_ed_05_recalculate_needs_a_manager(self):
        order = self.make_order(
            [self.later(self.goods_a, price_unit=90), self.later(self.goods_b)]
        )
        line = self.line(order, self.goods_a)
        ticket = str(uuid4())
        with self.assertRefusal("Needs a manager's approval: Prices of Today"):
            self.edit(order, recalculate=line.ids, ticket_uuid=ticket)
        self.assertEqual(line.price_unit, 90)
        self.approve(self.register_b, "price_unlock", ticket)
        self.edit(order, recalculate=line.ids, ticket_uuid=ticket)
        self.assertEqual((line.price_unit, line.price_locked), (100, True))
        self.assertIn("Mona Manager", " ".join(order.message_ids.mapped("body")))

    def test_two_registers_change_one_order(self):
        """The second is told, and nothing of the first is lost (ED-01)."""
        order = self.make_order([self.later(self.goods_a), self.later(self.goods_b)])
        line, other = self.line(order, self.goods_a), self.line(order, self.goods_b)
        seen = self.read_order(order)["version"]
        self.edit(order, version=seen, lines=[self.change(line, 4)])
        with self.assertRefusal("Somebody else has changed"):
            self.edit(order, version=seen, lines=[self.change(other, 2)])
        self.assertEqual((line.product_uom_qty, other.product_uom_qty), (4, 1))
        seen = self.read_order(order)["version"]
        order.order_request_ids._reserve()
        self.pick_up(order, {line: 1})
        with self.assertRefusal("Somebody else has changed"):
            self.edit(order, version=seen, lines=[self.change(line, 2)])

    def test_qt_02_quote_is_changed_at_a_register(self):
        payload = self.order_payload(
            [self.later(self.goods_a)], deposit=0, type="quote"
        )
        quote = self.take_order([], payload=payload).customer_order_id
        self.goods_a.list_price = 140
        answer = self.edit(
            quote,
            lines=[self.change(quote.order_line, 2)],
            new_lines=[self.later(self.goods_c)],
        )
        self.assertEqual(answer["total"], {"before": 100, "after": 250})
        self.assertEqual(answer["deposit_required"]["after"], 0)
        self.edit(quote, lines=[self.change(self.line(quote, self.goods_c), 0)])
        self.assertEqual(quote.order_line.product_id, self.goods_a)
        self.assertFalse(quote.picking_ids)

    def test_qt_02_a_register_shortens_a_quote_and_never_lengthens_it(self):
        payload = self.order_payload(
            [self.later(self.goods_a)], deposit=0, type="quote"
        )
        quote = self.take_order([], payload=payload).customer_order_id
        shown = self.read_order(quote)
        self.assertTrue(shown["is_quote"])
        self.assertEqual(shown["payments"], [], "it took nothing")
        for name in ("payment", "payment_link"):
            self.assertIn("This is a quote", shown["actions"][name]["why"])
        today = self.store_b._get_local_today()
        last = quote.validity_date
        shorter = last - timedelta(days=2)
        self.edit(quote, validity_date=shorter.isoformat())
        self.assertEqual(quote.validity_date, shorter)
        for day, refusal in (
            (last, "Quotes hold until"),
            (today - timedelta(days=1), "is past"),
        ):
            with self.subTest(refusal), self.assertRefusal(refusal):
                self.edit(quote, validity_date=day.isoformat())
        self.edit(quote, expedited=True)
        self.assertEqual(quote.validity_date, shorter)
        quote.validity_date = False
        self.edit(quote, validity_date=last.isoformat())
        self.assertEqual(quote.validity_date, last)
        order = self.make_order([self.later(self.goods_a)])
        self.assertFalse(self.read_order(order)["is_quote"])
        with self.assertRefusal("no quote any more"):
            self.edit(order, validity_date=today.isoformat())

    def test_qt_05_quote_of_the_back_office_keeps_its_prices(self):
        """Changed at a register it is not priced anew, though nobody sent it."""
        quote = (
            self.env["sale.order"]
            .with_user(self.user)
            .create(
                {
                    "is_customer_order": True,
                    "partner_id": self.customer.id,
                    "order_line": [
                        Command.create(
                            {
                                "product_id": self.goods_a.id,
                                "price_unit": 80,
                                "fulfilment": "pickup",
                                "fulfilment_store_id": self.store_b.id,
                            }
                        )
                    ],
                }
            )
        )
        line = quote.order_line
        self.assertFalse(line.price_locked)
        self.edit(quote, lines=[self.change(line, 3)])
        self.assertEqual((line.price_unit, line.price_locked), (80, True))

    def test_rights(self):
        order = self.make_order([self.later(self.goods_a)])
        outsider = new_test_user(self.env, "outsider", "base.group_user")
        with self.assertRaises(AccessError):
            self.till().with_user(outsider).edit_order_from_ui(
                self.register_b.id, order.id, {}, "x"
            )
        with self.assertRefusal("Somebody else has changed"):
            self.edit(order, version="x")
        plain = self.env["sale.order"].create({"partner_id": self.customer.id})
        with self.assertRefusal("is a plain sales order"):
            self.edit(plain, version="x")

    def test_hot_path(self):
        """One quantity of a long order costs no more the longer the order is."""
        orders = [
            self.make_order(
                [self.later(self.goods_a), *[self.later(self.goods_b)] * length]
            )
            for length in (2, 20)
        ]
        counts = []
        for order in orders:
            line = self.line(order, self.goods_a)
            version = self.read_order(order)["version"]
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.till().edit_order_from_ui(
                self.register_b.id,
                order.id,
                {"lines": [{"id": line.id, "qty": 2}]},
                version,
            )
            counts.append(self.env.cr.sql_log_count - before)
        self.assertLess(abs(counts[1] - counts[0]), 12, counts)
