from unittest.mock import patch

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged

from .review import REFUSAL, ReviewCommon, refuse


@tagged("post_install", "-at_install")
class TestReview(ReviewCommon):
    # Review list

    def _make_review(self, **steps):
        with self.steps(**steps):
            order = self.sync_ticket(self._build(), silent=True)
        review = self._get_reviews(order)
        self.assertEqual(len(review), 1)
        return review.with_user(self.manager)

    def test_retry_judges_and_books(self):
        review = self._make_review(_judge_x=refuse, _book_x=lambda order: None)
        done = []
        with self.steps(
            _judge_x=lambda order: done.append("judge"),
            _book_x=lambda order: done.append("book"),
        ):
            review.action_retry()
            self.assertEqual(done, ["judge", "book"])
            self.assertEqual(review.state, "done")
            self.assertTrue(review.resolution)
            self.assertFalse(review.activity_ids)
            review.action_retry()
            review.action_accept()
        self.assertEqual(len(done), 2, "What is done is not booked again.")

    def test_retry_that_fails_says_why_and_stays_open(self):
        review = self._make_review(_judge_x=refuse, _book_x=lambda order: None)
        with (
            self.steps(_judge_x=refuse, _book_x=lambda order: None),
            self.assertRaisesRegex(UserError, "does not sell"),
            self.env.cr.savepoint(),
        ):
            review.action_retry()
        self.assertEqual(review.state, "open")

    def test_accept_books_what_the_check_refused(self):
        review = self._make_review(_judge_x=refuse, _book_x=lambda order: None)
        done = []
        with self.steps(_judge_x=refuse, _book_x=lambda order: done.append(1)):
            review.action_accept()
        self.assertEqual(len(done), 1)
        self.assertEqual(review.state, "done")

    def test_done_needs_a_resolution(self):
        review = self._make_review(_judge_x=refuse)
        with self.assertRaisesRegex(UserError, "Resolution"):
            review.action_done()
        review.resolution = "The customer brought it back."
        review.action_done()
        self.assertEqual(review.state, "done")

    def test_review_cannot_be_deleted(self):
        review = self._make_review(_judge_x=refuse)
        with self.assertRaises(UserError):
            review.sudo().unlink()

    def test_same_step_of_a_ticket_is_listed_once(self):
        order = self.sell(self.register_a, [(self.product, 1)])
        first = order._add_to_review("First", "booking", step="_book_x")
        second = order._add_to_review("Second", "booking", step="_book_x")
        self.assertEqual(first, second)
        self.assertEqual(first.message, "Second")
        other = order._add_to_review("Third")
        self.assertNotEqual(first, other)
        self.assertEqual(order.with_user(self.manager).retail_review_count, 2)
        self.assertEqual(self.store_a.with_user(self.manager).open_review_count, 2)
        self.assertEqual(self.store_b.with_user(self.manager).open_review_count, 0)
        with self.assertRaisesRegex(UserError, "nothing here that can be run"):
            other.with_user(self.manager).action_retry()

    def test_owner_is_the_store_manager_or_who_approved_last(self):
        order = self.sell(self.register_a, [(self.product, 1)])
        deputy = self.create_user("deputy", "retail_base.group_retail_manager")
        deputy.retail_pin = "1357"
        self.approve(self.register_a, "other", "some ticket")
        review = order._add_to_review("First")
        self.assertEqual(review.user_id, self.manager)
        self.store_a.manager_id = deputy
        review = order._add_to_review("Second")
        self.assertEqual(review.user_id, deputy)
        review.with_user(self.manager).user_id = self.manager
        self.assertEqual(review.activity_ids.user_id, self.manager)

    def test_company_without_managers_still_gets_the_row(self):
        with self.steps(_judge_x=refuse):
            ticket = self._build()
            with patch.object(
                type(self.env["res.users"]), "_is_retail_approver", return_value=False
            ):
                order = self.sync_ticket(ticket, silent=True)
        review = self._get_reviews(order)
        self.assertEqual(review.message, REFUSAL)
        self.assertFalse(review.user_id)

    def test_other_company_sees_nothing(self):
        review = self._make_review(_judge_x=refuse)
        other = self.env["res.company"].create({"name": "Another retailer"})
        stranger = new_test_user(
            self.env,
            "stranger",
            "retail_base.group_retail_manager",
            company_id=other.id,
            company_ids=[Command.set(other.ids)],
        )
        reviews = self.env["retail.review"].with_user(stranger)
        self.assertFalse(reviews.search([("id", "=", review.id)]))
        with self.assertRaises(AccessError):
            review.with_user(stranger).action_accept()
