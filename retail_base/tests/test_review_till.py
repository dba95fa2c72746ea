from uuid import uuid4

from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged

from .review import REFUSAL, ReviewCommon, refuse


@tagged("post_install", "-at_install")
class TestReviewTill(ReviewCommon):
    """What a cashier is told of the review list, which nobody but managers see."""

    def _refuse_silently(self):
        with self.steps(_judge_x=refuse):
            return self.sync_ticket(self._build(partner=self.customer), silent=True)

    def _read(self, user=None, register=None):
        reviews = self.env["retail.review"].with_user(user or self.cashier)
        return reviews.read_open_from_ui((register or self.register_a).id)

    def test_the_register_is_told_what_is_wrong_and_what_happens(self):
        order = self._refuse_silently()
        [told] = self._read()
        self.assertEqual(told["ticket"], order.pos_reference)
        self.assertEqual((told["amount"], told["message"]), (200, REFUSAL))
        self.assertEqual(told["customer"], self.customer.name)
        self.assertIn(self.manager.name, told["way_out"])
        self.assertIn("can be closed", told["way_out"])
        self.assertEqual(self._read(register=self.register_b), [])
        review = self._get_reviews(order)
        review.with_user(self.manager).action_accept()
        self.assertEqual(self._read(), [])

    def test_the_session_is_closed_with_an_open_review(self):
        order = self._refuse_silently()
        self.close_session(self.register_a)
        self.assertEqual(order.session_id.state, "closed")
        self.assertEqual(len(self._read()), 1)

    def test_the_register_hears_of_a_new_review_and_of_its_end(self):
        sent = []
        model = type(self.env["pos.config"])
        self.patch(model, "_notify", lambda config, *args: sent.append(args[0]))
        order = self._refuse_silently()
        self.assertEqual(sent.count("RETAIL_REVIEWS"), 1)
        self._get_reviews(order).with_user(self.manager).action_accept()
        self.assertEqual(sent.count("RETAIL_REVIEWS"), 2)

    def test_an_uploaded_ticket_is_not_booked(self):
        ticket = self._build()
        self.approve(self.register_a, "unsent_tickets", ticket["uuid"], 200)
        self.env["retail.review"].with_user(self.cashier).upload_from_ui(
            self.register_a.id, [ticket]
        )
        [told] = self._read()
        self.assertIn("Nothing of this ticket is booked", told["way_out"])
        self.assertEqual(told["customer"], "")

    def test_only_users_of_the_register_are_told(self):
        self._refuse_silently()
        login = f"outsider_{uuid4()}"
        outsider = new_test_user(self.env, login, groups="base.group_user")
        with self.assertRaises(AccessError):
            self._read(user=outsider)
        with self.assertRaisesRegex(UserError, "does not exist"):
            self.env["retail.review"].with_user(self.cashier).read_open_from_ui(0)
