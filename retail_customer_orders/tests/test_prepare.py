from odoo.exceptions import AccessError
from odoo.tests import tagged

from .prepare import WORKER, PrepareCommon


@tagged("post_install", "-at_install")
class TestPrepare(PrepareCommon):
    """The list of a store, and picking it."""

    # === FU-01, FU-02 ===#

    def test_fu_01_only_this_store(self):
        mine, shipped = self.pickup(), self.ship()
        other = self.pickup(store=self.store_a)
        found = {one["order_id"]: one["mode"] for one in self.find()}
        self.assertEqual(found[mine.id], "pickup")
        self.assertEqual(found[shipped.id], "ship")
        self.assertNotIn(other.id, found)
        for preset, order in (("pickup", mine), ("ship", shipped)):
            ids = [one["order_id"] for one in self.find(preset=preset)]
            self.assertEqual(ids, [order.id])
        answer = self.ask("find_deliveries_from_ui")
        self.assertEqual(answer["counts"], {"all": 2, "pickup": 1, "ship": 1})

    def test_fu_01_search(self):
        order, other = self.pickup(), self.ship(product=self.goods_b)
        self.goods_b.barcode = "7038010000012"
        for term in (
            order.customer_order_reference,
            order.name,
            self.delivery(order).name,
        ):
            ids = [one["order_id"] for one in self.find(term=term)]
            self.assertEqual(ids, [order.id], term)
        ids = [one["order_id"] for one in self.find(term="7038010000012")]
        self.assertEqual(ids, [other.id])
        self.assertEqual(len(self.find(term="Kari Cust")), 2)
        self.assertFalse(self.find(term="nothing like it"))

    def test_fu_01_pages(self):
        orders = [self.pickup(1) for _number in range(3)]
        first = self.ask("find_deliveries_from_ui", limit=2)
        rest = self.ask("find_deliveries_from_ui", limit=2, offset=2)
        self.assertEqual((first["total"], len(first["deliveries"])), (3, 2))
        found = first["deliveries"] + rest["deliveries"]
        self.assertEqual({one["order_id"] for one in found}, {one.id for one in orders})

    def test_fu_01_queries_do_not_grow(self):
        for number in range(2):
            self.ship(1) if number else self.pickup(1)

        def count():
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.find()
            return self.env.cr.sql_log_count - before

        count()
        few = count()
        for _number in range(4):
            self.ship(1, product=self.goods_b)
            self.pickup(1, product=self.goods_c)
        self.assertLessEqual(count(), few + 2)
        self.assertLess(few, 80)

    def test_fu_02_what_is_shown(self):
        order = self.ship(5)
        self.pick(order, {self.goods_a: 2})
        one = self.find_one(order)
        self.assertEqual(one["customer"], "Kari Customer")
        self.assertEqual((one["total"], one["balance"]), (500, 450))
        self.assertIn("Storgata 1", one["address"])
        [line] = one["lines"]
        self.assertEqual(
            [line[name] for name in ("ordered", "done", "qty", "picked", "reserved")],
            [5, 0, 5, 2, 5],
        )
        self.assertEqual((line["on_hand"], line["reserved_here"]), (10, 5))
        self.assertIn("Stock", line["place"])

    def test_order_that_waits_for_review_is_not_listed(self):
        """It arrived after off line and was not made yet; once it is, it is listed."""
        payload = self.order_payload([self.later(self.goods_a)])
        self.goods_a.sale_ok = False
        ticket = self.take_order([], payload=payload, silent=True)
        self.assertFalse(ticket.customer_order_id or self.find())
        self.goods_a.sale_ok = True
        review = self.env["retail.review"].search([("pos_order_id", "=", ticket.id)])
        review.with_user(self.manager).action_retry()
        order = ticket.customer_order_id
        self.pick(order)
        self.assertEqual(self.find_one(order)["state"], "picked")

    def test_not_reserved_yet(self):
        """The goods of a new order are reserved right after it: it is listed anyway."""
        ticket = self.take_order([self.later(self.goods_a)])
        order = ticket.customer_order_id
        self.assertEqual(self.find_one(order)["lines"][0]["reserved"], 0)
        ticket.order_request_ids._reserve()
        self.assertEqual(self.find_one(order)["lines"][0]["reserved"], 1)

    # === FU-05 ===#

    def test_fu_05_one_worker(self):
        order = self.pickup()
        answer = self.claim(order, worker=WORKER)
        [one] = answer["deliveries"]
        self.assertEqual((one["state"], one["worker"]), ("picking", WORKER))
        self.assertTrue(one["mine"])
        since = self.delivery(order).picking_since
        self.claim(order, worker=WORKER)
        self.assertEqual(self.delivery(order).picking_since, since)
        theirs = {"user": self.colleague}
        self.assertFalse(self.find_one(order, **theirs)["mine"])
        answer = self.claim(order, **theirs)
        self.assertFalse(answer["ok"])
        self.assertIn(f"Picking: {WORKER} has had {order.name}", answer["message"])
        for work in (self.pick, self.stage):
            with self.assertRefusal(f"Picking: {WORKER} has had"):
                work(order, **theirs)
        self.assertEqual(self.delivery(order).user_id, self.cashier)

    def test_fu_05_two_employees_of_one_user(self):
        order = self.pickup()
        self.claim(order, worker=WORKER)
        answer = self.claim(order, worker="Olaf Other")
        self.assertEqual(answer["approval"]["kind"], "picking_takeover")

    def test_fu_05_released_and_taken_over(self):
        order = self.pickup()
        self.claim(order)
        self.release(order)
        self.assertFalse(self.delivery(order).picking_since)
        self.claim(order)
        asked = self.claim(order, user=self.colleague)
        self.assertIn("Take over", asked["approval"]["description"])
        with self.assertRefusal("Needs a manager's approval"):
            self.claim(
                order,
                user=self.colleague,
                approval="1b4e28ba-2fa1-4d3b-a3f5-ef19b5a7633b",
            )
        given = self.approve(asked["approval"], user=self.colleague)
        answer = self.claim(order, user=self.colleague, **given)
        self.assertTrue(answer["deliveries"][0]["mine"])
        self.assertEqual(self.delivery(order).user_id, self.colleague)
        self.assertIn("has had", self.claim(order)["message"])

    def test_fu_05_taken_over_once(self):
        order = self.pickup()
        self.claim(order)
        theirs = {"user": self.colleague}
        asked = self.claim(order, **theirs)
        given = self.approve(asked["approval"], **theirs)
        self.claim(order, **theirs, **given)
        # Sent twice: it is as it was wanted.
        self.assertTrue(self.claim(order, **theirs, **given)["ok"])
        self.release(order, **theirs)
        self.claim(order)
        with self.assertRefusal("Needs a manager's approval"):
            self.claim(order, **theirs, **given)

    def test_fu_05_register_and_stockroom(self):
        """One of them has it, wherever the other one asks."""
        stock = self.create_user("stock", "stock.group_stock_user", name="Stig Stock")
        order, other = self.ship(), self.ship(product=self.goods_b)
        self.delivery(order).with_user(stock).action_start_picking()
        self.assertIn("Stig Stock has had", self.claim(order)["message"])
        self.claim(other, worker=WORKER)
        with self.assertRefusal("has had"):
            self.delivery(other).with_user(stock).action_start_picking()
        self.delivery(order).with_user(stock).action_stop_picking()
        self.assertTrue(self.claim(order)["ok"])

    def test_fu_05_list_of_several_orders(self):
        first, second = self.pickup(2), self.ship(3, product=self.goods_b)
        answer = self.claim(first, second)
        self.assertEqual(
            [one["state"] for one in answer["deliveries"]], ["picking", "picking"]
        )
        third = self.pickup(1)
        with self.assertRefusal("has had"):
            self.claim(second, third, user=self.colleague)
        self.assertFalse(self.delivery(third).picking_since)

    # === FU-06 ===#

    def test_fu_06_picked_in_parts(self):
        order = self.pickup(5)
        [one] = self.pick(order, {self.goods_a: 2})["deliveries"]
        self.assertEqual(
            (one["state"], one["lines"][0]["picked"]), ("partly_picked", 2)
        )
        self.assertTrue(one["mine"])
        self.assertReserved(self.goods_a, self.store_b, 5)
        # The same again changes nothing.
        self.pick(order, {self.goods_a: 2})
        self.assertEqual(self.picked(order), 2)
        [one] = self.pick(order)["deliveries"]
        self.assertEqual((one["state"], self.picked(order)), ("picked", 5))
        self.assertReserved(self.goods_a, self.store_b, 5)

    def test_fu_06_no_more_than_ordered(self):
        order = self.pickup(5)
        with self.assertRefusal("Only 5 of “Article A” are to be prepared"):
            self.pick(order, {self.goods_a: 6})
        with self.assertRefusal("quantities of 0 or more"):
            self.pick(order, {self.goods_a: -1})
        other = self.pickup(1, product=self.goods_b)
        line = str(self.line(other, self.goods_b).id)
        with self.assertRefusal("was changed meanwhile"):
            self.ask("pick_delivery_from_ui", self.delivery(order).id, {line: 1})
        self.assertFalse(self.picked(order))

    def test_fu_06_in_hand_though_not_in_stock(self):
        order = self.pickup(12)
        self.assertReserved(self.goods_a, self.store_b, 10)
        self.pick(order)
        self.assertEqual(self.picked(order), 12)

    def test_fu_06_dozens(self):
        """Ordered by the dozen in the back office, picked by the piece."""
        order = self.order_half_a_dozen()
        self.assertEqual(self.find_one(order)["lines"][0]["qty"], 6)
        [one] = self.pick(order, {self.goods_a: 3})["deliveries"]
        self.assertEqual(
            (one["lines"][0]["picked"], one["state"]), (3, "partly_picked")
        )

    def test_fu_07_brought_back_to_the_shelf(self):
        order = self.pickup(5)
        self.pick(order)
        self.stage(order)
        [one] = self.pick(order, {self.goods_a: 0})["deliveries"]
        self.assertEqual((one["place"], self.picked(order)), ("", 0))
        self.assertReserved(self.goods_a, self.store_b, 5)

    def test_fu_07_goods_that_were_not_in_stock_are_not_kept(self):
        order = self.pickup(12)
        for quantity, reserved in ((12, 12), (11, 11), (3, 10), (12, 12), (0, 10)):
            self.pick(order, {self.goods_a: quantity})
            self.assertEqual(self.picked(order), quantity)
            self.assertReserved(self.goods_a, self.store_b, reserved)

    # === WHO, WHERE, WHEN NOT ===#

    def test_wrong_store(self):
        order = self.pickup()
        for work in (self.claim, self.pick, self.stage, self.tell):
            with self.assertRefusal("is prepared in Store B, not here"):
                work(order, register=self.register_a)

    def test_no_till_no_picking(self):
        order = self.pickup()
        nobody = self.create_user("nobody", "base.group_user")
        with self.assertRaises(AccessError):
            self.claim(order, user=nobody)

    def test_unknown_delivery(self):
        receipt = self.env["stock.picking"].search([("sale_id", "=", False)], limit=1)
        for ids in ([receipt.id or 2**30], [2**30]):
            with self.assertRefusal("does not exist any more"):
                self.ask("claim_deliveries_from_ui", ids)
        for ids in ([], "x", [True], None):
            with self.assertRefusal("Choose between"):
                self.ask("claim_deliveries_from_ui", ids)

    def test_held_order(self):
        order = self.ship()
        self.hold(order)
        self.assertIn("on hold", self.find_one(order)["obstacle"])
        for work in (self.claim, self.pick, self.stage):
            with self.assertRefusal("is not prepared now: the order is on hold"):
                work(order)
        with self.assertRefusal("is not prepared now"):
            self.ship_out(order, {self.goods_a: 1})

    def test_cancelled_meanwhile(self):
        order = self.pickup()
        delivery = self.delivery(order)
        self.pick(order)
        order._cancel_in_back_office(order._get_cancellable())
        with self.assertRefusal("was cancelled meanwhile. Put the goods back"):
            self.ask("stage_delivery_from_ui", delivery.id, "A 12")
        self.assertFalse([one for one in self.find() if one["order_id"] == order.id])
        self.assertReserved(self.goods_a, self.store_b, 0)

    def test_a_part_is_cancelled(self):
        """No more stays picked than is left of the order."""
        order = self.pickup(5)
        self.pick(order, {self.goods_a: 4})
        self.delivery(order).move_ids._reduce_demand(3)
        self.assertEqual(self.delivery(order).move_ids.product_uom_qty, 2)
        self.assertEqual(self.picked(order), 2)
        self.assertReserved(self.goods_a, self.store_b, 2)

    def test_not_claimed_goes_back_to_the_shelf(self):
        order = self.pickup(5)
        self.pick(order)
        self.stage(order)
        order._give_up(order.order_line)
        self.assertReserved(self.goods_a, self.store_b, 0)
        self.assertFalse(self.delivery(order).staged_place)
        self.assertFalse(self.find())

    # === NT-01 ===#

    def test_nt_01_counts_what_is_to_be_prepared(self):
        def count():
            return self.till().count_orders_from_ui(self.register_b.id)["prepare"]

        pickup, ship = self.pickup(1), self.ship(1)
        self.assertEqual(count(), 2)
        for order in (pickup, ship):
            self.pick(order)
            self.stage(order)
        self.assertEqual(count(), 1)
