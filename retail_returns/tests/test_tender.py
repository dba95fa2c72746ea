from odoo.exceptions import ValidationError
from odoo.tests import BaseCase, tagged

from ..tools.tender import KINDS, find_excess, get_most, propose_tenders
from .common import RetailReturnsCommon
from .order import OrderBuilders
from .refund import RefundBuilders


def to_cents(amount):
    return round(amount, 2)


class TestTenderTools(BaseCase):
    def test_excess_by_table(self):
        for given, lines, left, excess in (
            ({"cash": 100}, [(100, "any")], {}, None),
            ({"cash": 100}, [(100, "original")], {"cash": 100}, None),
            ({"cash": 100}, [(100, "original")], {"card": 100}, ("cash", 0)),
            ({"card": 100}, [(100, "original")], {"cash": 100}, ("card", 0)),
            (
                {"cash": 60, "card": 40},
                [(100, "original")],
                {"cash": 60, "card": 40},
                None,
            ),
            (
                {"cash": 61, "card": 39},
                [(100, "original")],
                {"cash": 60, "card": 40},
                ("cash", 60),
            ),
            ({"cash": 1}, [(100, "no_cash")], {}, ("cash", 0)),
            ({"account": 100}, [(100, "no_cash")], {}, None),
            # A free line in the same cart frees no other (RP-03).
            ({"cash": 50, "card": 100}, [(50, "any"), (100, "no_cash")], {}, None),
            (
                {"cash": 51, "card": 99},
                [(50, "any"), (100, "no_cash")],
                {},
                ("cash", 50),
            ),
            # The sum of both is a little less than 30.3.
            (
                {"cash": 30.3},
                [(10.1, "original"), (20.2, "original")],
                {"cash": 30.3},
                None,
            ),
        ):
            with self.subTest(given=given, lines=lines):
                self.assertEqual(find_excess(given, lines, left, to_cents), excess)

    def test_cash_is_rounded_where_it_is_given_at_all(self):
        for given, lines, left, excess in (
            ({"cash": 100}, [(99.5, "original")], {"cash": 100}, None),
            ({"cash": 101}, [(99.5, "original")], {"cash": 100}, ("cash", 99.5)),
            ({"card": 100}, [(99.5, "original")], {"card": 100}, ("card", 99.5)),
            ({"cash": 1}, [(99.5, "no_cash")], {}, ("cash", 0)),
        ):
            with self.subTest(given=given, lines=lines):
                found = find_excess(given, lines, left, to_cents, cash_rounding=1)
                self.assertEqual(found, excess)

    def test_store_credit_may_always_be_chosen(self):
        for tenders, credit in (
            ("any", 100),
            ("original", 100),
            ("no_cash", 100),
            ("store_credit", 100),
        ):
            with self.subTest(tenders=tenders):
                lines = [(100, tenders)]
                self.assertEqual(get_most("credit", lines, {}, to_cents), credit)
        lines = [(100, "store_credit")]
        self.assertEqual(get_most("cash", lines, {"cash": 100}, to_cents), 0)

    def test_refund_goes_back_as_it_came(self):
        every = dict.fromkeys(KINDS, 100)
        for total, most, left, kinds, parts in (
            (100, every, {"cash": 60, "card": 40}, KINDS, {"card": 40, "cash": 60}),
            (30, every, {"cash": 60, "card": 40}, KINDS, {"card": 30}),
            (100, every, {"credit": 10}, KINDS, {"credit": 10}),
            (100, every, {"credit": 10}, ("credit",), {"credit": 100}),
            # This register takes no cards.
            (50, every, {"cash": 20, "card": 80}, ("cash",), {"cash": 50}),
            (100, {**every, "cash": 30}, {"cash": 100}, KINDS, {"cash": 30}),
            (100, every, {}, KINDS, {}),
            (0, every, {"cash": 60}, KINDS, {}),
        ):
            with self.subTest(total=total, left=left, kinds=kinds):
                found = propose_tenders(total, most, left, kinds, to_cents)
                self.assertEqual(found, parts)


