"""What a store carries changes while its tills are open, off line, or hold a cart."""

import contextlib

from range_case import RangeCase

SYNC = "**/pos.order/sync_from_ui*"


class TestRangeInOpenTills(RangeCase):
    """Cashiers whose stores change what they carry (AS-06)."""

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
