from uuid import uuid4

from odoo.tests import tagged

from .cancel_ticket import CancelTicketMixin
from .common import CustomerOrderCommon


@tagged("post_install", "-at_install")
class TestCancelAtTheTill(CancelTicketMixin, CustomerOrderCommon):
    """A plain cashier cancels; the ticket takes the charge and pays the rest back."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.goodwill = cls.env.ref("retail_base.reason_code_charge_override_goodwill")

    def close_all(self):
        for register in (self.register_a, self.register_b):
            if register.current_session_id:
                self.close_session(register)

    def order_of_200(self, deposit=100, **values):
        lines = [self.later(self.goods_a, 1), self.later(self.goods_b, 1)]
        return self.make_order(lines, deposit=deposit, **values)

    def test_cn_02_deposit_less_charge_goes_back(self):
        order = self.order_of_200()
        ticket = self.cancel(order)
        self.assertEqual((ticket.amount_total, ticket.state), (-80, "paid"))
        self.assertEqual(order.state, "cancel")
        record = order.cancellation_ids
        self.assertEqual((record.charge, record.forfeited, record.refund), (20, 20, 80))
        self.assertEqual(record.pos_order_id, ticket)
        self.assertEqual(
            (order.deposit_forfeited, order.deposit_refunded, order.deposit_held),
            (20, 80, 0),
        )
        self.close_all()
        self.assertBooksMatch(order)

    def test_cn_04_in_another_store(self):
        order = self.order_of_200()
        ticket = self.cancel(order, register=self.register_b)
        self.assertEqual(ticket.amount_total, -80)
        self.close_all()
        self.assertBooksMatch(order)

    def test_cn_02_what_the_deposit_does_not_pay_is_paid_on_the_ticket(self):
        self.company.retail_deposit_percent = 2.5
        order = self.order_of_200(deposit=5)
        ticket = self.cancel(order)
        self.assertEqual(ticket.amount_total, 15)
        record = order.cancellation_ids
        self.assertEqual((record.forfeited, record.refund, record.owed), (5, 0, 15))
        self.close_all()
        self.assertBooksMatch(order)

    def test_cn_01_a_part_of_a_line(self):
        order = self.make_order([self.later(self.goods_a, 5)], deposit=50)
        line = self.line(order, self.goods_a)
        ticket = self.cancel(order, {line: 2})
        self.assertEqual(ticket.amount_total, 0)
        self.assertEqual((line.product_uom_qty, order.deposit_held), (3, 30))
        self.pick_up(order, {line: 3})
        self.close_all()
        self.assertBooksMatch(order)
        self.assertEqual(order.customer_order_state, "done")

    def test_cn_02_another_charge_needs_a_manager(self):
        order = self.order_of_200()
        ticket = self.build_cancel_ticket(order, charge=5)
        with self.assertRefusal("Choose why the charge differs"):
            self.sync_ticket(ticket)
        payload = {"charge_reason_id": self.goodwill.id}
        ticket = self.build_cancel_ticket(order, charge=5, payload=payload)
        with self.assertRefusal("Needs a manager's approval"):
            self.sync_ticket(ticket)
        self.approve(self.register_a, "cancellation_charge", ticket["uuid"], amount=15)
        ticket = self.sync_ticket(ticket)
        self.assertEqual((ticket.amount_total, order.state), (-95, "cancel"))
        self.assertEqual(order.cancellation_ids.charge_reason_id, self.goodwill)

    def test_the_server_does_the_sums(self):
        order = self.order_of_200()
        for payload in ({"deposit": 90}, {"charge": 0}, {"charge_line_uuid": None}):
            ticket = self.build_cancel_ticket(order, payload=payload)
            with self.assertRefusal("Prepare the cancellation again|deposit on this"):
                self.sync_ticket(ticket)
        ticket = self.build_cancel_ticket(order)
        goods = self.build_ticket_line(self.goods_a, 1)
        ticket["lines"].append(goods)
        with self.assertRefusal("Prepare the cancellation again"):
            self.sync_ticket(ticket)
        ticket = self.build_cancel_ticket(order, payload={"reason_id": 999999})
        with self.assertRefusal("Choose why the order is cancelled"):
            self.sync_ticket(ticket)
        ticket = self.build_cancel_ticket(order, payload={"lines": "all"})
        with self.assertRefusal("cannot be read"):
            self.sync_ticket(ticket)
        self.assertEqual((order.state, order.deposit_held), ("sale", 100))

    def test_the_same_ticket_twice_cancels_once(self):
        order = self.make_order([self.later(self.goods_a, 5)], deposit=50)
        line = self.line(order, self.goods_a)
        ticket = self.build_cancel_ticket(order, {line: 2})
        self.sync_ticket(ticket)
        self.sync_ticket(ticket)
        self.assertEqual((line.product_uom_qty, len(order.cancellation_ids)), (3, 1))
        again = {**ticket, "uuid": str(uuid4()), "access_token": str(uuid4())}
        for command in again["lines"] + again["payment_ids"]:
            command[2]["uuid"] = str(uuid4())
        with self.assertRefusal("This was cancelled already on ticket"):
            self.sync_ticket(again)

    def test_cancelled_elsewhere_meanwhile(self):
        order = self.order_of_200()
        late = self.build_cancel_ticket(order)
        self.cancel(order, register=self.register_b)
        with self.assertRefusal("is cancelled already"):
            self.sync_ticket(late)
        self.assertEqual(len(order.cancellation_ids), 1)

    def test_silently_it_waits_for_a_manager(self):
        order = self.order_of_200()
        late = self.build_cancel_ticket(order)
        self.cancel(order, register=self.register_b)
        ticket = self.sync_ticket(late, silent=True)
        self.assertEqual(ticket.state, "paid")
        review = self.env["retail.review"].search([("pos_order_id", "=", ticket.id)])
        self.assertIn("is cancelled already", review[:1].message)
        self.assertEqual(len(order.cancellation_ids), 1)
