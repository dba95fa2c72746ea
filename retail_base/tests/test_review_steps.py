import psycopg2.errors

from odoo.exceptions import AccessError, RedirectWarning, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .review import REFUSAL, ReviewCommon, refuse

LOGGER = "odoo.addons.retail_base.models.pos_order"


@tagged("post_install", "-at_install")
class TestReviewSteps(ReviewCommon):
    # Passage to paid

    def test_steps_run_around_core_once(self):
        states = []
        ticket = self._build()
        with self.steps(
            _judge_x=lambda order: states.append(("judge", bool(order.picking_ids))),
            _book_x=lambda order: states.append(("book", bool(order.picking_ids))),
        ):
            order = self.sync_ticket(ticket)
            self.assertEqual(states, [("judge", False), ("book", True)])
            self.sync_ticket(ticket)
            order._process_saved_order(False)
        self.assertEqual(len(states), 2, "A paid ticket is not judged again.")
        self.assertEqual(order.state, "paid")

    def test_draft_is_not_judged_until_it_is_paid(self):
        calls = []
        ticket = self._build()
        with self.steps(_judge_x=lambda order: calls.append(order.state)):
            self.sync_ticket({**ticket, "state": "draft", "payment_ids": []})
            self.assertFalse(calls)
            self.sync_ticket({**ticket, "lines": []})
            self.assertEqual(len(calls), 1)

    def test_state_that_the_till_claims_does_not_spare_the_judge(self):
        for claimed in ("done", "paid"):
            ticket = self._build()
            self.sync_ticket({**ticket, "state": "draft", "payment_ids": []})
            with self.steps(_judge_x=refuse), self.assertRaises(UserError):
                self.sync_ticket({**ticket, "lines": [], "state": claimed})
            with self.steps(_judge_x=refuse), self.assertRaises(UserError):
                self.sync_ticket({**self._build(), "state": claimed})

    def test_back_office_payment_is_judged(self):
        ticket = {**self._build(), "state": "draft", "payment_ids": []}
        order = self.sync_ticket(ticket)
        context = {"active_id": order.id, "active_ids": order.ids}
        payment = self.env["pos.make.payment"].with_context(**context).create({})
        with self.steps(_judge_x=refuse), self.assertRaises(UserError):
            payment.check()
        calls = []
        with self.steps(_judge_x=lambda order: calls.append(order.id)):
            payment.check()
        self.assertEqual(calls, order.ids)
        self.assertEqual(order.state, "paid")

    # Interactive and silent

    def test_interactive_ticket_is_refused_and_leaves_nothing(self):
        ticket = self._build()
        with (
            self.steps(_judge_x=refuse),
            self.assertRaisesRegex(UserError, "does not sell"),
            self.env.cr.savepoint(),
        ):
            self.sync_ticket(ticket)
        uuid_domain = [("uuid", "=", ticket["uuid"])]
        self.assertFalse(self.env["pos.order"].search(uuid_domain))
        self.assertFalse(
            self.env["retail.review"].search([("ticket_uuid", "=", ticket["uuid"])])
        )

    def test_silent_refusal_keeps_the_money_and_makes_a_review(self):
        with self.steps(_judge_x=refuse, _book_x=lambda order: 1 / 0):
            order = self.sync_ticket(self._build(), silent=True)
        self.assertEqual(order.state, "paid")
        self.assertEqual(order.amount_paid, 200)
        self.assertEqual(order.picking_ids.state, "done")
        self.assertFalse(order.floating_order_name, "The step was rolled back.")
        review = self._get_reviews(order)
        self.assertRecordValues(
            review,
            [
                {
                    "name": order.pos_reference,
                    "kind": "judge",
                    "step": "_judge_x",
                    "message": REFUSAL,
                    "state": "open",
                    "amount_total": 200,
                    "store_id": self.store_a.id,
                    "session_id": self.register_a.current_session_id.id,
                    "company_id": self.register_a.company_id.id,
                    "user_id": self.manager.id,
                }
            ],
        )
        self.assertEqual(review.activity_ids.user_id, self.manager)
        self.assertIn(REFUSAL, review.activity_ids.note)

    def test_cashier_who_claims_to_be_silent_ends_on_the_review_list(self):
        # The client says nothing: it is refused.
        with self.steps(_judge_x=refuse), self.assertRaises(UserError):
            self.sync_ticket(self._build())
        # A cashier forges the flag: the sale stands, and the manager sees it.
        orders = self.env["pos.order"].with_user(self.cashier)
        ticket = self._build()
        with self.steps(_judge_x=refuse):
            orders.with_context(retail_silent=True).sync_from_ui([ticket])
        order = self.env["pos.order"].search([("uuid", "=", ticket["uuid"])])
        review = self._get_reviews(order)
        self.assertEqual(review.create_uid, self.cashier)
        self.assertEqual(review.activity_ids.user_id, self.manager)
        # And cannot hide it.
        mine = review.with_user(self.cashier)
        for forbidden in (
            lambda: mine.write({"resolution": "Nothing"}),
            lambda: mine.action_accept(),
            lambda: mine.action_retry(),
            lambda: mine.action_done(),
            lambda: mine.unlink(),
            lambda: mine.read(["message"]),
        ):
            with self.assertRaises(AccessError):
                forbidden()

    def test_one_refusal_does_not_hold_back_the_other_steps(self):
        done = []
        with self.steps(
            _judge_x=refuse,
            _judge_y=lambda order: done.append("_judge_y"),
            _book_x=lambda order: done.append("_book_x"),
            _book_y=lambda order: done.append("_book_y"),
        ):
            order = self.sync_ticket(self._build(), silent=True)
        self.assertEqual(done, ["_judge_y", "_book_y"])
        self.assertEqual(len(self._get_reviews(order)), 1)

    def test_failed_booking_goes_to_review(self):
        with self.steps(_book_x=refuse):
            order = self.sync_ticket(self._build(), silent=True)
        self.assertEqual(order.state, "paid")
        self.assertEqual(self._get_reviews(order).kind, "booking")

    def test_expected_errors_keep_their_words(self):
        errors = [
            ValidationError("Not valid"),
            AccessError("Not allowed"),
            RedirectWarning("Set it up", 1, "Go"),
        ]
        for error in errors:

            def fail(order, error=error):
                raise error

            with self.steps(_judge_x=fail):
                order = self.sync_ticket(self._build(), silent=True)
            self.assertEqual(self._get_reviews(order).message, error.args[0])

    def test_defect_of_ours_does_not_cost_the_ticket(self):
        with (
            self.steps(_book_x=lambda order: {}["missing"]),
            self.assertLogs(LOGGER, "ERROR"),
        ):
            order = self.sync_ticket(self._build(), silent=True)
        self.assertEqual(order.state, "paid")
        self.assertIn("unexpected error", self._get_reviews(order).message)

    def test_broken_constraint_does_not_cost_the_ticket(self):
        def book(order):
            order.env.cr.execute(
                "INSERT INTO retail_review (kind, state) VALUES ('other', 'open')"
            )

        with (
            self.steps(_book_x=book),
            self.assertLogs(LOGGER, "ERROR"),
            mute_logger("odoo.sql_db"),
        ):
            order = self.sync_ticket(self._build(), silent=True)
        self.assertEqual(order.state, "paid")
        self.assertEqual(len(self._get_reviews(order)), 1)

    def test_concurrency_errors_are_left_to_the_retry(self):
        def fail(order):
            raise psycopg2.errors.SerializationFailure

        with (
            self.steps(_book_x=fail),
            self.assertRaises(psycopg2.errors.SerializationFailure),
        ):
            self.sync_ticket(self._build(), silent=True)

    # Sign of the ticket

    def test_negative_invoiced_ticket_gets_a_right_credit_note(self):
        """Core posts it inverted when the till does not say `is_refund`."""
        # What a store takes back is for other addons to judge.
        self.store_a.is_store = False
        self.open_session(self.register_a)
        ticket = self.build_ticket(
            self.register_a,
            [(self.product, -1)],
            partner=self.customer,
            to_invoice=True,
        )
        order = self.sync_ticket(ticket)
        self.assertTrue(order.is_refund)
        # As a register sends the lines of a refund: core's margins turn them.
        self.assertEqual(order.lines.price_subtotal, 100)
        self.assertEqual(order.lines.margin, -100 - order.lines.total_cost)
        move = order.account_move
        self.assertEqual(move.move_type, "out_refund")
        self.assertEqual(move.amount_total, 100)
        self.assertIn(move.payment_state, ("paid", "reversed", "in_payment"))
        income = move.line_ids.filtered(lambda line: line.product_id == self.product)
        self.assertEqual(income.debit, 100, "A credit note takes income back.")

    def test_positive_ticket_that_claims_to_be_a_refund_is_an_invoice(self):
        self.open_session(self.register_a)
        ticket = self.build_ticket(
            self.register_a,
            [(self.product, 1)],
            partner=self.customer,
            to_invoice=True,
            is_refund=True,
        )
        order = self.sync_ticket(ticket)
        self.assertFalse(order.is_refund)
        self.assertEqual(order.account_move.move_type, "out_invoice")
        self.assertEqual(order.account_move.amount_total, 100)
        self.assertIn(order.account_move.payment_state, ("paid", "in_payment"))

    # Loading

    def test_till_loads_stores_and_reasons(self):
        self.open_session(self.register_a)
        session = self.register_a.current_session_id.with_user(self.cashier)
        data = session.load_data(
            ["stock.warehouse", "retail.reason.code", "pos.config"]
        )
        self.assertIn(self.store_b.id, [row["id"] for row in data["stock.warehouse"]])
        self.assertTrue(data["retail.reason.code"])
        self.assertEqual(data["pos.config"][0]["store_id"], self.store_a.id)
