from datetime import date

from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import ValidationError
from odoo.tests import BaseCase, tagged

from ..tools.policy import count_days, find_faults
from .common import RetailReturnsCommon
from .order import OrderBuilders

TERMS = {
    "final_sale": False,
    "window_days": 0,
    "condition": False,
    "sale_required": False,
    "approval_above": 0,
}
CASE = {"days": 10, "is_linked": True, "condition": False, "amount": 100}


class TestPolicyTools(BaseCase):
    def test_faults_by_table(self):
        for terms, case, faults in (
            ({}, {}, []),
            ({"final_sale": True}, {}, ["final_sale"]),
            ({"window_days": 10}, {}, []),
            ({"window_days": 9}, {}, ["window"]),
            ({"window_days": 9}, {"days": None}, []),
            ({"condition": "unopened"}, {}, []),
            ({"condition": "unopened"}, {"condition": "unopened"}, []),
            ({"condition": "unopened"}, {"condition": "opened"}, ["condition"]),
            ({"condition": "undamaged"}, {"condition": "opened"}, []),
            ({"condition": "undamaged"}, {"condition": "damaged"}, ["condition"]),
            ({"sale_required": True}, {}, []),
            ({"sale_required": True}, {"is_linked": False}, ["sale"]),
            ({"approval_above": 100}, {}, []),
            ({"approval_above": 99.99}, {}, ["amount"]),
            (
                {"window_days": 1, "approval_above": 1, "final_sale": True},
                {},
                ["final_sale", "window", "amount"],
            ),
        ):
            with self.subTest(terms=terms, case=case):
                found = find_faults({**TERMS, **terms}, {**CASE, **case})
                self.assertEqual(found, faults)

    def test_days_are_counted_from_the_day_after(self):
        for got, days in (
            (date(2026, 1, 31), 0),
            (date(2026, 1, 30), 1),
            (date(2026, 2, 3), 0),
            (None, None),
        ):
            self.assertEqual(count_days(got, date(2026, 1, 31)), days)


