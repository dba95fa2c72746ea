"""A chain whose managers change what its stores carry, and its tills."""

import itertools
import time
import unittest

from chain import Chain
from playwright.sync_api import sync_playwright
from served import served
from till import KnownTill, launch

BARCODES = itertools.count(7100000000000)


class RangeTill(KnownTill):
    """A till that is there for its products."""

    def card(self, product, mark=""):
        return f"article.product:has-text('{product}'):has-text('{mark}')"

    def line(self, product):
        return f".order-container .orderline:has-text('{product}')"

    def shows(self, product, mark=""):
        self.see(self.card(product, mark))

    def hides(self, product):
        self.see(".product-list")
        self.see_no(self.card(product))

    def refuses(self, sentence, title="Not in the range of Store A"):
        self.see(f".modal:has-text('{title}') .modal-body:has-text('{sentence}')")
        self.click(".modal button:has-text('Ok')")
        self.see_no(".modal")

    def ask_to_pay(self):
        self.click(".product-screen .pay-order-button")

    def sell_and_pay(self, product, method):
        self.sell(product)
        self.pay(method)
        self.next_customer()

    def new_ticket(self):
        """Leave the ticket as it is and begin another; return the name of the first."""
        active = ".floating-order-container button.active"
        name = self.see(active).inner_text()
        self.click(".list-plus-btn")
        self.see_no(f"{active}:has-text('{name}')")
        return name

    def choose_ticket(self, name):
        self.click(f".floating-order-container button:has-text('{name}')")


class RangeCase(unittest.TestCase):
    """Plain cashiers; every store carries the category “Goods”, and nothing else may
    be sold."""

    @classmethod
    def setUpClass(cls):
        cls.served = cls.enterClassContext(served())
        cls.chain = Chain(cls.served)
        cls.admin = cls.chain.admin
        cls.browser = cls.enterClassContext(
            launch(cls.enterClassContext(sync_playwright()))
        )
        profile = cls.admin.create(
            "retail.profile",
            name="Strict",
            company_id=cls.chain.company,
            out_of_range_policy="forbid",
        )
        cls.admin.call(
            "res.company",
            "write",
            [cls.chain.company],
            {"retail_profile_id": profile},
        )
        cls.warehouses = {
            letter: store["warehouse"] for letter, store in cls.chain.stores.items()
        }
        cls.goods = cls.admin.create("product.category", name="Goods")
        cls.admin.call(
            "product.product",
            "write",
            list(cls.chain.products.values()),
            {"categ_id": cls.goods},
        )
        cls.storage = cls.admin.create("product.category", name="Storage")
        cls.everywhere = cls.publish("Everywhere", "ABC", [{"categ_id": cls.goods}])
        cls.barcodes = {}

    # --- what managers do ---------------------------------------------------

    @classmethod
    def publish(cls, name, letters, lines, **values):
        assortment = cls.admin.create(
            "retail.assortment",
            name=name,
            store_ids=[(6, 0, [cls.warehouses[letter] for letter in letters])],
            line_ids=[(0, 0, line) for line in lines],
            **values,
        )
        cls.admin.call("retail.assortment", "action_publish", [assortment])
        return assortment

    def close(self, assortment):
        self.admin.call("retail.assortment", "action_close", [assortment])

    def product(self, name, category=None):
        self.barcodes[name] = str(next(BARCODES))
        product = self.chain.create_product(
            name, 100.0, self.barcodes[name], categ_id=category or self.goods
        )
        self.chain.products[name] = product
        return product

    def drop(self, product):
        """Exclude a product from all stores; return the line that does it."""
        return self.admin.create(
            "retail.assortment.line",
            assortment_id=self.everywhere,
            product_id=product,
            exclude=True,
        )

    def unlink(self, line):
        self.admin.call("retail.assortment.line", "unlink", [line])

    def move(self, product, category):
        self.admin.call("product.product", "write", [product], {"categ_id": category})

    # --- what the tests look at ---------------------------------------------

    def till(self, letter="A"):
        return RangeTill(self.browser, self.chain, letter)

    def tickets(self, product, count=1):
        """Wait until so many tickets sell a product; return them."""
        domain = [("lines.product_id", "=", product)]
        deadline = time.monotonic() + 40
        while self.admin.call("pos.order", "search_count", domain) < count:
            self.assertLess(time.monotonic(), deadline, "The ticket did not arrive")
            time.sleep(0.2)
        fields = ("state", "amount_paid", "pos_reference", "uuid", "payment_ids")
        tickets = self.admin.read("pos.order", domain, *fields)
        self.assertEqual(len(tickets), count)
        return tickets

    def wait(self, till, condition):
        """Wait until something has happened in a till."""
        deadline = time.monotonic() + 30
        while not condition():
            self.assertLess(time.monotonic(), deadline)
            till.page.wait_for_timeout(100)

    def reviews(self, ticket):
        domain = [("pos_order_id", "=", ticket["id"])]
        return self.admin.read("retail.review", domain, "kind", "state", "message")

    def check_booked(self, ticket):
        self.assertEqual((ticket["state"], ticket["amount_paid"]), ("paid", 100.0))
        self.assertEqual(len(ticket["payment_ids"]), 1)
