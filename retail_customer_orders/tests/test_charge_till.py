from odoo.tests import tagged

from .delivery import DeliveryCommon


@tagged("post_install", "-at_install")
class TestChargeTill(DeliveryCommon):
    """Charges in the order that a register sends: shown, judged, and on record."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.van = cls.create_mode("Van", price=49)
        cls.gift = cls.create_charge_code("GIFT", price=2)

    def ship(self, product, qty=1, **values):
        return self.later(product, qty, fulfilment="ship", **values)

    def ask(self, lines, **values):
        return self.till().get_charges_from_ui(
            self.register_a.id, self.order_payload(lines, **values), self.customer.id
        )

    def changes_of(self, order):
        return self.env["retail.charge.change"].search([("order_id", "=", order.id)])

    def test_register_asks_what_deliveries_cost(self):
        lines = [
            self.ship(self.goods_a),
            self.ship(self.goods_b),
            self.ship(self.goods_c, partner_id=self.cabin.id),
            self.later(self.goods_a),
        ]
        answer = self.ask(lines)
        shown = {"name": "Van", "total": 49, "tax_ids": []}
        self.assertEqual(
            answer["charges"],
            [
                {**shown, **self.charge(49, lines[:2])},
                {**shown, **self.charge(49, lines[2:3])},
            ],
        )
        self.assertEqual(answer["total"], 350 + 98)
        self.assertEqual(answer["deposit_required"], 44.8)
        answer = self.ask(lines, charges=[self.charge(10, lines[:2])])
        self.assertEqual(answer["total"], 360)

    def test_modes_with_their_prices(self):
        self.create_mode("Express", price=99, max_weight=1)
        self.goods_a.weight = 1
        for quantity, why in ((1, ""), (2, "does not take these goods")):
            answer = self.till().get_delivery_modes_from_ui(
                self.register_a.id,
                self.order_payload([self.ship(self.goods_a, quantity)]),
                self.customer.id,
            )
            van, express = answer["modes"]
            self.assertEqual(
                (van["name"], van["amount"], van["why_not"]), ("Van", 49, "")
            )
            self.assertIn(why, express["why_not"])
            self.assertEqual(express["amount"], 0 if why else 99)

    def test_order_has_the_charges_that_were_shown(self):
        lines = [self.ship(self.goods_a), self.ship(self.goods_b)]
        charges = [self.charge(49, lines), self.charge(2, lines[:1], code="GIFT")]
        order = self.assertTaken(lines, deposit=25.1, charges=charges)
        goods = order.order_line[:2]
        shipping, gift = self.charges_of(order)
        self.assertEqual(order.amount_total, 251)
        self.assertEqual(shipping.charged_line_ids, goods)
        self.assertEqual(shipping.charge_source, "rate")
        self.assertEqual(gift.charged_line_ids, goods[0])
        self.assertFalse(gift.charge_source)
        self.assertEqual(order.deposit_required, 25.1)
        self.assertEqual(
            (goods | shipping | gift).mapped("deposit_held"), [10, 10, 4.9, 0.2]
        )
        self.assertFalse(self.changes_of(order))
        self.close_session(self.register_a)
        self.assertBooksMatch(order)

    def test_quote_shows_its_charges_too(self):
        lines = [self.ship(self.goods_a)]
        order = self.assertTaken(
            lines, deposit=0, type="quote", charges=[self.charge(49, lines)]
        )
        self.assertEqual(order.amount_total, 149)
        order.with_user(self.user).action_confirm()
        self.assertEqual(order.amount_total, 149)

    def test_deposit_counts_the_charges(self):
        lines = [self.ship(self.goods_a)]
        self.assertRefused(
            "The deposit must be", lines, deposit=10, charges=[self.charge(49, lines)]
        )

    def test_charge_is_missing(self):
        lines = [self.ship(self.goods_a), self.ship(self.goods_b)]
        for charges in (
            [],
            [self.charge(49, lines[:1])],
            [self.charge(2, lines, "GIFT")],
        ):
            self.assertRefused(
                "charge for “Van” .* is missing", lines, deposit=25, charges=charges
            )

    def test_ch_08_changed_charge_needs_its_reason(self):
        lines = [self.ship(self.goods_a)]
        for values in ({}, {"reason_id": 2**31 - 1}):
            self.assertRefused(
                "Choose the reason",
                lines,
                charges=[self.charge(10, lines, **values)],
                deposit=11,
            )
        self.reason.note_required = True
        values = {"reason_id": self.reason.id}
        self.assertRefused(
            "needs a note",
            lines,
            charges=[self.charge(10, lines, **values)],
            deposit=11,
        )
        values["note"] = "Late"
        order = self.assertTaken(
            lines, charges=[self.charge(10, lines, **values)], deposit=11
        )
        charge = self.charges_of(order)
        self.assertEqual((charge.price_unit, charge.charge_source), (10, "changed"))
        change = self.changes_of(order)
        self.assertEqual((change.old_amount, change.new_amount), (49, 10))
        self.assertEqual(
            (change.user_id, change.reason_id), (self.cashier, self.reason)
        )
        self.assertEqual((change.note, change.store_id), ("Late", self.store_a))

    def test_ch_08_waived_charge_is_a_line_of_0(self):
        lines = [self.ship(self.goods_a)]
        charge = self.charge(0, lines, reason_id=self.reason.id)
        order = self.assertTaken(lines, charges=[charge], deposit=10)
        self.assertEqual(order.amount_total, 100)
        self.assertEqual(self.changes_of(order).new_amount, 0)

    def test_register_that_shows_no_charges(self):
        """Off line, or an older one: the customer pays what was shown."""
        order = self.assertTaken([self.ship(self.goods_a)])
        self.assertEqual(order.amount_total, 100)
        self.assertEqual(order.order_line.delivery_mode_id, self.van)
        self.assertIn(
            "49.00, which the register did not show", order.message_ids[0].body
        )
        ticket = self.take_order([self.ship(self.goods_a)], silent=True)
        self.assertEqual(ticket.order_request_ids.state, "done")
        order.with_user(self.user).action_recalculate_charges()
        self.assertEqual(order.amount_total, 149)

    def test_charges_that_do_not_fit(self):
        lines = [self.ship(self.goods_a)]
        cancel = self.company.retail_cancellation_charge_code_id.code
        other = self.charge(2, [self.ship(self.goods_b)], "GIFT")
        for charge in (
            self.charge(2, lines, "NONE"),
            self.charge(2, lines, cancel),
            other,
        ):
            self.assertRefused(
                "does not fit the order",
                lines,
                charges=[self.charge(49, lines), charge],
                deposit=20,
            )
        for charges in (
            "many",
            [{"code": "SHIP", "amount": -1}],
            [{"code": "SHIP", "amount": "1"}],
            [{"code": 5, "amount": 1}],
            [{"code": "SHIP", "amount": 1, "lines": 5}],
            [{"code": "SHIP", "amount": 1, "lines": ["x"]}],
            [{"code": "SHIP", "amount": 1, "reason_id": "x"}],
            ["SHIP"],
        ):
            self.assertRefused("cannot be read", lines, charges=charges, deposit=20)

    def test_silent_ticket_that_the_carrier_does_not_take(self):
        self.van.max_weight = 1
        self.goods_a.weight = 2
        lines = [self.ship(self.goods_a)]
        charges = [self.charge(49, lines)]
        self.assertRefused(
            "“Van” does not take these goods", lines, charges=charges, deposit=14.9
        )
        payload = self.order_payload(lines, deposit=14.9, charges=charges)
        ticket = self.take_order([], payload=payload, silent=True)
        review = self.env["retail.review"].search([("pos_order_id", "=", ticket.id)])
        review.with_user(self.manager).action_accept()
        self.assertEqual(ticket.customer_order_id.amount_total, 149)

    def test_mode_without_a_charge_code(self):
        self.company.retail_shipping_charge_code_id = False
        lines = [self.ship(self.goods_a)]
        self.assertRefused("“Van” has no charge code", lines, charges=[], deposit=10)

    def test_queries_of_the_check(self):
        """Modes and rates are asked for once a delivery, not once a line.

        Whether product, store and address exist is asked for each line.
        """
        counts = []
        for number in (3, 23):
            lines = [self.ship(self.goods_a) for _line in range(number)]
            self.ask(lines)
            self.env.flush_all()
            before = self.cr.sql_log_count
            self.ask(lines)
            counts.append(self.cr.sql_log_count - before)
        self.assertLessEqual(counts[1] - counts[0], 3 * 20, counts)
