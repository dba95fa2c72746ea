"""Customer orders beside the modules of Odoo that shops install, in real browsers.

The addons depend on none of them: this database has all, the other tests have none.
See docs/neighbours.md for what works and what is refused.
"""

import re
import unittest

from neighbour_till import NeighbourTill
from neighbours import NeighbourChain
from playwright.sync_api import sync_playwright
from served import served
from till import launch

REFERENCE = re.compile(r"\bCO\d{14}\b")


class TestNeighbours(unittest.TestCase):
    """Cashiers who are POS users and nothing more."""

    @classmethod
    def setUpClass(cls):
        server = cls.enterClassContext(served("RETAIL_NEIGHBOURS_TEMPLATE"))
        cls.chain = NeighbourChain(server)
        cls.admin = cls.chain.admin
        cls.browser = launch(cls.enterClassContext(sync_playwright()))
        cls.addClassCleanup(cls.browser.close)

    def till(self, letter, employee=None, **kwargs):
        till = NeighbourTill(self.browser, self.chain, letter, **kwargs)
        till.employee = employee
        return till

    def order_of(self, till, *fields):
        reference = REFERENCE.search(till.receipt()).group()
        return self.admin.one(
            "sale.order",
            [("customer_order_reference", "=", reference)],
            "customer_order_reference",
            "amount_total",
            "deposit_held",
            *fields,
        )

    def pick_up(self, till, reference, due):
        till.scan(reference)
        till.click(".order-action[data-action=pickup]:not([disabled])")
        till.click(".confirm-pickup:not([disabled])")
        self.assertEqual(till.due(), due)
        till.pay_here("Cash")
        till.receipt()

    def assert_booked(self, letter, order, held):
        """Ledger and books hold the same for the order, and every entry is balanced."""
        entries = self.admin.read(
            "retail.deposit.entry", [("order_id", "=", order["id"])], "amount"
        )
        self.assertEqual(round(sum(entry["amount"] for entry in entries), 2), held)
        self.chain.close_register(letter)
        self.assertEqual(self.chain.booked_deposit(order["id"]), held)
        self.assertEqual(self.chain.unbalanced_entries(), [])

    def test_discount_on_the_ticket(self):
        """pos_discount: ordered lines take their share along, the rest is core's."""
        with self.till("A") as till:
            till.sell("Mug")
            till.sell("Lamp")
            till.set_customer("Kari Nordmann")
            till.give_discount(10)
            till.see(".order-summary .total:has-text('135.00')")
            till.pick_up_later("Lamp", "C")
            # 45 and 10 % of 90; nothing was lost or given twice.
            till.see(".order-summary .total:has-text('135.00')")
            till.see_due("54.00", "81.00")
            till.click(".product-screen .pay-order-button")
            self.assertEqual(till.due(), 54.0)
            till.click(".payment-screen .back-button, .button.back")
            till.see_due("54.00", "81.00")
            till.click(".product-screen .pay-order-button")
            till.pay_here("Card")
            order = self.order_of(till)
        self.assertEqual(order["amount_total"], 90.0)
        self.assertEqual(order["deposit_held"], 9.0)
        line = self.admin.one(
            "sale.order.line", [("order_id", "=", order["id"])], "discount"
        )
        self.assertEqual(line["discount"], 10.0)
        self.assert_booked("A", order, 9.0)
        # Taken off again, also on what comes later.
        with self.till("A") as till:
            till.sell("Mug")
            till.sell("Lamp")
            till.set_customer("Kari Nordmann")
            till.pick_up_later("Lamp", "C")
            till.give_discount(10)
            till.see_due("54.00", "81.00")
            till.give_discount(0)
            till.see_due("60.00", "90.00")

    def test_points_rewards_and_gift_cards(self):
        """pos_loyalty: what is carried out counts, a gift card pays what is due now.

        `sale_loyalty` comes with it, and gives the order none: that would be twice.
        """
        with self.till("B") as till:
            till.sell("Mug")
            till.sell("Lamp")
            till.set_customer("Kari Nordmann")
            till.see(".order-summary .total:has-text('135.00')")
            till.pick_up_later("Lamp", "B")
            # 10 % off the mug alone; the lamp costs what its order says.
            till.see(".order-summary .total:has-text('145.00')")
            till.see_due("55.00", "90.00")
            till.enter_code("GIFT-30")
            till.see_due("25.00", "90.00")
            till.click(".product-screen .pay-order-button")
            self.assertEqual(till.due(), 25.0)
            till.pay_here("Card")
            order = self.order_of(till)
            self.assertEqual(order["amount_total"], 100.0)
            self.assertEqual(order["deposit_held"], 10.0)
            self.assertEqual(self.chain.points("gift_card"), 0.0)
            self.assertEqual(self.chain.points("loyalty"), 45.0)
            till.next_customer()
            self.pick_up(till, order["customer_order_reference"], 90.0)
        # The goods earn their points when they are handed out, the deposit none.
        self.assertEqual(self.chain.points("loyalty"), 145.0)
        self.assert_booked("B", order, 0.0)

    def test_wallet_pays_the_deposit(self):
        """pos_loyalty: paid in full from the e-wallet, nothing is left to tender."""
        with self.till("B") as till:
            till.sell("Chair")
            till.set_customer("Ola Nordmann")
            till.pick_up_later("Chair", "B")
            till.see_due("10.00", "90.00")
            till.control("eWallet")
            till.see_due("0.00", "90.00")
            till.click(".product-screen .pay-order-button")
            till.validate()
            order = self.order_of(till)
        self.assertEqual(order["deposit_held"], 10.0)
        self.assertEqual(self.chain.points("ewallet"), 30.0)
        self.assert_booked("B", order, 10.0)

    def test_money_on_a_card_cannot_be_ordered(self):
        """pos_loyalty: the card is made at once, an order would charge for no card."""
        with self.till("B") as till:
            till.sell("Gift Card")
            till.click(".customer-order-button")
            till.see(".modal:has-text('Add the products first')")
        for product in ("gift_card_product_50", "ewallet_product_50"):
            answer = self.chain.check_order("B", self.chain.variant(product))
            self.assertFalse(answer["ok"])
            self.assertIn("money on a card", answer["message"])

    def test_gift_card_pays_no_more_than_is_due(self):
        """The server's twin: more would be given back in cash."""
        lines = [self.chain.deposit_line(10.0), self.chain.gift_line(-30.0)]
        with self.assertRaisesRegex(RuntimeError, "more than is due now"):
            self.chain.send_order("B", "Lamp", lines, deposit=10.0)
        lines = [self.chain.deposit_line(10.0), self.chain.reward_line(-10.0)]
        with self.assertRaisesRegex(RuntimeError, "Discounts of .*10.00 are more"):
            self.chain.send_order("B", "Lamp", lines, deposit=10.0)

    def test_rp_04_gift_card_has_paid_and_goes_to_no_other_tender(self):
        """A gift card took nothing off the price: its part is not given in cash."""
        policy = self.admin.create(
            "retail.return.policy",
            name="As paid",
            company_id=self.chain.company,
            tenders="original",
        )
        lines = [self.chain.goods_line("Lamp", 100.0), self.chain.gift_line(-20.0)]
        sale = self.chain.send_ticket("B", lines)
        sold = self.admin.one(
            "pos.order.line",
            [("order_id.uuid", "=", sale), ("price_unit", ">", 0)],
            "id",
        )
        prepared = self.chain.cashier("B").call(
            "retail.return",
            "prepare_refund_from_ui",
            self.chain.register("B"),
            [{"sold_line_id": sold["id"], "qty": 1}],
        )
        self.assertEqual(prepared["total"], 100.0)
        most = {one["kind"]: one["maximum"] for one in prepared["tenders"]}
        self.assertEqual((most["cash"], most.get("card", 0.0)), (80.0, 0.0))
        self.admin.call("retail.return.policy", "unlink", [policy])

    def test_employee_takes_the_order(self):
        """pos_hr: the order names who served, not whose computer it was."""
        with self.till("C", employee="Eva Employee") as till:
            till.sell("Lamp")
            till.set_customer("Kari Nordmann")
            till.pick_up_later("Lamp", "C")
            till.click(".product-screen .pay-order-button")
            self.assertEqual(till.due(), 10.0)
            till.pay_here("Card")
            order = self.order_of(till, "sales_taker")
            self.assertEqual(order["sales_taker"], "Eva Employee")
            till.next_customer()
            self.pick_up(till, order["customer_order_reference"], 90.0)
        self.assert_booked("C", order, 0.0)
