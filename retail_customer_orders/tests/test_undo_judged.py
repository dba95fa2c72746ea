from uuid import uuid4

from odoo.tests import tagged

from .undo import UndoCommon


@tagged("post_install", "-at_install")
class TestUndoJudged(UndoCommon):
    """What the server refuses, whatever the till says."""

    def setUp(self):
        super().setUp()
        self.order = self.make_order([self.later(self.goods_a, 3)])
        self.ticket = self.pick_up(self.order, {self.order.order_line: 2})

    def assertUntouched(self):
        self.assertEqual(self.order.order_line.qty_delivered, 2)
        self.assertDeposits(self.order, received=30, applied=20)

    def test_undone_once(self):
        undo = self.build_undo(self.ticket)
        other = self.build_undo(self.ticket)
        first = self.sync_ticket(undo)
        self.assertEqual(self.sync_ticket(undo), first)
        with self.assertRefusal(f"undone already on ticket {first.pos_reference}"):
            self.sync_ticket(other)
        with self.assertRefusal("undone already"):
            self.build_undo(self.ticket)
        with self.assertRefusal("has handed nothing out"):
            self.build_undo(first)
        self.assertEqual(self.order.order_line.qty_delivered, 0)

    def test_register_closed_since(self):
        undo = self.build_undo(self.ticket)
        self.close_session(self.register_b)
        self.open_session(self.register_b)
        with self.assertRefusal("Take the goods back in Returns"):
            self.build_undo(self.ticket)
        with self.assertRefusal("Take the goods back in Returns"):
            self.sync_ticket(undo)
        self.assertUntouched()

    def test_another_register(self):
        with self.assertRefusal("its register was closed or is another one"):
            self.build_undo(self.ticket, register=self.register_a)
        undo = self.build_undo(self.ticket)
        undo["session_id"] = self.register_a.current_session_id.id
        cash = self.register_a.payment_method_ids.filtered("is_cash_count")
        undo["payment_ids"][0][2]["payment_method_id"] = cash.id
        with self.assertRefusal("its register was closed or is another one"):
            self.sync_ticket(undo)

    def test_returned_since(self):
        undo = self.build_undo(self.ticket)
        goods = self.ticket.lines.filtered("customer_order_line_id")
        self.sell(self.register_b, [self.build_refund_line(goods)])
        with self.assertRefusal("returned already"):
            self.sync_ticket(undo)

    def test_forged_tickets(self):
        goods = 0
        for change, message in (
            ({"price_unit": 101}, "at the prices of the pickup"),
            ({"discount": -10}, "at the prices of the pickup"),
            ({"qty": -1}, "all that it handed out"),
            ({"qty": -3}, "all that it handed out"),
            ({"product_id": self.goods_c.id}, "all that it handed out"),
        ):
            undo = self.build_undo(self.ticket)
            undo["lines"][goods][2].update(change)
            with self.assertRefusal(message):
                self.sync_ticket(undo)
        undo = self.build_undo(self.ticket)
        undo["lines"].append(self.build_ticket_line(self.goods_c, -1))
        with self.assertRefusal("nothing else"):
            self.sync_ticket(undo)
        undo = self.build_undo(self.ticket)
        undo["pickup_payload"]["deposit"] = 10
        undo["lines"][1][2]["price_unit"] = 10
        with self.assertRefusal("takes back a deposit of"):
            self.sync_ticket(undo)
        undo = self.build_undo(self.ticket)
        undo["amount_total"] = undo["amount_paid"] = -500
        undo["payment_ids"][0][2]["amount"] = -500
        with self.assertRefusal("gives back"):
            self.sync_ticket(undo)
        undo = self.build_undo(self.ticket)
        undo["partner_id"] = self.env["res.partner"].create({"name": "Thief"}).id
        with self.assertRefusal("for its customer"):
            self.sync_ticket(undo)
        self.assertUntouched()

    def test_unknown_pickup(self):
        other = self.make_order([self.later(self.goods_a)])
        for change in (
            {"undo_pickup_of": str(uuid4())},
            {"order_id": other.id},
            {"undo_pickup_of": self.order.order_request_ids.pos_order_id.uuid},
        ):
            undo = self.build_undo(self.ticket, **change)
            with self.assertRefusal("not known here"):
                self.sync_ticket(undo)
        undo = self.build_undo(self.ticket, undo_pickup_of=1)
        with self.assertRefusal("cannot be read"):
            self.sync_ticket(undo)
        for uuid in (None, False, str(uuid4()), 1):
            with self.assertRefusal("not known here"):
                self.till().undo_pickup_from_ui(self.register_b.id, uuid)

    def test_silent_undo_that_cannot_be(self):
        """The customer has the money: a manager looks into it."""
        undo = self.build_undo(self.ticket)
        self.undo(self.ticket)
        late = self.sync_ticket(undo, silent=True)
        self.assertEqual((late.state, late.pickup_booked), ("paid", False))
        self.assertFalse(late.undo_pickup_of_id)
        review = self.env["retail.review"].search([("pos_order_id", "=", late.id)])
        self.assertIn("undone already", review[:1].message)
        self.assertEqual(self.order.order_line.qty_delivered, 0)
        self.assertEqual(self.on_hand(self.goods_a, self.store_b), 10)

    def test_client_cannot_link_an_undo(self):
        undo = self.build_undo(self.ticket)
        del undo["pickup_payload"]["undo_pickup_of"]
        undo["undo_pickup_of_id"] = self.ticket.id
        with self.assertRefusal("The deposit on this ticket is"):
            self.sync_ticket(undo)

    def test_till_sees_what_can_be_undone(self):
        detail = self.till().read_order_from_ui(self.register_b.id, self.order.id)
        self.assertEqual(
            detail["actions"]["undo_pickup"],
            {"enabled": True, "why": "", "ticket_uuid": self.ticket.uuid},
        )
        detail = self.till().read_order_from_ui(self.register_a.id, self.order.id)
        self.assertFalse(detail["actions"]["undo_pickup"]["enabled"])
        self.assertIn("another one", detail["actions"]["undo_pickup"]["why"])
        self.undo(self.ticket)
        detail = self.till().read_order_from_ui(self.register_b.id, self.order.id)
        self.assertFalse(detail["actions"]["undo_pickup"]["enabled"])
        self.assertIn("undone already", detail["actions"]["undo_pickup"]["why"])
        labels = [payment["label"] for payment in detail["payments"]]
        self.assertTrue(any("Pickup undone in Store B" in label for label in labels))
        amounts = [payment["amount"] for payment in detail["payments"]]
        self.assertEqual(amounts, [30, 180, -180])
