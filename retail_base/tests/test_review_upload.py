from uuid import uuid4

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .review import ReviewCommon


@tagged("post_install", "-at_install")
class TestReviewUpload(ReviewCommon):
    # Uploaded tickets

    def _upload(self, tickets, user=None):
        reviews = self.env["retail.review"].with_user(user or self.cashier)
        return reviews.upload_from_ui(self.register_a.id, tickets)

    def test_upload_needs_an_approval_and_twice_is_once(self):
        ticket = self._build()
        with self.assertRaisesRegex(UserError, "manager's approval"):
            with self.env.cr.savepoint():
                self._upload([ticket])
        approval = self.approve(self.register_a, "unsent_tickets", ticket["uuid"], 200)
        self.assertEqual(self._upload([ticket]), [ticket["uuid"]])
        self.assertEqual(self._upload([ticket]), [ticket["uuid"]])
        review = self.env["retail.review"].search(
            [("ticket_uuid", "=", ticket["uuid"])]
        )
        self.assertEqual(len(review), 1)
        self.assertEqual(review.kind, "unsent")
        self.assertEqual(review.amount_total, 200)
        self.assertEqual(review.user_id, self.manager)
        self.assertEqual(approval.state, "used")
        self.assertEqual(approval.used_by, review)
        self.assertIn("2 × Blue Lamp", review.with_user(self.manager).ticket_summary)
        self.assertIn("Paid: Cash", review.with_user(self.manager).ticket_summary)

    def test_upload_of_a_ticket_that_did_arrive_makes_no_review(self):
        ticket = self._build()
        order = self.sync_ticket(ticket)
        self.assertEqual(self._upload([ticket]), [ticket["uuid"]])
        self.assertFalse(
            self.env["retail.review"].search([("ticket_uuid", "=", order.uuid)])
        )

    def test_uploaded_ticket_is_booked_by_retry_in_the_next_session(self):
        ticket = self._build()
        self.approve(self.register_a, "unsent_tickets", ticket["uuid"], 200)
        self._upload([ticket])
        review = self.env["retail.review"].search(
            [("ticket_uuid", "=", ticket["uuid"])]
        )
        self.close_session(self.register_a)
        with (
            self.assertRaisesRegex(UserError, "open a new session"),
            mute_logger("odoo.addons.point_of_sale.models.pos_order"),
            self.env.cr.savepoint(),
        ):
            review.with_user(self.manager).action_retry()
        session = self.open_session(self.register_a)
        with mute_logger("odoo.addons.point_of_sale.models.pos_order"):
            review.with_user(self.manager).action_retry()
        order = review.pos_order_id
        self.assertEqual(order.session_id, session)
        self.assertEqual(order.state, "paid")
        self.assertEqual(order.uuid, ticket["uuid"])
        self.assertEqual(order.create_uid, self.cashier)
        self.assertEqual(review.state, "done")

    def test_uploaded_ticket_is_never_sent_with_the_managers_rights(self):
        ticket = self._build()
        self.approve(self.register_a, "unsent_tickets", ticket["uuid"], 200)
        self._upload([ticket])
        review = self.env["retail.review"].search(
            [("ticket_uuid", "=", ticket["uuid"])]
        )
        users = []
        with self.steps(_judge_x=lambda order: users.append(order.env.user)):
            review.with_user(self.manager).action_retry()
        self.assertEqual(users, [self.cashier])

    def test_malformed_upload_is_refused_with_a_sentence(self):
        self.open_session(self.register_a)
        for tickets in (
            None,
            [],
            {},
            ["x"],
            [{}],
            [{"uuid": ""}],
            [{"uuid": 5}],
            [{"uuid": "x" * 100}],
            [{"uuid": "same"}, {"uuid": "same"}],
            [{"uuid": "a", "amount_total": float("nan")}],
        ):
            with self.assertRaisesRegex(UserError, "cannot be read"):
                self._upload(tickets)

    def test_strange_ticket_is_stored_and_can_be_looked_at(self):
        self.open_session(self.register_a)
        ticket = {
            "uuid": str(uuid4()),
            "amount_total": "many",
            "session_id": "none",
            "lines": [[0, 0, {"product_id": "x", "qty": "y"}], [2, 5], "z"],
            "payment_ids": 7,
        }
        self.approve(self.register_a, "unsent_tickets", ticket["uuid"])
        self._upload([ticket])
        review = self.env["retail.review"].search(
            [("ticket_uuid", "=", ticket["uuid"])]
        )
        self.assertTrue(review.with_user(self.manager).ticket_summary)
        with (
            self.assertRaisesRegex(UserError, "Enter the sale by hand"),
            mute_logger("odoo.sql_db"),
            self.assertLogs("odoo.addons.retail_base", "ERROR"),
        ):
            review.with_user(self.manager).action_retry()
        self.assertEqual(review.state, "open")
