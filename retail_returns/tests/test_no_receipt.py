from datetime import timedelta

from odoo import Command, fields
from odoo.exceptions import AccessError, ValidationError
from odoo.tests import BaseCase, tagged

from odoo.addons.retail_customer_orders.tools.read import PayloadError

from ..tools.no_receipt import read_no_receipt_lines
from ..tools.tender_split import find_overdraw
from .common import RetailReturnsCommon
from .no_receipt import NoReceiptBuilders
from .order import OrderBuilders

CASH, CARD, ACCOUNT = ("cash", False), ("card", False), ("account", False)
NO_CASH = ("cash", True)
PLACES = [CASH, CARD, ACCOUNT]


def to_cents(amount):
    return round(amount, 2)


class TestNoReceiptTools(BaseCase):
    def test_rp_03_split_by_table(self):
        places = [NO_CASH, CARD, ACCOUNT]
        blind, free = (100, "any", True), (50, "any", False)
        for given, own, lines, left, found in (
            ({CASH: 100}, PLACES, [blind], {}, None),
            ({NO_CASH: 100}, places, [blind], {}, (NO_CASH, 0, [CARD, ACCOUNT])),
            # The line with receipt frees its own amount and no more.
            ({NO_CASH: 50, CARD: 100}, places, [blind, free], {}, None),
            (
                {NO_CASH: 51, CARD: 99},
                places,
                [blind, free],
                {},
                (NO_CASH, 50, [CARD, ACCOUNT]),
            ),
            # Each alone would do, but both want the same line.
            (
                {CASH: 50, CARD: 50, ACCOUNT: 50},
                PLACES,
                [(100, "original", False), (50, "no_cash", False)],
                {"cash": 100},
                (CARD, 0, [CASH]),
            ),
            # What was paid by card may go there beside what is without receipt.
            (
                {NO_CASH: 30, CARD: 120},
                places,
                [blind, (50, "original", False)],
                {"cash": 30, "card": 20},
                None,
            ),
            (
                {NO_CASH: 31, CARD: 119},
                places,
                [blind, (50, "original", False)],
                {"cash": 30, "card": 20},
                (NO_CASH, 30, [CARD, ACCOUNT]),
            ),
        ):
            with self.subTest(given=given, lines=lines):
                self.assertEqual(
                    find_overdraw(given, own, lines, left, to_cents), found
                )

    def test_cash_is_rounded_where_it_is_given_at_all(self):
        for given, lines, found in (
            ({CASH: 100}, [(99.5, "any", True)], None),
            ({CASH: 100.6}, [(99.5, "any", True)], (CASH, 100.5, [CARD, ACCOUNT])),
            ({CASH: 1}, [(99.5, "no_cash", True)], (CASH, 0, [CARD, ACCOUNT])),
        ):
            with self.subTest(given=given, lines=lines):
                answer = find_overdraw(given, PLACES, lines, {}, to_cents, 1)
                self.assertEqual(answer, found)

    def test_what_no_register_sends_is_refused(self):
        line = {"product_id": 1, "qty": 1, "price": False}
        self.assertEqual(read_no_receipt_lines([line])[0]["price"], False)
        for values in (
            {"qty": -1},
            {"qty": "1"},
            {"price": -1},
            {"price": float("nan")},
            {"product_id": True},
            {"condition": "eaten"},
            {"reason_id": "1"},
        ):
            with self.subTest(values=values), self.assertRaises(PayloadError):
                read_no_receipt_lines([{**line, **values}])