@tagged("post_install", "-at_install")
class TestPolicy(OrderBuilders, RetailReturnsCommon):
    """On which terms goods come back (RT-15, RT-18)."""

    def setUp(self):
        super().setUp()
        self.set_up_orders()
        self.env = self.env(context={**self.env.context, "generate_pdf": False})
        self.policies = self.env["retail.return.policy"].with_user(self.manager)

    def add_policy(self, **values):
        company = self.company_data["company"]
        return self.policies.create(
            {"name": "Thirty days", "company_id": company.id, **values}
        )

    def age(self, order, days):
        order.date_order = fields.Datetime.subtract(order.date_order, days=days)

    def test_rt_18_window_ends_and_a_manager_may_extend_it(self):
        self.add_policy(window_days=30)
        sold = self.sell_one(qty=2)
        self.age(sold.order_id, 30)
        self.assertEqual(self.take_back(self.register_b, [(sold, 1)]).state, "paid")
        self.age(sold.order_id, 1)
        ticket = self.build_return(self.register_b, [(sold, 1)])
        with self.assert_refused("31 days ago; it can come back for 30 .*manager"):
            self.sync_ticket(ticket)
        self.approve(self.register_b, "return_policy", ticket["uuid"], 99)
        with self.assert_refused("covers only"):
            self.sync_ticket(ticket)
        self.approve(self.register_b, "return_policy", ticket["uuid"], 100)
        refund = self.sync_ticket(ticket)
        self.assertEqual(refund.state, "paid")
        self.assertIn("31 days ago", self.get_return(refund).policy_note)

    def test_manager_at_the_register_needs_no_approval(self):
        self.add_policy(final_sale=True)
        sold = self.sell_one()
        refund = self.take_back(self.register_b, [(sold, 1)], user=self.manager)
        self.assertEqual(refund.state, "paid")
        self.assertIn("final sale", self.get_return(refund).policy_note)

    def test_window_of_an_order_begins_with_its_delivery(self):
        self.add_policy(window_days=5)
        with freeze_time("2026-01-01 12:00:00"):
            line = self.make_shipped_order(1, ship=False)
        self.ship(line.order_id.picking_ids)
        self.invoice(line)
        refund = self.sync_ticket(self.give_back(self.register_b, line, 1))
        self.assertEqual(refund.amount_total, -100)

    def test_first_policy_that_matches_says(self):
        lamps = self.env["product.category"].create({"name": "Lamps"})
        below = self.env["product.category"].create(
            {"name": "Desk", "parent_id": lamps.id}
        )
        self.product.categ_id = below
        self.add_policy(
            name="Faulty", sequence=1, reason_ids=[(6, 0, self.reason_with_note.ids)]
        )
        self.add_policy(
            name="Lamps", sequence=2, categ_ids=[(6, 0, lamps.ids)], final_sale=True
        )
        sold = self.sell_one(qty=2)
        with self.assert_refused("final sale .Lamps."):
            self.take_back(self.register_a, [(sold, 1)])
        self.take_back(
            self.register_a, [(sold, 1)], reason=self.reason_with_note, note="Broken"
        )
        other = self.create_product("Red Lamp")
        sold = self.sell_one(product=other)
        self.assertEqual(self.take_back(self.register_a, [(sold, 1)]).state, "paid")

    def test_policy_is_for_stores_channels_and_customers(self):
        tag = self.env["res.partner.category"].create({"name": "VIP"})
        for number, (values, refused) in enumerate(
            (
                ({"store_ids": [(6, 0, self.store_a.ids)]}, False),
                ({"store_ids": [(6, 0, self.store_b.ids)]}, True),
                ({"channel": "order"}, False),
                ({"channel": "ticket"}, True),
                ({"product_ids": [(6, 0, self.product.ids)]}, True),
                ({"partner_category_ids": [(6, 0, tag.ids)]}, False),
            )
        ):
            policy = self.add_policy(name=f"P{number}", final_sale=True, **values)
            sold = self.sell_one(partner=self.customer)
            with self.subTest(values=values):
                if refused:
                    with self.assert_refused("final sale"):
                        self.take_back(self.register_b, [(sold, 1)])
                else:
                    self.take_back(self.register_b, [(sold, 1)])
            policy.active = False

    def test_rt_15_large_refunds_need_a_manager(self):
        self.add_policy(approval_above=150)
        sold = self.sell_one(qty=3)
        with self.assert_refused("200.00.* given back is above .*150.00"):
            self.take_back(self.register_b, [(sold, 1), (sold, 1)])
        self.take_back(self.register_b, [(sold, 1)])

    def test_condition_that_the_register_saw_is_judged(self):
        self.add_policy(condition="unopened")
        sold = self.sell_one()
        ticket = self.build_return(self.register_b, [(sold, 1)])
        ticket["return_payload"]["lines"][0]["condition"] = "opened"
        with self.assert_refused("not as it must be"):
            self.sync_ticket(ticket)
        ticket["return_payload"]["lines"][0]["condition"] = "unopened"
        refund = self.sync_ticket(ticket)
        self.assertEqual(self.get_return(refund).line_ids.condition, "unopened")

    def test_silent_return_outside_the_policy_goes_to_the_review_list(self):
        self.add_policy(final_sale=True)
        refund = self.take_back(self.register_b, [(self.sell_one(), 1)], silent=True)
        self.assertEqual(refund.state, "paid")
        self.assertIn("final sale", self.get_review(refund).message)

    def test_back_office_asks_for_approval(self):
        self.add_policy(final_sale=True)
        line = self.make_sold_order(1)
        document = self.ask_return(line)
        with self.assert_refused("final sale"):
            document.action_receive()
        document.with_user(self.manager).action_approve()
        self.assertIn("final sale", document.policy_note)
        document.action_receive()
        self.assertEqual(document.state, "received")

    def test_register_is_told_before(self):
        self.add_policy(final_sale=True)
        sold = self.sell_one()
        till = self.env["retail.return"].with_user(self.cashier)
        sale = till.read_sale_from_ui(self.register_b.id, f"ticket-{sold.order_id.id}")
        self.assertIn("final sale", sale["lines"][0]["policy_fault"])
        self.assertEqual(sale["lines"][0]["returnable"], 1)

    def test_rt_15_limit_is_converted_at_the_rate_of_the_day(self):
        self.add_policy(approval_above=100)
        other = self.set_rate(2)
        policy = self.env["retail.return.policy"].sudo()
        case = {
            "product": self.product,
            "sold": self.env["pos.order.line"],
            "reason": self.reason,
            "condition": False,
            "currency": other,
        }
        for amount, faults in ((200, 0), (202, 1)):
            found = policy._explain_faults(
                self.store_a, self.customer, [{**case, "amount": amount}]
            )
            self.assertEqual(len(found), faults, amount)
        self.assertRegex(found[0], "101.00 given back is above .*100.00")
        # Before the rate changed, one was one.
        before = fields.Date.subtract(fields.Date.today(), days=3)
        found = policy._explain_faults(
            self.store_a, self.customer, [{**case, "amount": 150, "date": before}]
        )
        self.assertEqual(len(found), 1)

    def test_rt_15_return_in_another_currency_needs_a_manager_by_its_worth(self):
        self.add_policy(approval_above=100)
        other = self.set_rate(2)
        line = self.make_sold_order(3)
        document = self.ask_return(line, 2)
        self.assertTrue(document.approval_note)
        document.sudo().currency_id = other
        document.invalidate_recordset(["approval_note"])
        self.assertFalse(document.approval_note)
        self.assertEqual(document.line_ids.company_amount, 100)

    def set_rate(self, rate):
        """Return a currency of which the company's is worth `rate` since yesterday."""
        other = self.env["res.currency"].create({"name": "XRT", "symbol": "x"})
        rates = self.env["res.currency.rate"]
        for days, value in ((10, 1), (1, rate)):
            rates.create(
                {
                    "currency_id": other.id,
                    "company_id": self.company_data["company"].id,
                    "name": fields.Date.subtract(fields.Date.today(), days=days),
                    "rate": value,
                }
            )
        return other

    def test_terms_are_checked(self):
        with self.assertRaises(ValidationError):
            self.add_policy(window_days=-1)
        self.assertIn("30", self.add_policy(window_days=30).terms_summary)
