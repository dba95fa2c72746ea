from odoo.tests import tagged

from .common import CustomerOrderCommon


@tagged("post_install", "-at_install")
class TestMoveHere(CustomerOrderCommon):
    """A customer came to the wrong store: a cashier there hands out (PU-01)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.open_session(cls.register_a)
        cls.open_session(cls.register_b)

    def read_order(self, order, register=None):
        register = register or self.register_a
        return self.till().read_order_from_ui(register.id, order.id)

    def move(self, order, lines=None, register=None, version=None):
        """Move what waits in store B to store A."""
        register = register or self.register_a
        version = version or self.read_order(order, register)["version"]
        lines = order.order_line if lines is None else lines
        answer = self.till().move_pickup_here_from_ui(
            register.id, order.id, lines.ids, version
        )
        order.invalidate_recordset()
        return answer

    def offer(self, order, register=None):
        return self.read_order(order, register)["actions"]["move_here"]

    def test_pu_01_wrong_store_moves_the_pickup_here(self):
        order = self.make_order([self.later(self.goods_a, 2)])
        line, held = order.order_line, order.deposit_held
        offer = self.offer(order)
        self.assertEqual((offer["enabled"], offer["why"]), (True, ""))
        (row,) = offer["lines"]
        self.assertEqual(
            (row["order_line_id"], row["qty"], row["store"], row["why"]),
            (line.id, 2, "Store B", ""),
        )
        answer = self.move(order)
        self.assertTrue(answer["actions"]["pickup"]["enabled"])
        self.assertEqual(answer["lines"][0]["qty_ready"], 2)
        self.assertEqual(answer["actions"]["move_here"]["lines"], [])
        self.assertEqual(line.fulfilment_store_id, self.store_a)
        self.assertEqual(line.fulfilment_date, self.store_a._get_local_today())
        self.assertEqual(line.warehouse_id, self.store_a)
        self.assertEqual((order.deposit_held, line.price_unit), (held, 100))
        free = self.goods_a._get_store_availability(self.store_b)
        self.assertEqual(free[self.goods_a.id, self.store_b.id]["reserved"], 0)
        self.pick_up(order, {line: 2}, register=self.register_a)
        self.assertEqual(line.fulfilment_open_qty, 0)
        self.assertEqual(self.on_hand(self.goods_a, self.store_a), 8)
        self.assertEqual(self.on_hand(self.goods_a, self.store_b), 10)
        self.assertDeposits(order, 20, 20)

    def test_pu_01_nothing_is_offered_in_the_right_store(self):
        order = self.make_order(
            [self.later(self.goods_a), self.later(self.goods_b, fulfilment="ship")]
        )
        self.assertEqual(
            self.offer(order, self.register_b),
            {"enabled": False, "why": "", "lines": []},
        )
        with self.assertRefusal("Choose goods that wait"):
            self.move(order, register=self.register_b)
        # What is shipped is not picked up.
        with self.assertRefusal("Choose goods that wait"):
            self.move(order)
        self.move(order, self.line(order, self.goods_a))

    def test_pu_01_not_enough_stock_here(self):
        rare = self.create_product("Rare", list_price=10, stock={self.store_b: 5})
        order = self.make_order([self.later(rare, 2), self.later(self.goods_a)])
        offer = self.offer(order)
        why = {row["name"]: row["why"] for row in offer["lines"]}
        self.assertTrue(offer["enabled"])
        self.assertEqual(why["Rare"], "0 of 2 are free in Store A.")
        with self.assertRefusal("“Rare” cannot be picked up in Store A: 0 of 2"):
            self.move(order)
        self.assertEqual(order.order_line.fulfilment_store_id, self.store_b)
        self.move(order, self.line(order, self.goods_a))
        self.assertEqual(
            self.line(order, self.goods_a).fulfilment_store_id, self.store_a
        )
        offer = self.offer(order)
        self.assertEqual(
            (offer["enabled"], offer["why"]), (False, "0 of 2 are free in Store A.")
        )

    def test_pu_01_what_is_reserved_for_others_is_not_free(self):
        other = self.make_order([self.later(self.goods_a, 9, store=self.store_a)])
        order = self.make_order([self.later(self.goods_a, 2)])
        self.assertEqual(other.order_line.move_ids.state, "assigned")
        with self.assertRefusal("1 of 2 are free in Store A"):
            self.move(order)

    def test_pu_01_two_lines_share_what_is_free(self):
        order = self.make_order(
            [self.later(self.goods_a, 6), self.later(self.goods_a, 6)]
        )
        why = [row["why"] for row in self.offer(order)["lines"]]
        self.assertEqual(why, ["", "4 of 6 are free in Store A."])
        with self.assertRefusal("4 of 6"):
            self.move(order)
        self.move(order, order.order_line[0])

    def test_pu_01_what_was_picked_stays(self):
        order = self.make_order([self.later(self.goods_a)])
        order.order_line.move_ids.picked = True
        why = "It was picked, or ordered for it, in Store B already."
        offer = self.offer(order)
        self.assertEqual((offer["enabled"], offer["why"]), (False, why))
        with self.assertRefusal("was picked, or ordered for it, in Store B already"):
            self.move(order)
        order.order_line.move_ids.picked = False
        self.move(order)

    def test_pu_01_the_rest_of_a_partial_pickup(self):
        order = self.make_order([self.later(self.goods_a, 3)])
        line = order.order_line
        self.pick_up(order, {line: 1})
        self.assertEqual(self.offer(order)["lines"][0]["qty"], 2)
        self.move(order)
        self.pick_up(order, {line: 2}, register=self.register_a)
        self.assertEqual(order.customer_order_state, "done")
        self.assertEqual(self.on_hand(self.goods_a, self.store_a), 8)
        self.assertEqual(self.on_hand(self.goods_a, self.store_b), 9)
        self.assertDeposits(order, 30, 30)

    def test_pu_01_somebody_else_was_quicker(self):
        order = self.make_order([self.later(self.goods_a)])
        version = self.read_order(order)["version"]
        self.move(order)
        with self.assertRefusal("Somebody else has changed"):
            self.move(order, version=version)

    def test_pu_01_not_in_a_store_without_pickup(self):
        order = self.make_order([self.later(self.goods_a)])
        self.store_a.pickup_enabled = False
        self.assertIn("hands out no orders", self.offer(order)["why"])
        with self.assertRefusal("Store A hands out no orders"):
            self.move(order)

    def test_pu_01_payload_that_cannot_be_read(self):
        order = self.make_order([self.later(self.goods_a)])
        version = self.read_order(order)["version"]
        for wrong in (None, [], "1", {"1": 1}, ["x"], [-1]):
            with self.assertRefusal("Choose goods"):
                self.till().move_pickup_here_from_ui(
                    self.register_a.id, order.id, wrong, version
                )

    def test_history_says_what_was_moved(self):
        order = self.make_order([self.later(self.goods_a)])
        history = self.move(order)["history"]
        self.assertRegex(history[0]["text"], "Article A: Pick Up · Store B .* Store A")
        self.assertIn(self.cashier.name, history[0]["when"])