@tagged("post_install", "-at_install")
class TestTender(RefundBuilders, OrderBuilders, RetailReturnsCommon):
    """To which tenders money goes back (RP-01 to RP-05, W-10)."""

    def setUp(self):
        super().setUp()
        self.set_up_orders()
        self.env = self.env(context={**self.env.context, "generate_pdf": False})
        self.policy = self.env["retail.return.policy"].create(
            {
                "name": "As paid",
                "company_id": self.company_data["company"].id,
                "tenders": "original",
            }
        )

    def method(self, register, cash):
        return register.payment_method_ids.filtered(
            lambda one: one.is_cash_count == cash
        )

    def sell_paid(self, cash=0, card=0):
        pairs = [(self.method(self.register_a, True), cash)]
        pairs.append((self.method(self.register_a, False), card))
        payments = [pair for pair in pairs if pair[1]]
        return self.sell_one(qty=(cash + card) / 100, payments=payments)

    def give(self, sold, qty, user=None, approve=False, **amounts):
        payments = [
            (self.method(self.register_b, kind == "cash"), -amount)
            for kind, amount in amounts.items()
        ]
        ticket = self.build_return(self.register_b, [(sold, qty)], payments=payments)
        if approve:
            self.approve(
                self.register_b, "return_tender", ticket["uuid"], sum(amounts.values())
            )
        return self.sync_ticket(ticket, user=user)

    def test_rp_01_paid_in_cash_goes_back_in_cash(self):
        sold = self.sell_paid(cash=200)
        with self.assert_refused("Card may take at most .*0.00.* Use Cash"):
            self.give(sold, 1, card=100)
        self.assertEqual(self.give(sold, 1, cash=100).state, "paid")

    def test_rp_02_a_manager_may_choose_another_tender(self):
        sold = self.sell_paid(cash=200)
        self.assertEqual(self.give(sold, 1, card=100, approve=True).state, "paid")
        self.assertEqual(self.give(sold, 1, card=100, user=self.manager).state, "paid")

    def test_rp_04_each_tender_takes_at_most_what_it_paid(self):
        sold = self.sell_paid(cash=100, card=200)
        self.give(sold, 1, cash=100)
        with self.assert_refused("Cash may take at most .*0.00"):
            self.give(sold, 1, cash=100)
        self.give(sold, 2, card=200)

    def test_rp_05_without_such_a_policy_any_tender_will_do(self):
        self.policy.tenders = "any"
        self.assertEqual(self.give(self.sell_paid(cash=100), 1, card=100).state, "paid")

    def test_w_10_shipped_order_is_not_given_back_in_cash(self):
        line = self.make_sold_order(2)
        ticket = self.give_back(self.register_b, line, 1)
        for cash, refused in ((True, True), (False, False)):
            method = self.method(self.register_b, cash)
            ticket["payment_ids"][0][2]["payment_method_id"] = method.id
            if refused:
                with self.assert_refused("Cash may take at most"):
                    self.sync_ticket(ticket)
            else:
                self.assertEqual(self.sync_ticket(ticket).amount_total, -100)

    def test_silent_refund_to_a_wrong_tender_goes_to_the_review_list(self):
        sold = self.sell_paid(cash=100)
        payments = [(self.method(self.register_b, False), -100)]
        refund = self.take_back(
            self.register_b, [(sold, 1)], payments=payments, silent=True
        )
        self.assertIn("Card may take", self.get_review(refund).message)

    def test_rp_01_cash_goes_back_as_it_was_rounded(self):
        rounding = self.env["account.cash.rounding"].create(
            {
                "name": "Whole",
                "rounding": 1.0,
                "rounding_method": "HALF-UP",
                "strategy": "add_invoice_line",
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
        paid = [(self.method(self.register_a, True), 100)]
        sold = self.sell_one(values={"price_unit": 99.5}, payments=paid)
        self.assertEqual(self.give(sold, 1, cash=100).amount_paid, -100)

    def proposed(self, sold, qty):
        prepared = self.prepare_refund(self.register_b, [(sold, qty)])
        return {
            one["kind"]: (one["maximum"], one["proposed"])
            for one in prepared["tenders"]
        }

    def test_rp_04_till_proposes_the_tenders_of_the_sale(self):
        sold = self.sell_paid(cash=100, card=200)
        self.assertEqual(
            self.proposed(sold, 3), {"cash": (100, 100), "card": (200, 200)}
        )
        self.give(sold, 1, card=100)
        self.assertEqual(
            self.proposed(sold, 2), {"cash": (100, 100), "card": (100, 100)}
        )

    def test_rp_05_other_tender_by_choice_is_approved(self):
        sold = self.sell_paid(card=100)
        self.assertEqual(self.proposed(sold, 1)["cash"], (0, 0))
        with self.assert_refused("Cash may take at most"):
            self.give(sold, 1, cash=100)
        self.assertEqual(self.give(sold, 1, cash=100, approve=True).state, "paid")

    def test_rp_01_cash_is_capped_by_the_store(self):
        self.policy.tenders = "any"
        self.register_b.store_id.profile_id = self.env["retail.profile"].create(
            {
                "name": "Little cash",
                "company_id": self.company_data["company"].id,
                "return_cash_limit": 150,
            }
        )
        sold = self.sell_paid(cash=300)
        (cash,) = (
            one
            for one in self.prepare_refund(self.register_b, [(sold, 3)])["tenders"]
            if one["kind"] == "cash"
        )
        self.assertEqual((cash["maximum"], cash["limit"]), (300, 150))
        self.assertEqual(cash["proposed"], 150)
        with self.assert_refused("At most .*150.00.* in cash"):
            self.give(sold, 3, cash=300)
        self.assertEqual(self.give(sold, 2, cash=150, card=50).state, "paid")
        with self.assertRaises(ValidationError):
            self.register_b.store_id.profile_id.return_cash_limit = -1

    def test_rp_01_more_cash_is_approved(self):
        self.policy.tenders = "any"
        self.register_b.store_id.profile_id = self.env["retail.profile"].create(
            {
                "name": "Little cash",
                "company_id": self.company_data["company"].id,
                "return_cash_limit": 50,
            }
        )
        sold = self.sell_paid(cash=100)
        payments = [(self.method(self.register_b, True), -100)]
        ticket = self.build_return(self.register_b, [(sold, 1)], payments=payments)
        self.approve(self.register_b, "return_cash", ticket["uuid"], 100)
        self.assertEqual(self.sync_ticket(ticket).state, "paid")

    def round_all(self, step):
        rounding = self.env["account.cash.rounding"].create(
            {
                "name": "All",
                "rounding": step,
                "rounding_method": "HALF-UP",
                "strategy": "add_invoice_line",
                "profit_account_id": self.company_data["default_account_revenue"].id,
                "loss_account_id": self.company_data["default_account_expense"].id,
            }
        )
        (self.register_a | self.register_b).write(
            {"cash_rounding": True, "rounding_method": rounding.id}
        )

    def give_rounded(self, sold, qty, amount, approve=False):
        cash = self.method(self.register_b, True)
        ticket = self.build_return(
            self.register_b,
            [(sold, qty)],
            payments=[(cash, -amount)],
            amount_total=-amount,
        )
        if approve:
            self.approve(self.register_b, "return_tender", ticket["uuid"], amount)
        return self.sync_ticket(ticket)

    def test_rp_01_all_tenders_round_and_give_back_no_more(self):
        self.policy.tenders = "any"
        self.round_all(1.0)
        paid = [(self.method(self.register_a, True), 201)]
        sold = self.sell_one(
            2, values={"price_unit": 100.5}, payments=paid, amount_total=201
        )
        self.assertEqual(self.give_rounded(sold, 1, 101).amount_paid, -101)
        with self.assert_refused("101.00.* the register rounds, but only .*100.00"):
            self.give_rounded(sold, 1, 101)
        self.assertEqual(self.give_rounded(sold, 1, 101, approve=True).state, "paid")

    def test_bad_input_to_the_refund_is_answered_with_a_sentence(self):
        till = self.env["retail.return"].with_user(self.cashier)
        for lines in (
            None,
            [],
            [{}],
            [{"sold_line_id": 2**40, "qty": 1}],
            [{"qty": 1}],
        ):
            with self.subTest(lines=lines), self.assert_refused("not known"):
                till.prepare_refund_from_ui(self.register_b.id, lines)
