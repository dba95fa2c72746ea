"""A chain whose tills lose the network, and what its server must hold."""

import time
import unittest

from chain import Chain
from order_till import OrderTill
from playwright.sync_api import sync_playwright
from served import served
from till import launch


class OffLineCase(unittest.TestCase):
    """Plain cashiers in real browsers (AY-11)."""

    @classmethod
    def setUpClass(cls):
        cls.chain = Chain(cls.enterClassContext(served()))
        cls.admin = cls.chain.admin
        cls.browser = cls.enterClassContext(
            launch(cls.enterClassContext(sync_playwright()))
        )

    def till(self, letter, **values):
        return OrderTill(self.browser, self.chain, letter, **values)

    # --- what the server must hold ------------------------------------------

    def tickets(self, letter, count):
        """Wait until a register has sent so many tickets; return them as they came."""
        domain = [
            ("config_id", "=", self.chain.stores[letter]["register"]),
            ("state", "!=", "draft"),
        ]
        deadline = time.monotonic() + 40
        while self.admin.call("pos.order", "search_count", domain) < count:
            self.assertLess(time.monotonic(), deadline, "The ticket did not arrive")
            time.sleep(0.2)
        fields = ("customer_order_payload", "amount_paid", "customer_order_id")
        tickets = self.admin.read("pos.order", domain, *fields, order="id")
        self.assertEqual(len(tickets), count)
        return tickets

    def orders(self, *references):
        """Return the orders with these references, which are made once."""
        rows = self.admin.read(
            "sale.order",
            [("customer_order_reference", "in", references)],
            *("state", "amount_total", "deposit_received", "customer_order_reference"),
        )
        found = {row["customer_order_reference"]: row for row in rows}
        self.assertEqual(len(rows), len(references))
        return [found[reference] for reference in references]

    def check_order(self, reference, deposit=10.0):
        [order] = self.orders(reference)
        self.assertEqual(order["deposit_received"], deposit)
        domain = [("reference", "=", reference)]
        self.admin.one("retail.order.request", domain, "state")

    def reviews(self):
        return self.admin.call(
            "retail.review", "search_count", [("state", "=", "open")]
        )
