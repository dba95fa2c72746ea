from datetime import timedelta

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import Form, tagged

from .card import CardCommon


@tagged("post_install", "-at_install")
class TestPaymentLink(CardCommon):
    """CO-15: an order waits for a payment by link, and goes on or is cancelled."""

    def wait_for(self, order, amount=180, **values):
        order.with_user(self.clerk)._await_payment(amount, **values)
        return order

    def run_out(self, order):
        order.sudo().payment_link_until = fields.Datetime.now() - timedelta(seconds=1)
        self.cancel_unpaid(order)

    def cancel_unpaid(self, order):
        self.run_cron(order, "ir_cron_cancel_unpaid")

    def test_co_15_an_order_that_waits_is_reserved_and_kept(self):
        self.company.retail_payment_link_minutes = 30
        order = self.order_of_200()
        wizards = self.env["retail.payment.link"].with_user(self.clerk)
        with Form(wizards.with_context(default_order_id=order.id)) as form:
            self.assertEqual((form.amount, form.minutes), (180, 30))
        form.record.action_confirm()
        self.assertRegex(order.payment_link_summary, "Awaiting payment of .*180.00")
        self.assertIn("payment_amount=180.0", order.payment_link_url)
        self.assertTrue(order.payment_link_qr)
        self.assertEqual(set(order.picking_ids.mapped("state")), {"assigned"})
        line = self.line(order, self.goods_a)
        obstacle = line._get_pickup_obstacle(self.store_b)
        self.assertRegex(obstacle, "180.00 must be paid by link until")
        with self.assertRefusal("must be paid by link"):
            self.pick_up(order, {line: 1})
        picking = order.picking_ids[:1]
        picking.move_ids.picked = True
        with self.assertRefusal("must be paid by link"):
            picking._action_done()

    def test_co_15_nobody_is_called_to_the_store_before_paying(self):
        order = self.wait_for(self.order_of_200())
        order._mark_ready(order.order_line)
        self.assertFalse(any(order.order_line.mapped("pickup_ready_date")))
        self.authorise(order, 180)
        order._mark_ready(order.order_line)
        self.assertTrue(all(order.order_line.mapped("pickup_ready_date")))

    def test_co_15_an_order_that_got_cheaper_waits_for_less(self):
        order = self.wait_for(self.make_order([self.later(self.goods_a, 2)]))
        self.assertEqual(order.payment_link_amount, 180)
        order.order_line.with_user(self.clerk).product_uom_qty = 1
        self.assertEqual(order.payment_link_amount, 80)
        self.pay_online(order, 80)._post_process()
        self.assertEqual(order.payment_link_state, "paid")

    def test_co_15_paid_in_time_goes_on_and_stays_with_store_and_seller(self):
        order = self.order_of_200()
        seller = (order.origin_store_id, order.origin_user_id, order.origin_config_id)
        self.wait_for(order)
        self.pay_online(order, 180)._post_process()
        order.invalidate_recordset()
        self.assertEqual((order.payment_link_state, order.deposit_held), ("paid", 200))
        self.assertEqual(
            (order.origin_store_id, order.origin_user_id, order.origin_config_id),
            seller,
        )
        self.run_out(order)
        self.assertEqual(order.state, "sale")
        self.pick_up(order, {line: 1 for line in order.order_line})
        self.close_all()
        self.assertBooksMatch(order)

    def test_co_15_a_card_that_is_authorised_has_paid(self):
        order = self.wait_for(self.order_of_200())
        self.authorise(order, 180)
        self.assertEqual(order.payment_link_state, "paid")

    def test_co_15_paid_in_part_waits_for_the_rest(self):
        order = self.wait_for(self.order_of_200())
        self.pay_online(order, 100)._post_process()
        order.invalidate_recordset()
        self.assertEqual(order.payment_link_state, "waiting")
        self.assertEqual(order.payment_link_amount, 80)
        order.with_user(self.clerk)._receive_deposit(80, self.bank)
        self.assertEqual(order.payment_link_state, "paid")

    def test_co_15_not_paid_in_time_is_cancelled_for_free(self):
        self.company.retail_cancellation_charge_percent = 10
        order = self.wait_for(self.order_of_200(deposit=20))
        self.run_out(order)
        self.assertEqual((order.state, order.payment_link_state), ("cancel", "expired"))
        self.assertEqual(order.cancellation_ids.charge, 0)
        self.assertEqual(set(order.picking_ids.mapped("state")), {"cancel"})
        self.assertEqual(order.deposit_spare, 20)
        self.assertRegex(order.activity_ids.summary, "pay .*20.00 back")
        self.cancel_unpaid(order)
        self.assertEqual(len(order.cancellation_ids), 1)

    def test_co_15_what_was_paid_and_not_booked_yet_counts(self):
        order = self.wait_for(self.order_of_200())
        self.pay_online(order, 180)
        self.run_out(order)
        self.assertEqual((order.state, order.payment_link_state), ("sale", "paid"))
        self.assertEqual(order.deposit_held, 200)

    def test_co_15_a_payment_under_way_gets_a_day_more(self):
        order = self.wait_for(self.order_of_200())
        self.pay_online(order, 180, "pending")
        self.run_out(order)
        self.assertEqual(order.payment_link_state, "waiting")
        order.sudo().payment_link_until = fields.Datetime.now() - timedelta(days=2)
        self.cancel_unpaid(order)
        self.assertEqual(order.state, "cancel")

    def test_co_15_what_comes_too_late_is_kept_to_be_paid_back(self):
        order = self.wait_for(self.order_of_200())
        late = self.pay_online(order, 180, "pending")
        order.sudo().payment_link_until = fields.Datetime.now() - timedelta(days=2)
        self.cancel_unpaid(order)
        self.assertEqual(order.state, "cancel")
        late._set_done()
        late._post_process()
        order.invalidate_recordset()
        self.assertEqual((order.deposit_held, order.deposit_spare), (200, 200))
        activity = order.activity_ids.filtered("note")
        self.assertRegex(activity.summary, "pay .*200.00 back")
        self.assertIn(late.reference, activity.note)
        order.with_user(self.clerk)._refund_deposit(200, self.bank)
        self.close_all()
        self.assertBooksMatch(order)

    def test_co_15_nothing_is_taken_for_a_cancelled_order(self):
        order = self.wait_for(self.order_of_200())
        self.run_out(order)
        with self.assertRefusal("was cancelled, there is nothing to pay"):
            self.pay_online(order, 200)

    def test_co_15_a_link_is_withdrawn(self):
        order = self.wait_for(self.order_of_200())
        token = order.access_token
        order.with_user(self.clerk).action_withdraw_payment_link()
        self.assertEqual(order.payment_link_state, "withdrawn")
        self.assertNotEqual(order.access_token, token)
        self.assertFalse(order.payment_link_url)
        self.run_out(order)
        self.assertEqual(order.state, "sale")
        with self.assertRefusal("waits for no payment"):
            order.with_user(self.clerk).action_withdraw_payment_link()
        self.pick_up(order, {self.line(order, self.goods_a): 1})

    def test_co_15_what_cannot_be(self):
        order = self.order_of_200()
        for amount, message in (
            (180.01, "Ask for .*180.00 at most"),
            (0, "Enter an amount above 0"),
        ):
            with self.assertRefusal(message):
                self.wait_for(order, amount)
        with self.assertRefusal("not by hand"):
            order.with_user(self.clerk).payment_link_state = "paid"
        self.provider.state = "disabled"
        self.env["payment.provider"].search([]).state = "disabled"
        with self.assertRefusal("no payment provider is switched on"):
            self.wait_for(order)
        self.provider.state = "test"
        self.pick_up(order, {self.line(order, self.goods_a): 1})
        with self.assertRefusal("cannot wait for a payment"):
            self.wait_for(order, 10)

    def test_co_15_the_link_is_mailed(self):
        order = self.wait_for(self.order_of_200())
        self.customer.email = False
        with self.assertRefusal("has no e-mail address"):
            order.with_user(self.clerk).action_mail_payment_link()
        self.customer.email = "kari@example.com"
        order.with_user(self.clerk).action_mail_payment_link()
        mail = self.env["mail.mail"].search(
            [("model", "=", "sale.order"), ("res_id", "=", order.id)], limit=1
        )
        self.assertIn("Please pay", mail.subject)
        self.assertIn(order.access_token, mail.body_html)

    def test_co_15_the_customer_is_told_what_was_paid_at_the_register_too(self):
        order = self.wait_for(self.order_of_200())
        self.assertEqual(order._get_default_payment_link_values()["amount"], 180)
        self.pay_online(order, 100)._post_process()
        order.invalidate_recordset()
        self.assertEqual(order.amount_paid, 120)
        told = order.message_ids.filtered(lambda one: "remains to be paid" in one.body)
        self.assertIn("80.00", told.body)
        self.authorise(order, 80)
        self.assertEqual(order.amount_paid, 200)
        self.assertEqual(order._get_default_payment_link_values()["amount_max"], 0)

    # === AT A REGISTER ===#

    def test_co_15_a_register_takes_an_order_to_be_paid_by_link(self):
        lines = [self.later(self.goods_a, 1)]
        payload = self.order_payload(lines, deposit=0, link_amount=100)
        order = self.make_order(lines, payload=payload)
        self.assertEqual(order.payment_link_state, "waiting")
        self.assertEqual((order.payment_link_amount, order.deposit_held), (100, 0))
        self.assertEqual(order.origin_store_id, self.store_a)

    def test_co_15_a_link_over_less_than_the_deposit_is_refused(self):
        lines = [self.later(self.goods_a, 1)]
        for amount, message in ((5, "deposit must be"), (101, "more than the order")):
            payload = self.order_payload(lines, deposit=0, link_amount=amount)
            with self.assertRefusal(message):
                self.take_order(lines, payload=payload)

    def test_co_15_a_register_asks_and_polls(self):
        order = self.order_of_200()
        self.open_session(self.register_b)
        args = (self.register_b.id, order.id)
        link = self.till().await_payment_from_ui(*args)
        self.assertEqual((link["amount"], bool(link["qr"])), (180, True))
        again = self.till().await_payment_from_ui(*args, 180)
        self.assertEqual(again["until"], link["until"])
        self.assertEqual(
            self.till().get_payment_state_from_ui(*args)["state"], "waiting"
        )
        self.pay_online(order, 180)._post_process()
        self.assertEqual(self.till().get_payment_state_from_ui(*args)["state"], "paid")
        with self.assertRefusal("waits for no payment"):
            self.till().withdraw_payment_from_ui(*args)
        with self.assertRaisesRegex(UserError, "does not exist any more"):
            self.till().get_payment_state_from_ui(self.register_b.id, "1")

    def test_co_15_polling_an_order_is_one_query(self):
        order = self.wait_for(self.order_of_200())
        self.open_session(self.register_b)
        till = self.till()
        till.get_payment_state_from_ui(self.register_b.id, order.id)
        order.invalidate_recordset()
        with self.assertQueryCount(2):  # the register, the order
            till.get_payment_state_from_ui(self.register_b.id, order.id)
