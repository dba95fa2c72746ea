"""What a store carries changes while its tills are open, off line, or hold a cart."""

import contextlib
import itertools
import time
import unittest

from chain import Chain, served
from playwright.sync_api import sync_playwright
from till import KnownTill, launch

BARCODES = itertools.count(7100000000000)
SYNC = "**/pos.order/sync_from_ui*"


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


class TestRangeInOpenTills(unittest.TestCase):
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

    # --- the range changes while the till is open ---------------------------

    def test_as_06_a_dropped_product_leaves_an_open_till(self):
        rug = self.product("Rug", self.storage)
        crate = self.product("Crate", self.storage)
        extras = self.publish("Extras", "A", [{"product_id": crate}])
        line = self.admin.create(
            "retail.assortment.line", assortment_id=extras, product_id=rug
        )
        with self.till() as till:
            till.sell("Rug")
            parked = till.new_ticket()
            self.unlink(line)
            till.hides("Rug")
            till.scan(self.barcodes["Rug"])
            till.refuses("Store A does not carry Rug and may not sell it.")

            till.reload()
            till.hides("Rug")
            till.choose_ticket(parked)
            till.see(till.line("Rug"))
            till.ask_to_pay()
            till.refuses("Store A does not carry this: Rug. Take it off the ticket.")

            till.unplug()
            # With the cart that holds it on the screen.
            till.reload()
            till.see(till.line("Rug"))
            till.hides("Rug")
            till.new_ticket()
            till.scan(self.barcodes["Rug"])
            till.refuses("Store A does not carry Rug and may not sell it.")

            # Nobody tells a till that started off line: it asks.
            till.plug_in()
            self.drop(crate)
            till.hides("Crate")

    def test_as_06_every_kind_of_change_acts_in_an_open_till(self):
        lamp = self.product("Red Lamp")
        self.product("Vase", self.storage)
        sledge = self.product("Sledge", self.storage)
        north = self.admin.create("retail.store.group", name="North")
        self.publish("Winter", "", [{"product_id": sledge}], group_ids=[(4, north)])
        with self.till() as till:
            till.shows("Red Lamp")
            till.hides("Vase")
            with self.subTest("a product moves to another category"):
                self.move(lamp, self.storage)
                till.hides("Red Lamp")
                self.move(lamp, self.goods)
                till.shows("Red Lamp")
            with self.subTest("a category moves below another"):
                self.admin.call(
                    "product.category",
                    "write",
                    [self.storage],
                    {"parent_id": self.goods},
                )
                till.sell("Vase")
                self.admin.call(
                    "product.category", "write", [self.storage], {"parent_id": False}
                )
                till.hides("Vase")
            with self.subTest("the store joins a group"):
                self.admin.call(
                    "stock.warehouse",
                    "write",
                    [self.warehouses["A"]],
                    {"store_group_id": north},
                )
                till.shows("Sledge")
            with self.subTest("an assortment is published, and closed"):
                without = self.publish(
                    "Recall", "A", [{"product_id": lamp, "exclude": True}]
                )
                till.hides("Red Lamp")
                self.close(without)
                till.shows("Red Lamp")

    def test_as_06_an_answer_that_was_overtaken_does_not_stand(self):
        stool = self.product("Stool")
        held = []

        def hold_the_first(route):
            answer = route.fetch()
            if held:
                route.fulfill(response=answer)
            held.append((route, answer))

        with self.till() as till:
            till.shows("Stool")
            till.page.route("**/get_range_from_ui*", hold_the_first)
            line = self.drop(stool)
            self.wait(till, lambda: held)
            self.unlink(line)
            till.page.wait_for_timeout(2000)
            route, answer = held[0]
            route.fulfill(response=answer)
            till.page.wait_for_timeout(2000)
            till.shows("Stool")

    def test_as_06_midnight_comes_to_each_store_in_its_time_zone(self):
        rug = self.product("Winter Rug", self.storage)
        vase = self.product("Spring Vase", self.storage)
        for letter, zone in (("A", "Europe/Oslo"), ("B", "Atlantic/Reykjavik")):
            self.admin.call(
                "stock.warehouse", "write", [self.warehouses[letter]], {"tz": zone}
            )
        self.publish("Winter", "AB", [{"product_id": rug}], date_end="2026-03-01")
        self.publish("Spring", "AB", [{"product_id": vase}], date_start="2026-03-02")
        # Midnight comes at 23:00 UTC to Oslo, and at 00:00 UTC to Reykjavik.
        with self.clock("2026-03-01 22:30:00"), self.till() as oslo:
            with self.till("B") as reykjavik:
                for till in (oslo, reykjavik):
                    till.shows("Winter Rug")
                    till.hides("Spring Vase")
                self.check_sold("A", rug)
                self.check_refused("A", vase)
                self.served.stop()
                self.served.start(clock="2026-03-01 22:59:30")
                oslo.reload()
                oslo.shows("Winter Rug")

                # It looks every 20 seconds whether a date has passed.
                oslo.see(oslo.card("Spring Vase"), timeout=90000)
                oslo.hides("Winter Rug")
                self.check_sold("A", vase)
                self.check_refused("A", rug)

                self.check_sold("B", rug)
                self.check_refused("B", vase)
                reykjavik.reload()
                reykjavik.shows("Winter Rug")
                reykjavik.hides("Spring Vase")

    @contextlib.contextmanager
    def clock(self, moment):
        """Let the server believe that it is this moment (UTC) now."""
        self.served.stop()
        self.served.start(clock=moment)
        try:
            yield
        finally:
            self.served.stop()
            self.served.start()

    def check_sold(self, letter, product):
        self.chain.send_ticket(letter, product, 100.0)

    def check_refused(self, letter, product, sentence="does not carry this"):
        with self.assertRaisesRegex(RuntimeError, sentence):
            self.chain.send_ticket(letter, product, 100.0)

    # --- the range changes while the till is off line -----------------------

    def test_a_till_off_line_sells_by_its_last_known_range(self):
        mug = self.product("Blue Mug")
        with self.till() as till:
            till.unplug()
            self.drop(mug)
            till.sell_and_pay("Blue Mug", "Cash A")
            till.shows("Blue Mug")
            till.plug_in()
            till.hides("Blue Mug")
            [ticket] = self.tickets(mug)
            self.check_booked(ticket)
            self.assertEqual(self.chain.on_hand("A", "Blue Mug"), -1.0)
            [review] = self.reviews(ticket)
            self.assertEqual((review["kind"], review["state"]), ("judge", "open"))
            self.assertIn("Store A does not carry this: Blue Mug", review["message"])
            till.scan(self.barcodes["Blue Mug"])
            till.refuses("Store A does not carry Blue Mug and may not sell it.")

    def test_unsent_tickets_survive_a_range_change_and_a_start_off_line(self):
        bowl, plate = self.product("Bowl"), self.product("Plate")
        with self.till() as till:
            till.unplug()
            till.sell_and_pay("Bowl", "Cash A")
            till.sell_and_pay("Plate", "Card A")
            self.drop(bowl)
            till.reload()
            till.see(".retail-unsent-button:has-text('2')")
            till.plug_in()
            tickets = [*self.tickets(bowl), *self.tickets(plate)]
            till.hides("Bowl")
            till.see_no(".retail-unsent-button")
        for ticket in tickets:
            self.check_booked(ticket)
        self.assertEqual([len(self.reviews(ticket)) for ticket in tickets], [1, 0])
        self.assertEqual(len({ticket["pos_reference"] for ticket in tickets}), 2)

    def test_an_unsent_ticket_survives_a_range_change_and_reload_data(self):
        fork, knife = self.product("Fork"), self.product("Knife")
        with self.till() as till:
            till.page.route(SYNC, lambda route: route.abort())
            till.sell_and_pay("Fork", "Cash A")
            self.drop(fork)
            till.hides("Fork")
            till.menu("Reload Data")
            with till.page.expect_navigation():
                till.click(".modal button:has-text('Full')")
            till.hides("Fork")
            till.see(".retail-unsent-button:has-text('1')")
            till.page.unroute(SYNC)
            till.sell_and_pay("Knife", "Cash A")
            tickets = [*self.tickets(fork), *self.tickets(knife)]
            till.see_no(".retail-unsent-button")
        for ticket in tickets:
            self.check_booked(ticket)
        # Each has its own receipt number.
        self.assertEqual(len({ticket["pos_reference"] for ticket in tickets}), 2)

    # --- products that are archived or blocked ------------------------------

    def test_a_product_archived_in_an_open_cart_is_sold(self):
        jug = self.product("Jug")
        with self.till() as till:
            till.sell("Jug")
            self.admin.call("product.product", "action_archive", [jug])
            till.reload()
            till.see(till.line("Jug"))
            # What *Continue Selling* in the back office opens.
            register = till.store["register"]
            till.page.goto(f"{self.served.url}/pos/ui/{register}?from_backend=1")
            till.see(till.line("Jug"))
            till.pay("Cash A")
            till.next_customer()
        [ticket] = self.tickets(jug)
        self.check_booked(ticket)
        self.assertEqual(self.reviews(ticket), [])

    def test_as_11_a_product_is_blocked_while_the_till_is_open(self):
        saw = self.product("Saw")
        found = self.admin.one("product.product", [("id", "=", saw)], "product_tmpl_id")
        with self.till() as till:
            till.sell("Saw")
            block = self.admin.create(
                "retail.sale.block",
                product_tmpl_id=found["product_tmpl_id"][0],
                kind="blocked",
                message="Recalled: the handle can break.",
            )
            till.shows("Saw", mark="Blocked")
            till.scan(self.barcodes["Saw"])
            till.refuses("Recalled: the handle can break.", title="Blocked for sale")
            till.ask_to_pay()
            till.refuses("Recalled: the handle can break.", title="Blocked for sale")
            self.check_refused("A", saw, "Saw may not be sold. Recalled: the handle")
            self.admin.call("retail.sale.block", "unlink", [block])
            till.see_no(till.card("Saw", mark="Blocked"))
            till.pay("Cash A")
        self.check_booked(*self.tickets(saw))

    # --- stores without a till ----------------------------------------------

    def test_a_store_without_register_has_a_range(self):
        tent = self.product("Tent", self.storage)
        store = self.admin.create(
            "stock.warehouse", name="Store D", code="STD", is_store=True
        )
        self.warehouses["D"] = store
        camping = self.publish("Camping", "D", [{"product_id": tent}])
        carried = [("assorted_store_ids", "in", [store])]
        found = self.admin.call("product.product", "search", carried)
        self.assertEqual(found, [tent])
        self.close(camping)
        self.assertEqual(self.admin.call("product.product", "search", carried), [])
