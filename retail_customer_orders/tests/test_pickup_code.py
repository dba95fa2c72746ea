import re
from uuid import uuid4

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .pickup_code import PickupCodeCommon


@tagged("post_install", "-at_install")
class TestPickupCode(PickupCodeCommon):
    """Who may collect: a name, a look at an ID, and a code that serves once."""

    # === WHEN ===#

    def test_when_a_code_is_asked_for(self):
        order = self.make_order([self.later(self.goods_a)])
        for policy, collector, expected in (
            ("never", "Ola", False),
            (False, "Ola", False),
            ("collector", False, False),
            ("collector", "Ola", True),
            ("always", False, True),
        ):
            self.profile.pickup_code = policy
            order.collector_name = collector
            self.assertIs(order._needs_pickup_code(self.store_b), expected)
            self.assertEqual(order.pickup_code_state, expected and "missing")
        self.assertFalse(order._needs_pickup_code(self.store_a))

    # === AT THE TILL ===#

    def test_right_code_in_the_ticket(self):
        order, code = self.make_coded_order()
        ticket = self.sync_ticket(
            self.build(order, code=code, collected_by="Ola", collector_check="Passport")
        )
        self.assertTrue(ticket.pickup_booked)
        self.assertEqual(order.pickup_code_state, "used")
        picking = ticket.picking_ids
        self.assertEqual(
            (picking.collected_by, picking.collector_check), ("Ola", "Passport")
        )

    def test_code_proves_the_pickup_before_it_is_paid(self):
        """The register asks first; its ticket need not carry the code."""
        order, code = self.make_coded_order()
        ticket = self.build(order)
        uuid = ticket["pickup_payload"]["uuid"]
        self.assertEqual(
            self.prepare(order, code, uuid),
            {"required": True, "ok": True, "message": "", "attempts_left": 5},
        )
        self.assertFalse(self.prepare(order, None, uuid)["required"])
        self.assertTrue(self.prepare(order, None, str(uuid4()))["required"])
        self.assertTrue(self.sync_ticket(ticket).pickup_booked)

    def test_no_code_no_goods(self):
        order, _code = self.make_coded_order()
        with self.assertRefusal("must say the code that the customer got"):
            self.sync_ticket(self.build(order))
        self.assertEqual(order.order_line.qty_delivered, 0)

    def test_wrong_code_is_refused(self):
        order, code = self.make_coded_order()
        with self.assertRefusal("Wrong code. Attempts left: 4"):
            self.sync_ticket(self.build(order, code=self.wrong(code)))

    def test_code_of_another_order(self):
        order, _code = self.make_coded_order()
        _other, code = self.make_coded_order()
        with self.assertRefusal("Wrong code"):
            self.sync_ticket(self.build(order, code=code))

    def test_code_serves_once(self):
        order, code = self.make_coded_order()
        self.sync_ticket(self.build(order, code=code))
        with self.assertRefusal("Wrong code"):
            self.sync_ticket(self.build(order, code=code))
        with self.assertRefusal("has no valid pickup code"):
            self.sync_ticket(self.build(order))
        code = order._make_pickup_code()
        self.sync_ticket(self.build(order, code=code))
        self.assertEqual(order.order_line.qty_delivered, 2)

    def test_proof_of_a_code_that_is_used_elsewhere(self):
        """Proven at two registers, it hands out at one."""
        order, code = self.make_coded_order()
        tickets = [self.build(order) for _register in range(2)]
        for ticket in tickets:
            self.prepare(order, code, ticket["pickup_payload"]["uuid"])
        self.sync_ticket(tickets[0])
        with self.assertRefusal("has no valid pickup code"):
            self.sync_ticket(tickets[1])
        order._make_pickup_code()
        with self.assertRefusal("must say the code"):
            self.sync_ticket(tickets[1])

    def test_new_code_takes_the_place_of_the_old_one(self):
        order, code = self.make_coded_order()
        new = order._make_pickup_code()
        self.assertFalse(order._is_pickup_code(code) and new != code)
        self.assertTrue(order._is_pickup_code(new))

    def test_lock_out(self):
        order, code = self.make_coded_order()
        left = [
            self.prepare(order, self.wrong(code), str(uuid4()))["attempts_left"]
            for _attempt in range(5)
        ]
        self.assertEqual(left, [4, 3, 2, 1, 0])
        answer = self.prepare(order, code, str(uuid4()))
        self.assertIn("Too many wrong codes", answer["message"])
        self.assertEqual((answer["ok"], answer["attempts_left"]), (False, 0))
        with self.assertRefusal("Too many wrong codes"):
            self.sync_ticket(self.build(order, code=code))
        attempts = self.env["retail.pickup.attempt"].search(
            [("order_id", "=", order.id)]
        )
        self.assertEqual(len(attempts), 5)
        attempts._write({"attempted_at": "2020-01-01"})
        attempts.invalidate_recordset()
        self.assertTrue(self.prepare(order, code, str(uuid4()))["ok"])

    def test_silent_ticket_goes_to_review(self):
        """The customer has left with the goods: a manager looks into it."""
        order, code = self.make_coded_order()
        ticket = self.build(order, code=self.wrong(code))
        late = self.sync_ticket(ticket, silent=True)
        self.assertEqual((late.state, late.pickup_booked), ("paid", False))
        review = self.env["retail.review"].search([("pos_order_id", "=", late.id)])
        self.assertIn("Wrong code", review.message)
        review.with_user(self.manager).action_retry()
        self.assertTrue(late.pickup_booked)

    def test_manager_approves_at_the_register(self):
        order, _code = self.make_coded_order()
        ticket = self.build(order)
        self.approve(self.register_b, "pickup_code", ticket["uuid"])
        self.assertTrue(self.sync_ticket(ticket).pickup_booked)
        with self.assertRefusal("must say the code|has no valid"):
            self.sync_ticket(self.build(order))

    def test_cashier_lets_the_code_be_mailed(self):
        order = self.make_order([self.later(self.goods_a)])
        self.open_session(self.register_b)
        answer = self.till().send_pickup_code_from_ui(self.register_b.id, order.id)
        self.assertEqual(
            answer,
            {"ok": True, "message": "A new code is on its way to k***@example.com."},
        )
        self.customer.email = False
        answer = self.till().send_pickup_code_from_ui(self.register_b.id, order.id)
        self.assertFalse(answer["ok"])
        self.assertIn("no e-mail address", answer["message"])

    def test_register_is_checked_first(self):
        order = self.make_order([self.later(self.goods_a)])
        ticket = order.order_request_ids.pos_order_id
        outsider = self.till().with_user(self.create_user("out", "base.group_user"))
        for name, argument in (
            ("send_pickup_code_from_ui", order.id),
            ("undo_pickup_from_ui", ticket.uuid),
        ):
            with self.assertRaises(AccessError, msg=name):
                getattr(outsider, name)(self.register_b.id, argument)
            for wrong in (None, "1", 2**31 - 1, True):
                with self.assertRefusal("register does not exist"):
                    getattr(self.till(), name)(wrong, argument)
        with self.assertRefusal("order does not exist"):
            self.till().send_pickup_code_from_ui(self.register_a.id, order.id + 1000)

    def test_till_names_what_is_missing(self):
        order = self.make_order([self.later(self.goods_a)])
        self.open_session(self.register_b)
        detail = self.till().read_order_from_ui(self.register_b.id, order.id)
        self.assertEqual(detail["code"], {"required": True, "state": "missing"})

    # === IN THE BACK OFFICE ===#

    def test_back_office_asks_for_the_code(self):
        order, code = self.make_coded_order()
        wizard = self.open_wizard(order)
        self.assertTrue(wizard.needs_code)
        with self.assertRefusal("must say the code"):
            wizard.action_confirm()
        wizard.pickup_code = self.wrong(code)
        self.assertEqual(wizard.code_message, "Wrong code. Attempts left: 4.")
        with self.assertRefusal("Wrong code"):
            wizard.action_confirm()
        wizard.pickup_code = code
        self.assertFalse(wizard.needs_code)
        wizard.journal_id = self.bank
        wizard.action_confirm()
        self.assertEqual(order.order_line.qty_delivered, 3)

    def test_manager_needs_no_code(self):
        order, _code = self.make_coded_order()
        self.hand_out(order, user=self.manager)
        self.assertEqual(order.order_line.qty_delivered, 3)

    def test_code_is_shown_once_and_to_managers_only(self):
        order = self.make_order([self.later(self.goods_a)])
        with self.assertRaises(AccessError):
            order.with_user(self.user).action_show_pickup_code()
        action = order.with_user(self.manager).action_show_pickup_code()
        (code,) = re.findall(r"\d{6}", action["params"]["message"])
        self.assertTrue(order._is_pickup_code(code))
        for user in (self.user, self.manager):
            with self.assertRaises(AccessError):
                order.with_user(user).read(["pickup_code_hash"])

    def test_code_is_mailed(self):
        order = self.make_order([self.later(self.goods_a)])
        action = order.with_user(self.user).action_mail_pickup_code()
        self.assertIn("kari@example.com", action["params"]["message"])
        mail = self.env["mail.mail"].search([], limit=1)
        (code,) = re.findall(r">(\d{6})<", mail.body_html)
        self.assertTrue(order._is_pickup_code(code))
        self.assertEqual(mail.recipient_ids, self.customer)
        message = mail.mail_message_id
        mail.sudo().unlink()
        self.assertFalse(message.exists(), "Nothing is left of it once it is sent.")
        self.customer.email = False
        with self.assertRefusal("has no e-mail address"):
            order.with_user(self.user).action_mail_pickup_code()

    def test_attempts_are_for_managers(self):
        order, code = self.make_coded_order()
        self.prepare(order, self.wrong(code), str(uuid4()))
        attempt = self.env["retail.pickup.attempt"].search(
            [("order_id", "=", order.id)]
        )
        self.assertEqual(attempt.with_user(self.manager).config_id, self.register_b)
        for user in (self.user, self.cashier):
            with self.assertRaises(AccessError):
                attempt.with_user(user).read(["success"])
