from odoo import Command
from odoo.tests import tagged

from .common import RetailReturnsCommon


@tagged("post_install", "-at_install")
class TestJudge(RetailReturnsCommon):
    """What may come back: sold minus returned, whichever road it takes (RT-02)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.other = cls.create_product("Red Lamp")
        cls.tax = cls.company_data["default_tax_sale"]

    def test_rt_08_unit_comes_back_in_another_store_only_once(self):
        sold = self.sell_one(register=self.register_a)
        refund = self.take_back(self.register_b, [(sold, 1)])
        self.assertEqual(refund.state, "paid")
        self.assertTrue(refund.is_refund)
        self.assertEqual(refund.amount_total, -100)
        self.assertEqual(refund.lines.refunded_orderline_id, sold)
        self.assertEqual(refund.lines.return_reason_id, self.reason)
        for register in (self.register_a, self.register_b):
            with self.assert_refused("only 0 of 1 can still be"):
                self.take_back(register, [(sold, 1)])
        self.assertEqual(sold.refunded_qty, 1)

    def test_partial_quantities_add_up(self):
        sold = self.sell_one(qty=3)
        self.take_back(self.register_b, [(sold, 1)])
        with self.assert_refused("only 2 of 3 can still be"):
            self.take_back(self.register_a, [(sold, 3)])
        self.take_back(self.register_a, [(sold, 0.5)])
        self.take_back(self.register_b, [(sold, 1.5)])
        with self.assert_refused("only 0 of 3 can still be"):
            self.take_back(self.register_a, [(sold, 0.01)])

    def test_one_ticket_cannot_hide_two_units_in_two_lines(self):
        sold = self.sell_one()
        with self.assert_refused("2 would be returned"):
            self.take_back(self.register_a, [(sold, 1), (sold, 1)])

    def test_roads_share_one_returnable_quantity(self):
        sold = self.sell_one(qty=3)
        core = self.sync_ticket(self.build_core_refund(self.register_a, sold, 1))
        self.assertEqual(core.state, "paid")
        self.take_back(self.register_b, [(sold, 1)])
        back_office = self.refund_in_back_office(sold.order_id)
        self.assertEqual(back_office.lines.qty, -1)
        self.assertEqual(back_office.state, "paid")
        with self.assert_refused():
            self.sync_ticket(self.build_core_refund(self.register_a, sold, 1))
        with self.assert_refused():
            self.take_back(self.register_b, [(sold, 1)])

    def test_back_office_refund_is_judged_when_it_is_paid(self):
        sold = self.sell_one()
        action = sold.order_id.refund()
        refund = self.env["pos.order"].browse(action["res_id"])
        with self.assert_refused("Choose why"):
            self.pay_in_back_office(refund)
        refund.lines.return_reason_id = self.reason
        self.take_back(self.register_b, [(sold, 1)])
        with self.assert_refused("only 0 of 1"):
            self.pay_in_back_office(refund)

    def test_open_refund_holds_nothing_back(self):
        sold = self.sell_one()
        draft = self.build_return(self.register_a, [(sold, 1)], state="draft")
        draft["payment_ids"] = []
        self.assertEqual(self.sync_ticket(draft).state, "draft")
        self.assertEqual(self.take_back(self.register_b, [(sold, 1)]).state, "paid")

    def test_refund_that_was_saved_before_is_judged_when_paid(self):
        sold = self.sell_one()
        ticket = self.build_return(self.register_a, [(sold, 1)])
        draft = {**ticket, "state": "draft", "payment_ids": []}
        saved = self.sync_ticket(draft)
        line_uuid = saved.lines.uuid
        paid = {**ticket, "lines": []}
        order = self.sync_ticket(paid)
        self.assertEqual(order.state, "paid")
        self.assertEqual(order.lines.uuid, line_uuid)
        self.assertEqual(order.lines.refunded_orderline_id, sold)
        with self.assert_refused():
            self.take_back(self.register_b, [(sold, 1)])

    def test_price_above_what_was_paid_is_refused(self):
        sold = self.sell_one(values={"discount": 20})
        for values in ({"discount": 0}, {"price_unit": 100.02}):
            with self.assert_refused("only .*80.* was paid"):
                self.take_back(self.register_b, [(sold, 1, values)])
        refund = self.take_back(self.register_b, [(sold, 1)])
        self.assertEqual(refund.amount_total, -80)

    def test_less_than_what_was_paid_may_be_given_back(self):
        sold = self.sell_one()
        refund = self.take_back(self.register_b, [(sold, 1, {"price_unit": 60})])
        self.assertEqual(refund.amount_total, -60)

    def test_discount_of_the_ticket_is_shared_by_its_goods(self):
        order = self.sell(
            self.register_a,
            [(self.product, 2), (self.other, 1, {"price_unit": -50})],
        )
        self.assertEqual(order.amount_total, 150)
        sold = order.lines[0]
        with self.assert_refused("only .*75.* was paid"):
            self.take_back(self.register_b, [(sold, 1)])
        refund = self.take_back(self.register_b, [(sold, 1, {"discount": 25})])
        self.assertEqual(refund.amount_total, -75)

    def test_whole_ticket_comes_back_with_its_discount(self):
        order = self.sell(
            self.register_a,
            [(self.product, 2), (self.other, 1, {"price_unit": -50})],
        )
        goods, discount = order.lines
        refund = self.take_back(self.register_a, [(goods, 2), (discount, 1)])
        self.assertEqual(refund.amount_total, -150)

    def test_more_than_the_lines_is_not_paid_out(self):
        sold = self.sell_one()
        ticket = self.build_return(self.register_b, [(sold, 1)])
        cash = self.register_b.payment_method_ids.filtered("is_cash_count")
        ticket.update(amount_total=-500, amount_paid=-500)
        ticket["payment_ids"][0][2].update(amount=-500, payment_method_id=cash.id)
        with self.assert_refused("its lines add up to"):
            self.sync_ticket(ticket)

    def test_positive_line_frees_no_unit(self):
        sold = self.sell_one()
        with self.assert_refused("negative on the ticket"):
            self.take_back(self.register_b, [(sold, 2), (sold, -1)])

    def test_other_product_or_taxes_are_refused(self):
        sold = self.sell_one(values={"tax_ids": self.tax})
        with self.assert_refused("taxes"):
            self.take_back(
                self.register_b,
                [(sold, 1, {"tax_ids": self.env["account.tax"], "price_unit": 100})],
            )
        ticket = self.build_return(self.register_b, [(sold, 1)])
        ticket["lines"][0][2]["product_id"] = self.other.id
        with self.assert_refused("cannot be returned as"):
            self.sync_ticket(ticket)

    def test_reason_is_required_and_may_ask_for_a_note(self):
        sold = self.sell_one()
        wrong_kind = self.env.ref("retail_base.reason_code_hold_payment")
        for reason in (self.env["retail.reason.code"], wrong_kind):
            with self.assert_refused("Choose why"):
                self.take_back(self.register_b, [(sold, 1)], reason=reason)
        with self.assert_refused("Write a note"):
            self.take_back(self.register_b, [(sold, 1)], reason=self.reason_with_note)
        refund = self.take_back(
            self.register_b, [(sold, 1)], reason=self.reason_with_note, note="Torn"
        )
        self.assertEqual(refund.lines.return_note, "Torn")

    def test_core_refund_needs_a_reason_as_well(self):
        sold = self.sell_one()
        ticket = self.build_core_refund(self.register_a, sold, 1)
        ticket["return_payload"] = False
        with self.assert_refused("Choose why"):
            self.sync_ticket(ticket)

    def test_two_sales_in_one_return_are_refused(self):
        first, second = self.sell_one(), self.sell_one()
        with self.assert_refused("one sale at a time"):
            self.take_back(self.register_b, [(first, 1), (second, 1)])

    def test_goods_without_sale_come_back_where_the_profile_allows(self):
        self.open_session(self.register_a)
        company = self.store_a.company_id
        profile, other = self.env["retail.profile"].create(
            [{"name": name, "company_id": company.id} for name in ("Default", "Own")]
        )
        for steps, refused in [
            ({}, False),
            ({"default": profile}, True),
            ({"default_policy": "allow"}, False),
            ({"own": other}, False),
            ({"own_policy": "refuse"}, True),
            ({"is_store": False}, False),
        ]:
            company.retail_profile_id = steps.get("default", company.retail_profile_id)
            self.store_a.profile_id = steps.get("own", self.store_a.profile_id)
            for name, one in [("default_policy", profile), ("own_policy", other)]:
                one.return_without_sale_policy = steps.get(
                    name, one.return_without_sale_policy
                )
            self.store_a.is_store = steps.get("is_store", True)
            ticket = self.build_ticket(self.register_a, [(self.product, -1)])
            with self.subTest(steps=steps):
                if refused:
                    with self.assert_refused("without its sale"):
                        self.sync_ticket(ticket)
                else:
                    self.assertEqual(self.sync_ticket(ticket).state, "paid")

    def test_deposits_and_tips_are_never_returned(self):
        tip = self.env.ref("point_of_sale.product_product_tip")
        sold = self.sell_one(product=tip, values={"price_unit": 10})
        with self.assert_refused("not goods"):
            self.take_back(self.register_a, [(sold, 1)])
        with self.assert_refused("not goods"):
            sold.order_id.refund()

    def test_back_office_refund_leaves_out_tips(self):
        tip = self.env.ref("point_of_sale.product_product_tip")
        order = self.sell(
            self.register_a, [(self.product, 1), (tip, 1, {"price_unit": 10})]
        )
        refund = self.env["pos.order"].browse(order.refund()["res_id"])
        self.assertEqual(refund.lines.product_id, self.product)
        self.assertEqual(refund.amount_total, -100)

    def test_register_of_another_currency_gives_nothing_back(self):
        euro = self.env.ref("base.EUR")
        euro.active = True
        self.assertNotEqual(euro, self.register_a.currency_id)
        journals = [
            self.env["account.journal"].create(
                {"name": name, "type": kind, "code": code, "currency_id": euro.id}
            )
            for name, kind, code in [("Euro", "sale", "EUS"), ("Coins", "cash", "EUC")]
        ]
        method = self.env["pos.payment.method"].create(
            {"name": "Euro", "journal_id": journals[1].id}
        )
        register = self.create_register(
            self.store_b,
            journal_id=journals[0].id,
            payment_method_ids=[Command.set(method.ids)],
            use_pricelist=False,
        )
        sold = self.sell_one()
        with self.assert_refused("this register gives back EUR"):
            self.take_back(register, [(sold, 1)])
        sale = (
            self.env["retail.return"]
            .with_user(self.cashier)
            .read_sale_from_ui(register.id, f"ticket-{sold.order_id.id}")
        )
        self.assertIn("gives back EUR", sale["why_not"])
        # A policy's amount is the company's: the till and the judge convert it.
        company = self.company_data["company"]
        self.env["res.currency.rate"].search([("currency_id", "=", euro.id)]).unlink()
        self.env["res.currency.rate"].create(
            {"currency_id": euro.id, "company_id": company.id, "rate": 2}
        )
        self.env["retail.return.policy"].create(
            {"name": "Costly", "company_id": company.id, "approval_above": 80}
        )
        company.retail_profile_id = self.env["retail.profile"].create(
            {"name": "Shops", "company_id": company.id, "return_max_total": 80}
        )
        sold = self.sell_one(register=register)
        answer = (
            self.env["retail.return"]
            .with_user(self.cashier)
            .check_return_from_ui(register.id, [{"sold_line_id": sold.id, "qty": 1}])
        )
        self.assertEqual((answer["ok"], answer["faults"]), (True, []))
        refund = self.take_back(register, [(sold, 1)])
        self.assertEqual(refund.amount_total, -100)

    def test_link_to_two_different_sales_is_refused(self):
        first, second = self.sell_one(), self.sell_one()
        ticket = self.build_core_refund(self.register_a, first, 1)
        ticket["return_payload"]["lines"][0]["sold_line_id"] = second.id
        with self.assert_refused("two different sales"):
            self.sync_ticket(ticket)

    def test_sale_of_another_company_is_unknown(self):
        sold = self.sell_one()
        ticket = self.build_return(self.register_a, [(sold, 1)])
        for sold_id in (0, 2**31 - 1):
            ticket["return_payload"]["lines"][0]["sold_line_id"] = sold_id
            with self.assert_refused("not known in this company"):
                self.sync_ticket(ticket)

    def test_return_that_cannot_be_read_is_refused(self):
        sold = self.sell_one()
        ticket = self.build_return(self.register_a, [(sold, 1)])
        for payload in (
            {"uuid": "x", "lines": [{"sold_line_id": "all"}]},
            ["x"],
            "x",
        ):
            ticket["return_payload"] = payload
            with self.assert_refused("cannot be read"):
                self.sync_ticket(ticket)

    def test_manager_obeys_the_same_rule(self):
        sold = self.sell_one()
        self.take_back(self.register_b, [(sold, 1)])
        with self.assert_refused():
            self.take_back(self.register_b, [(sold, 1)], user=self.manager)

    def test_register_says_nothing_that_the_server_decides(self):
        sold = self.sell_one()
        forged = {"return_cancelled_qty": 1}
        ticket = self.build_return(self.register_b, [(sold, 1, forged)])
        context = {"default_return_cancelled_qty": 1}
        orders = self.env["pos.order"].with_user(self.cashier).with_context(**context)
        orders.sync_from_ui([ticket])
        refund = sold.refund_orderline_ids
        self.assertEqual((refund.qty, refund.return_cancelled_qty), (-1, 0))
        self.assertEqual(self.get_on_hand(self.product, self.store_b), 11)
        refund.with_user(self.cashier).return_cancelled_qty = 1
        self.assertEqual(refund.return_cancelled_qty, 0)
