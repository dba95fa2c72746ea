from odoo.tests import tagged

from .prepare import WORKER, PrepareCommon


@tagged("post_install", "-at_install")
class TestPrepareLeave(PrepareCommon):
    """Goods are staged, told of, handed out and shipped."""

    def ship_from_manual_store(self, qty=5):
        self.store_b.profile_id = self.env["retail.profile"].create(
            {
                "name": "Looks first",
                "manual_accept": "manual",
                "company_id": self.company.id,
            }
        )
        return self.ship(qty)

    # === FU-03, FU-11 ===#

    def test_fu_03_accepted_at_the_register(self):
        order = self.ship_from_manual_store()
        self.assertEqual(self.find_one(order)["state"], "pending")
        for work in (self.claim, self.pick):
            with self.assertRefusal("is pending: accept or reject it first"):
                work(order)
        delivery_id = self.delivery(order).id
        asked = self.ask("accept_delivery_from_ui", delivery_id)
        self.assertFalse(asked["ok"])
        self.assertEqual(order.order_line.acceptance, "pending")
        given = self.approve(asked["approval"])
        [one] = self.ask("accept_delivery_from_ui", delivery_id, **given)["deliveries"]
        self.assertEqual(one["state"], "to_pick")
        # Pressed twice.
        self.assertTrue(self.ask("accept_delivery_from_ui", delivery_id)["ok"])
        self.pick(order)
        self.assertEqual(self.picked(order), 5)

    def test_fu_03_people_of_the_store_need_no_approval(self):
        order = self.ship_from_manual_store()
        self.cashier.group_ids += self.env.ref("retail_base.group_retail_user")
        answer = self.ask("accept_delivery_from_ui", self.delivery(order).id)
        self.assertEqual(answer["deliveries"][0]["state"], "to_pick")

    def reject(self, order, quantity, open_qty=5, reason_id=None, **values):
        reason = self.env.ref("retail_customer_orders.reason_code_rejection_stock")
        rejection = {
            "line_id": self.line(order, self.goods_a)[:1].id,
            "quantity": quantity,
            "open_qty": open_qty,
            "reason_id": reason_id or reason.id,
            "note": "",
        }
        delivery = self.delivery(order)[:1]
        return self.ask("reject_goods_from_ui", delivery.id, rejection, **values)

    def test_fu_11_two_of_five_are_rejected(self):
        order = self.ship_from_manual_store()
        asked = self.reject(order, 2)
        self.assertIn("Reject 2 × Article A", asked["approval"]["description"])
        given = self.approve(asked["approval"])
        [one] = self.reject(order, 2, **given)["deliveries"]
        self.assertEqual(one["lines"][0]["qty"], 3)
        self.assertEqual(
            sorted(order.order_line.mapped("acceptance")), ["pending", "rejected"]
        )
        # Sent twice: what the register showed is not true any more.
        with self.assertRefusal("was changed meanwhile"):
            self.reject(order, 2, **given)
        self.assertEqual(len(order.order_line), 2)

    def test_fu_11_an_approval_is_for_one_decision(self):
        order = self.ship_from_manual_store()
        accepting = self.ask("accept_delivery_from_ui", self.delivery(order).id)
        given = self.approve(accepting["approval"])
        with self.assertRefusal("Needs a manager's approval"):
            self.reject(order, 1, **given)
        given = self.approve(self.reject(order, 1)["approval"])
        with self.assertRefusal("Needs a manager's approval"):
            self.reject(order, 2, **given)
        self.reject(order, 1, **given)
        with self.assertRefusal("Needs a manager's approval"):
            self.reject(order, 1, open_qty=4, **given)
        self.assertEqual(len(order.order_line), 2)

    def test_fu_11_reasons_in_use_here(self):
        order = self.ship_from_manual_store()
        reason = self.env["retail.reason.code"].create(
            {"name": "Broken", "kind": "rejection", "active": False}
        )
        company = self.env["res.company"].create({"name": "Another retailer"})
        theirs = reason.copy({"active": True, "company_id": company.id})
        for reason_id in (reason.id, theirs.id, True, "1", 2**40, -1):
            with self.assertRefusal("Choose a reason"):
                self.reject(order, 1, reason_id=reason_id)
        reason.active = True
        self.assertIn("approval", self.reject(order, 1, reason_id=reason.id))

    def test_fu_11_all_of_it(self):
        order = self.ship_from_manual_store()
        self.cashier.group_ids += self.env.ref("retail_base.group_retail_user")
        self.assertFalse(self.reject(order, 5)["deliveries"])
        self.assertFalse(self.find())

    def test_fu_11_not_what_is_picked(self):
        order = self.ship_from_manual_store()
        self.cashier.group_ids += self.env.ref("retail_base.group_retail_user")
        self.ask("accept_delivery_from_ui", self.delivery(order).id)
        self.pick(order, {self.goods_a: 1})
        with self.assertRefusal("was picked already"):
            self.reject(order, 2)

    def test_fu_04_pickups_need_no_acceptance(self):
        self.ship_from_manual_store()
        order = self.pickup(1)
        self.assertEqual(self.find_one(order)["state"], "to_pick")

    # === STAGED ===#

    def test_fu_08_staged_with_its_place(self):
        order = self.pickup()
        with self.assertRefusal("Nothing of .* is picked yet"):
            self.stage(order)
        self.pick(order)
        with self.assertRefusal("Scan or type the place"):
            self.stage(order, " ")
        [one] = self.stage(order, "  A  12 ")["deliveries"]
        self.assertEqual((one["state"], one["place"]), ("staged", "A 12"))
        self.assertFalse(one["worker"])
        # Whoever hands out finds the parcel.
        detail = self.till().read_order_from_ui(self.register_b.id, order.id)
        self.assertEqual(detail["lines"][0]["place"], "A 12")
        [again] = self.stage(order, user=self.colleague)["deliveries"]
        self.assertEqual(again["state"], "staged")

    def test_fu_08_label_of_a_place(self):
        shelf = self.env["stock.location"].create(
            {
                "name": "Shelf 4",
                "barcode": "LOC-4",
                "location_id": self.store_b.lot_stock_id.id,
            }
        )
        order = self.pickup()
        self.pick(order)
        [one] = self.stage(order, "LOC-4")["deliveries"]
        self.assertEqual(one["place"], shelf.name)
        # The goods stay where they are counted.
        self.assertEqual(
            self.delivery(order).move_line_ids.location_id, self.store_b.lot_stock_id
        )

    def test_fu_08_more_is_picked_after_staging(self):
        order = self.pickup(5)
        self.pick(order, {self.goods_a: 3})
        self.stage(order)
        [one] = self.pick(order)["deliveries"]
        self.assertEqual((one["state"], one["place"]), ("picked", "A 12"))

    # === READY ===#

    def test_ready_tells_the_customer_once(self):
        self.customer.email = "kari@example.com"
        self.company.retail_pickup_ready_mail = True
        order = self.pickup(2)
        with self.assertRefusal("is not all picked: 0 of 2"):
            self.tell(order)
        self.pick(order)
        self.stage(order)
        before = self.env["mail.mail"].search_count([])
        answer = self.tell(order)
        self.assertIn("is told by mail", answer["message"])
        self.assertTrue(answer["deliveries"][0]["told"])
        self.assertEqual(self.env["mail.mail"].search_count([]), before + 1)
        self.assertIn("was told already", self.tell(order)["message"])
        self.assertEqual(self.env["mail.mail"].search_count([]), before + 1)
        self.assertEqual(order.order_line.pickup_ready_date, self.today())

    def test_ready_without_mail(self):
        order = self.pickup(1)
        self.pick(order)
        self.assertIn("Call Kari Customer: 22334455", self.tell(order)["message"])

    def test_ready_is_for_pickups(self):
        order = self.ship(1)
        self.pick(order)
        with self.assertRefusal("nobody comes for it"):
            self.tell(order)

    def test_ready_when_somebody_says_so(self):
        """The clock leaves it to the store, where that wants to tell by itself."""
        order = self.pickup(1)
        groups = self.env["sale.order"]._find_ready_lines(100)
        self.assertIn(order.order_line.ids, groups)
        self.store_b.profile_id = self.env["retail.profile"].create(
            {"name": "Tells", "pickup_ready": "staged", "company_id": self.company.id}
        )
        groups = self.env["sale.order"]._find_ready_lines(100)
        self.assertNotIn(order.order_line.ids, groups)

    # === PICKUP OF WHAT IS PICKED ===#

    def test_pu_02_preset_to_what_is_picked(self):
        order = self.pickup(5)
        self.pick(order, {self.goods_a: 3})
        detail = self.till().read_order_from_ui(self.register_b.id, order.id)
        self.assertEqual(detail["lines"][0]["qty_ready"], 3)

    def test_pu_03_rest_stays_picked_at_its_place(self):
        lines = [self.later(self.goods_a, 5), self.later(self.goods_b, 2)]
        order = self.make_order(lines)
        self.pick(order, {self.goods_a: 4, self.goods_b: 2})
        self.stage(order)
        self.pick_up(order, {self.line(order, self.goods_a): 3})
        one = self.find_one(order)
        left = {line["name"]: (line["qty"], line["picked"]) for line in one["lines"]}
        self.assertEqual(left, {"Article A": (2, 1), "Article B": (2, 2)})
        self.assertEqual(one["place"], "A 12")
        self.assertReserved(self.goods_a, self.store_b, 2)
        self.pick_up(
            order, {line: line.fulfilment_open_qty for line in order.order_line}
        )
        self.assertEqual(order.customer_order_state, "done")
        self.assertEqual(self.on_hand(self.goods_a, self.store_b), 5)

    # === FU-09, FU-10 ===#

    def test_fu_09_shipped_straight_away(self):
        order = self.ship(5)
        delivery = self.delivery(order)
        answer = self.ship_out(order, {self.goods_a: 5}, tracking="TRK 1")
        self.assertFalse(answer["deliveries"])
        self.assertEqual(
            (delivery.state, delivery.carrier_tracking_ref), ("done", "TRK 1")
        )
        self.assertEqual(order.customer_order_state, "done")
        self.assertEqual(self.on_hand(self.goods_a, self.store_b), 5)
        with self.assertRefusal("have left already"):
            self.ship_out(order, {self.goods_a: 5}, delivery=delivery)

    def test_fu_09_partial_stays_listed(self):
        order = self.ship(5)
        [one] = self.ship_out(order, {self.goods_a: 2})["deliveries"]
        self.assertEqual((one["lines"][0]["qty"], one["lines"][0]["done"]), (3, 2))
        self.assertEqual(order.order_line.qty_delivered, 2)

    def test_fu_09_pickups_are_not_shipped(self):
        order = self.pickup(1)
        with self.assertRefusal("The customer picks this up"):
            self.ship_out(order, {self.goods_a: 1})

    def test_fu_09_not_before_it_is_paid(self):
        self.store_b.profile_id = self.env["retail.profile"].create(
            {
                "name": "Pay first",
                "payment_before_delivery": "full",
                "company_id": self.company.id,
            }
        )
        order = self.ship(5)
        self.assertEqual(self.find_one(order)["payment_missing"], 450)
        self.pick(order)
        with self.assertRefusal("must be paid first"):
            self.ship_out(order, {self.goods_a: 5})
        self.assertEqual(self.picked(order), 5)

    def test_fu_10_counters(self):
        stock = {self.store_b: 500}
        bolts = self.create_product("Bolt", list_price=1, stock=stock)
        for shipped, left in ((200, (300, 0)), (201, (299, 0)), (50, (450, 150))):
            order = self.ship(500, product=bolts)
            self.pick(order, {bolts: 200})
            one = self.find_one(order)["lines"][0]
            self.assertEqual(one["qty"] - one["picked"], 300)
            [one] = self.ship_out(order, {bolts: shipped})["deliveries"]
            line = one["lines"][0]
            self.assertEqual((line["qty"], line["picked"]), left)
            order._cancel_in_back_office(order._get_cancellable())
            self.env["stock.quant"]._update_available_quantity(
                bolts, self.store_b.lot_stock_id, shipped
            )

    def test_fu_10_no_more_than_is_left(self):
        order = self.ship(5)
        self.ship_out(order, {self.goods_a: 2})
        with self.assertRefusal("Only 3 of “Article A”"):
            self.ship_out(order, {self.goods_a: 4})
        with self.assertRefusal("Choose what is shipped"):
            self.ship_out(order, {})

    def test_claim_goes_with_the_rest(self):
        order = self.ship(5)
        self.claim(order, worker=WORKER)
        with self.assertRefusal("has had"):
            self.ship_out(order, {self.goods_a: 2}, user=self.colleague)
        [one] = self.ship_out(order, {self.goods_a: 2}, worker=WORKER)["deliveries"]
        self.assertEqual((one["worker"], one["mine"]), (WORKER, True))

    def test_steps_of_the_warehouse(self):
        """What the stockroom brings first is listed once it has."""
        self.store_b.delivery_steps = "pick_ship"
        order = self.ship(2)
        self.assertFalse(self.find())
        order.picking_ids.move_ids.write({"quantity": 2, "picked": True})
        order.picking_ids.button_validate()
        self.pick(order)
        self.assertEqual(self.find_one(order)["state"], "picked")
        self.ship_out(order, {self.goods_a: 2})
        self.assertEqual(order.customer_order_state, "done")