@tagged("post_install", "-at_install")
class TestNoReceipt(NoReceiptBuilders, OrderBuilders, RetailReturnsCommon):
    """Goods without receipt at a register (RT-11, RT-15, RP-02, RP-03, W-10)."""

    def setUp(self):
        super().setUp()
        self.env = self.env(context={**self.env.context, "generate_pdf": False})
        self.set_up_no_receipt()

    def sell_for(self, price, days_ago=0, register=None, **values):
        """Sell one product for a price, some days ago."""
        sold = self.sell_one(register=register, values={"price_unit": price, **values})
        sold.order_id.date_order -= timedelta(days=days_ago)
        return sold

    def method(self, register, cash):
        return register.payment_method_ids.filtered(
            lambda one: one.is_cash_count == cash
        )

    def check(self, lines, partner=None, register=None):
        """Ask as the page does."""
        returns = self.env["retail.return"].with_user(self.cashier)
        partner = self.customer if partner is None else partner
        return returns.check_no_receipt_from_ui(
            (register or self.register_b).id,
            partner.id,
            [{"product_id": self.product.id, "qty": 1, "price": False, **line}
             for line in lines],
        )

    # === THE OWN FLOW ===#

    def test_rt_11_without_receipt_is_booked_and_counted(self):
        self.sell_for(80, register=self.register_a)
        on_hand = self.get_on_hand(self.product, self.store_b)
        refund = self.bring(self.register_b, 80)
        self.assertEqual(refund.amount_total, -80)
        document = self.get_return(refund)
        self.assertEqual(
            (document.state, document.store_id, document.partner_id),
            ("refunded", self.store_b, self.customer),
        )
        line = document.line_ids
        self.assertEqual((line.is_linked, line.qty, line.amount), (False, 1, 80))
        self.assertEqual((line.reason_id, line.condition), (self.reason, "opened"))
        self.assertFalse(document.policy_note)
        self.assertEqual(self.get_on_hand(self.product, self.store_b), on_hand + 1)

    def test_rt_11_is_off_by_default(self):
        self.sell_for(80)
        for policy in (False, "refuse"):
            self.profile.return_without_sale_policy = policy
            with self.assert_refused("takes nothing back without receipt"):
                self.bring(self.register_b, 80)
        with self.assert_refused("takes nothing back without receipt"):
            self.check([{}])
        self.assertFalse(self.register_b.takes_back_without_receipt)

    def test_rt_11_a_bare_negative_line_is_refused(self):
        self.sell_for(80)
        ticket = self.build_no_receipt(self.register_b, [(self.product, 1, 80)])
        del ticket["return_payload"]
        with self.assert_refused("cannot be taken back without its sale"):
            self.sync_ticket(ticket)

    def test_rt_11_lowest_price_of_the_last_days(self):
        self.sell_for(60, days_ago=100)
        self.sell_for(90, days_ago=3, register=self.register_b)
        self.sell_for(100, discount=30, days_ago=2)
        answer = self.check([{}])
        self.assertEqual(answer["lines"][0]["price"], 70)
        self.assertEqual((answer["total"], answer["approvals"]), (70, []))
        with self.assert_refused("gives back at most .*70.00 each without receipt"):
            self.bring(self.register_b, 71)
        self.assertEqual(self.bring(self.register_b, 70).state, "paid")
        self.profile.no_receipt_price_days = 1
        self.assertFalse(self.check([{}])["lines"][0]["is_sold"])
        self.profile.no_receipt_price_days = 120
        self.assertEqual(self.check([{}])["lines"][0]["price"], 60)

    def test_rt_11_discount_of_the_whole_ticket_counts(self):
        discount = self.create_product("Discount", type="service", is_storable=False)
        self.sell(
            self.register_a, [(self.product, 2), (discount, 1, {"price_unit": -50})]
        )
        self.assertEqual(self.check([{}])["lines"][0]["price"], 75)

    def test_rt_11_orders_count_with_their_unit_and_discount(self):
        self.set_up_orders()
        dozen = self.env.ref("uom.product_uom_dozen")
        self.make_shipped_order(
            1, price=600, ship=False, product_uom_id=dozen.id, discount=10
        )
        self.assertEqual(self.check([{}])["lines"][0]["price"], 45)

    def test_rt_11_never_more_than_today(self):
        self.sell_for(80)
        self.product.list_price = 50
        self.assertEqual(self.check([{}])["lines"][0]["price"], 50)
        with self.assert_refused("at most .*50.00"):
            self.bring(self.register_b, 80)

    def test_rt_11_price_with_taxes(self):
        tax = self.env["account.tax"].create(
            {
                "name": "25 %",
                "amount": 25,
                "price_include_override": "tax_excluded",
                "company_id": self.company_data["company"].id,
            }
        )
        self.product.taxes_id = tax
        self.sell_for(80)
        line = self.check([{}])["lines"][0]
        self.assertEqual((line["price"], line["price_unit"]), (100, 80))
        self.assertEqual(line["tax_ids"], tax.ids)
        refund = self.bring(self.register_b, 80)
        self.assertEqual((refund.amount_total, refund.amount_tax), (-100, -20))
        with self.assert_refused("with its own taxes"):
            self.sync_ticket(
                self.build_no_receipt(
                    self.register_b,
                    [(self.product, 1, 100, {"tax_ids": self.env["account.tax"]})],
                )
            )

    def test_rt_11_other_price_or_never_sold_needs_a_manager(self):
        with self.assert_refused("was not sold in the last 90 days"):
            self.bring(self.register_b, 100)
        self.sell_for(80)
        [asked] = self.check([{"price": 95}])["approvals"]
        self.assertEqual((asked["kind"], asked["amount"]), ("return_no_receipt", 95))
        ticket = self.build_no_receipt(self.register_b, [(self.product, 1, 95)])
        self.approve(self.register_b, "return_no_receipt", ticket["uuid"], 90)
        with self.assert_refused("covers only .*90.00"):
            self.sync_ticket(ticket)
        approval = self.approve(
            self.register_b, "return_no_receipt", ticket["uuid"], 95
        )
        refund = self.sync_ticket(ticket)
        self.assertEqual(approval.used_by, refund)
        self.assertIn("at most", self.get_return(refund).policy_note)

    def test_rt_11_a_manager_at_the_own_log_in(self):
        self.assertEqual(self.bring(self.register_b, 99, user=self.manager).state, "paid")

    def test_rt_11_the_customer_is_named(self):
        self.sell_for(80)
        nobody = self.env["res.partner"]
        self.assertIn("Choose the customer", self.check([{}], nobody)["refusal"])
        with self.assert_refused("Choose the customer"):
            self.bring(self.register_b, 80, partner=nobody)
        self.profile.no_receipt_customer = "optional"
        self.assertEqual(self.check([{}], nobody)["refusal"], "")
        self.assertEqual(self.bring(self.register_b, 80, partner=nobody).state, "paid")

    def test_rt_11_reason_lot_and_kind_of_product(self):
        self.sell_for(80)
        with self.assert_refused("Choose why Blue Lamp is returned"):
            self.bring(self.register_b, 80, reason=self.env["retail.reason.code"])
        with self.assert_refused("Write a note"):
            self.bring(self.register_b, 80, reason=self.reason_with_note)
        tip = self.env["pos.config"]._get_special_products()[:1]
        with self.assert_refused("cannot be taken back without receipt"):
            self.bring(self.register_b, 1, product=tip)
        self.product.tracking = "serial"
        with self.assert_refused("Enter the lot or serial number"):
            self.bring(self.register_b, 80)
        choice = (
            self.product,
            1,
            80,
            {"pack_lot_ids": [Command.create({"lot_name": "S1"})]},
        )
        ticket = self.build_no_receipt(self.register_b, [choice])
        self.assertEqual(self.sync_ticket(ticket).state, "paid")

    def test_rt_11_policy_that_needs_a_receipt(self):
        self.sell_for(80)
        self.env["retail.return.policy"].create(
            {
                "name": "Receipts",
                "company_id": self.company_data["company"].id,
                "channel": "none",
                "sale_required": True,
            }
        )
        [asked] = self.check([{}])["approvals"]
        self.assertEqual(asked["kind"], "return_policy")
        with self.assert_refused("with its receipt only"):
            self.bring(self.register_b, 80)

    def test_rt_11_bad_calls(self):
        for partner, lines in ((self.customer, "x"), (self.customer, [])):
            with self.assert_refused("cannot be read"):
                self.env["retail.return"].check_no_receipt_from_ui(
                    self.register_b.id, partner.id, lines
                )
        with self.assert_refused("not known any more"):
            self.check([{"product_id": 2**31 - 1}])
        portal = self.create_user("portal_user", "base.group_portal")
        with self.assertRaises(AccessError):
            self.env["retail.return"].with_user(portal).check_no_receipt_from_ui(
                self.register_b.id, False, [{"product_id": 1, "qty": 1, "price": False}]
            )
        with self.assertRaises(ValidationError):
            self.profile.no_receipt_max_count = -1

    # === LIMITS ===#

    def test_rt_11_returns_of_a_customer_in_the_period(self):
        self.profile.write({"no_receipt_max_count": 1, "no_receipt_period_days": 10})
        self.sell_for(80)
        first = self.bring(self.register_a, 80)
        [asked] = self.check([{}])["approvals"]
        self.assertIn("without receipt 1 times in 10 days", asked["message"])
        child = self.env["res.partner"].create(
            {"name": "Kari's office", "parent_id": self.customer.id}
        )
        with self.assert_refused("1 times in 10 days; 1 are allowed"):
            self.bring(self.register_b, 80, partner=child)
        other = self.env["res.partner"].create({"name": "Ola"})
        self.assertEqual(self.bring(self.register_b, 80, partner=other).state, "paid")
        self.get_return(first).date -= timedelta(days=11)
        self.assertEqual(self.bring(self.register_b, 80).state, "paid")

    def test_rt_11_amount_of_a_customer_in_the_period(self):
        self.profile.no_receipt_max_amount = 150
        self.sell_for(80)
        self.bring(self.register_a, 80)
        with self.assert_refused("would get .*160.00 back without receipt in 30 days"):
            self.bring(self.register_b, 80)
        self.assertEqual(self.bring(self.register_b, 70).state, "paid")

    def test_rt_15_amount_per_line_and_ticket(self):
        self.profile.write({"return_max_line": 150, "return_max_total": 250})
        sold = self.sell_one(qty=3)
        with self.assert_refused("above the limit of .*150.00 for a line"):
            self.take_back(self.register_b, [(sold, 2)])
        self.assertEqual(self.take_back(self.register_b, [(sold, 1)]).state, "paid")
        lines = [(self.product, 1, 100)] * 3
        ticket = self.build_no_receipt(self.register_b, lines)
        with self.assert_refused("above the limit of .*250.00 for a ticket"):
            self.sync_ticket(ticket)
        self.approve(self.register_b, "return_policy", ticket["uuid"], 300)
        self.assertEqual(self.sync_ticket(ticket).state, "paid")

    def test_what_arrives_silently_goes_to_the_review_list(self):
        ticket = self.build_no_receipt(self.register_b, [(self.product, 1, 100)])
        refund = self.sync_ticket(ticket, silent=True)
        self.assertEqual(refund.state, "paid")
        self.assertIn("was not sold in the last", self.get_review(refund).message)
        self.assertEqual(self.get_return(refund).line_ids.amount, 100)

    # === TENDERS ===#

    def _mix(self, cash, card):
        """Build a ticket of 100 with receipt and 80 without."""
        sold = self.sell_one()
        self.sell_for(80)
        payments = [
            (self.method(self.register_b, kind), -amount)
            for kind, amount in ((True, cash), (False, card))
            if amount
        ]
        lines = [(sold, 1), (sold, 1)]
        ticket = self.build_return(
            self.register_b, lines, payments=payments, partner=self.customer
        )
        line, blind = ticket["lines"][1][2], ticket["return_payload"]["lines"][1]
        line.update(price_unit=80, price_subtotal=-80, price_subtotal_incl=-80)
        del blind["sold_line_id"]
        blind["no_receipt"] = True
        ticket["amount_total"] = ticket["amount_paid"] = -180
        return ticket

    def test_rp_03_tender_not_for_goods_without_receipt(self):
        self.method(self.register_b, True).no_receipt_refused = True
        self.sell_for(80)
        with self.assert_refused("Cash may take at most .*0.00 .* Use Card"):
            self.bring(self.register_b, 80)
        card = [(self.method(self.register_b, False), -80)]
        self.assertEqual(self.bring(self.register_b, 80, payments=card).state, "paid")

    def test_w_10_a_receipt_in_the_same_cart_frees_nothing(self):
        self.method(self.register_b, True).no_receipt_refused = True
        with self.assert_refused("Cash may take at most .*100.00 .* Use Card"):
            self.sync_ticket(self._mix(cash=180, card=0))
        refund = self.sync_ticket(self._mix(cash=100, card=80))
        self.assertEqual(refund.state, "paid")
        lines = self.get_return(refund).line_ids.sorted("amount")
        self.assertEqual(lines.mapped("is_linked"), [False, True])

    def test_rp_03_policy_for_sales_not_known(self):
        self.env["retail.return.policy"].create(
            {
                "name": "Blind",
                "company_id": self.company_data["company"].id,
                "channel": "none",
                "tenders": "no_cash",
            }
        )
        with self.assert_refused("Cash may take at most .*100.00"):
            self.sync_ticket(self._mix(cash=101, card=79))
        self.assertEqual(self.sync_ticket(self._mix(cash=100, card=80)).state, "paid")

    def test_rp_02_manager_approves_at_the_cashiers_register(self):
        self.method(self.register_b, True).no_receipt_refused = True
        ticket = self._mix(cash=180, card=0)
        asked = {
            **{name: ticket[name] for name in ("uuid", "partner_id", "session_id")},
            "return_payload": ticket["return_payload"],
            "lines": [
                {**line[2], "tax_ids": line[2]["tax_ids"][0][2]}
                for line in ticket["lines"]
            ],
            "payments": [payment[2] for payment in ticket["payment_ids"]],
        }
        returns = self.env["retail.return"].with_user(self.cashier)
        tickets = self.env["pos.order"].search_count([])
        answer = returns.check_no_receipt_tenders_from_ui(self.register_b.id, asked)
        self.assertIn("Cash may take at most", answer["message"])
        self.assertEqual(self.env["pos.order"].search_count([]), tickets)
        approval = self.approve(
            self.register_b, "return_tender", ticket["uuid"], answer["amount"]
        )
        answer = returns.check_no_receipt_tenders_from_ui(self.register_b.id, asked)
        self.assertEqual(answer["message"], "")
        refund = self.sync_ticket(ticket)
        self.assertEqual(approval.used_by, refund)

    def test_prices_of_many_products_in_one_query(self):
        products = self.product | self.create_product("Red Lamp", list_price=40)
        since = fields.Datetime.now() - timedelta(days=9)
        self.sell(self.register_a, [(product, 1) for product in products])
        company = self.company_data["company"]
        self.env.flush_all()
        products._get_lowest_prices(company, company.currency_id, since)
        # Three of them find the registers of the company and what is not goods.
        with self.assertQueryCount(4):
            found = products._get_lowest_prices(company, company.currency_id, since)
        self.assertEqual(list(found.values()), [100, 40])
