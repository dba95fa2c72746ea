"""The main job: ordered in one store, collected in a second, returned in a third."""

import re
import unittest

from chain import Chain
from playwright.sync_api import sync_playwright
from served import served
from till import Till, launch

REFERENCE = re.compile(r"\bCO\d{14}\b")


class TestMainJob(unittest.TestCase):
    """Three cashiers, who are POS users and nothing more, in real browsers."""

    @classmethod
    def setUpClass(cls):
        cls.chain = Chain(cls.enterClassContext(served()))
        cls.admin = cls.chain.admin

    def test_ordered_here_collected_there_returned_elsewhere(self):
        with sync_playwright() as playwright:
            browser = launch(playwright)
            reference = self._order_in_store_a(browser)
            self._check_ordered(reference)
            receipt = self._collect_in_store_b(browser, reference)
            self._check_collected(reference)
            self._return_in_store_c(browser, receipt)
            self._check_returned()
            self._check_second_return_refused(browser, receipt)
            browser.close()
        self._check_server_refuses_second_return()
        self._close_sessions()
        self._check_journals()

    # --- what the cashiers do -----------------------------------------------

    def _order_in_store_a(self, browser):
        """Carry out a mug (50), pick up a lamp (100) in B, ship a chair (100)."""
        with Till(browser, self.chain, "A") as till:
            return self._order(till)

    def _order(self, till):
        for product in ("Mug", "Lamp", "Chair"):
            till.sell(product)
        till.set_customer("Kari Nordmann")
        self._fulfil(till, "Lamp", "pickup", "button.store-row:has-text('Store B')")
        self._fulfil(till, "Chair", "ship", ".address-card:has-text('Storgata 1')")
        till.click(".product-screen .pay-order-button")
        # All of the mug, and 10 % of the lamp and the chair.
        self.assertEqual(till.due(), 70.0)
        till.pay_here("Card")
        return REFERENCE.search(till.receipt()).group()

    def _fulfil(self, till, product, way, choice):
        till.click(".customer-order-button")
        # The dialog proposes the selected line; choose the one that is meant.
        line = till.see(f".fulfilment-line:has-text('{product}')")
        boxes = till.page.locator(".fulfilment-line input[type=checkbox]")
        for index in range(boxes.count()):
            boxes.nth(index).set_checked(False)
        line.locator("input").check()
        till.click(f".fulfilment-tab[data-tab={way}]")
        till.click(choice)
        till.click(".confirm-fulfilment:not([disabled])")
        till.page.locator(".fulfilment-dialog").wait_for(state="hidden")

    def _collect_in_store_b(self, browser, reference):
        with Till(browser, self.chain, "B") as till:
            till.scan(reference)
            till.click(".order-action[data-action=pickup]:not([disabled])")
            till.click(".confirm-pickup:not([disabled])")
            # The lamp's share of the deposit has been paid.
            self.assertEqual(till.due(), 90.0)
            till.pay_here("Cash")
        return self._last_ticket("B", "pos_reference")["pos_reference"]

    def _last_ticket(self, letter, *fields):
        return self.admin.read(
            "pos.order",
            [("config_id", "=", self.chain.stores[letter]["register"])],
            *fields,
            order="id desc",
            limit=1,
        )[0]

    def _find_sale(self, till, receipt):
        till.menu("Returns")
        till.see(".returns-term input").fill(receipt)
        till.page.keyboard.press("Enter")
        # The only sale found opens by itself.
        till.see(f".sale-name:has-text('{receipt}')")

    def _return_in_store_c(self, browser, receipt):
        with Till(browser, self.chain, "C") as till:
            self._find_sale(till, receipt)
            till.click(".sold-line:has-text('Lamp') .more")
            till.click(".reason >> nth=0")
            till.click(".pay-refund:not([disabled])")
            till.pay_here("Cash")

    def _check_second_return_refused(self, browser, receipt):
        """Store A sees that nothing is left to return."""
        with Till(browser, self.chain, "A", size=(390, 844)) as till:
            self._find_sale(till, receipt)
            till.see(".sold-line:has-text('Lamp') .why-not")
            self.assertEqual(till.page.locator(".sold-line .more").count(), 0)

    # --- what the server must hold ------------------------------------------

    def _read_order(self, reference, *fields):
        return self.admin.one(
            "sale.order", [("customer_order_reference", "=", reference)], *fields
        )

    def _line(self, product):
        return self.admin.one(
            "sale.order.line",
            [("product_id", "=", self.chain.products[product])],
            "qty_delivered",
            "warehouse_id",
            "fulfilment",
            "price_total",
        )

    def _deposit_of(self, product):
        entries = self.admin.read(
            "retail.deposit.entry",
            [("order_line_id.product_id", "=", self.chain.products[product])],
            "amount",
            "kind",
        )
        self.assertTrue(entries)
        return round(sum(entry["amount"] for entry in entries), 2)

    def _check_ordered(self, reference):
        order = self._read_order(reference, "state", "amount_total", "deposit_held")
        self.assertEqual(order["state"], "sale")
        self.assertEqual(order["amount_total"], 200.0)
        self.assertEqual(order["deposit_held"], 20.0)
        self.assertEqual(
            [self.chain.on_hand("A", name) for name in ("Mug", "Lamp", "Chair")],
            [9.0, 10.0, 10.0],
        )
        lamp, chair = self._line("Lamp"), self._line("Chair")
        self.assertEqual(lamp["warehouse_id"][0], self.chain.stores["B"]["warehouse"])
        self.assertEqual(chair["warehouse_id"][0], self.chain.stores["A"]["warehouse"])
        self.assertEqual(self._deposit_of("Lamp"), 10.0)

    def _check_collected(self, reference):
        self.assertEqual(self.chain.on_hand("B", "Lamp"), 9.0)
        self.assertEqual(self.chain.on_hand("A", "Lamp"), 10.0)
        self.assertEqual(self._line("Lamp")["qty_delivered"], 1.0)
        self.assertEqual(self._deposit_of("Lamp"), 0.0)
        self.assertEqual(self._deposit_of("Chair"), 10.0)
        self.assertEqual(
            self._read_order(reference, "deposit_held")["deposit_held"], 10.0
        )

    def _check_returned(self):
        self.assertEqual(self.chain.on_hand("C", "Lamp"), 11.0)
        self.assertEqual(self.chain.on_hand("B", "Lamp"), 9.0)
        document = self.admin.one("retail.return", [], "state", "amount_total")
        self.assertEqual(document["state"], "refunded")
        self.assertEqual(document["amount_total"], 100.0)

    def _check_server_refuses_second_return(self):
        """The same ticket again, sent past the till by the cashier of store A."""
        refund = self._last_ticket("C", "lines")
        line = self.admin.call("pos.order.line", "read", refund["lines"])[0]
        with self.assertRaisesRegex(RuntimeError, "(?i)returned|taken back|come back"):
            self.chain.send_ticket(
                "A",
                line["product_id"][0],
                -100.0,
                refunded_orderline_id=line["refunded_orderline_id"][0],
            )
        self.assertEqual(self.admin.call("retail.return", "search_count", []), 1)

    def _close_sessions(self):
        sessions = self.admin.read("pos.session", [("state", "!=", "closed")], "id")
        for session in sessions:
            self.admin.call(
                "pos.session", "action_pos_session_closing_control", [session["id"]]
            )
        self.assertEqual(
            self.admin.call("pos.session", "search_count", [("state", "!=", "closed")]),
            0,
        )

    def _check_journals(self):
        """Entries balance; what is held stands on the liability account, per order."""
        account = self.admin.call(
            "res.company", "read", [self.chain.company], ["retail_deposit_account_id"]
        )[0]["retail_deposit_account_id"][0]
        kind = self.admin.call("account.account", "read", [account], ["account_type"])
        self.assertEqual(kind[0]["account_type"], "liability_current")
        items = self.admin.read(
            "account.move.line",
            [("account_id", "=", account), ("parent_state", "=", "posted")],
            "balance",
            "partner_id",
        )
        self.assertEqual(round(sum(item["balance"] for item in items), 2), -10.0)
        self.assertTrue(all(item["partner_id"] for item in items))
        totals = {}
        for item in self.admin.read(
            "account.move.line", [("parent_state", "=", "posted")], "balance", "move_id"
        ):
            move = item["move_id"][0]
            totals[move] = totals.get(move, 0.0) + item["balance"]
        self.assertTrue(totals)
        self.assertFalse([move for move, total in totals.items() if round(total, 2)])
        tickets = self.admin.read("pos.order", [], "state")
        self.assertEqual({ticket["state"] for ticket in tickets}, {"done"})
        self.assertEqual(self.admin.call("retail.review", "search_count", []), 0)
