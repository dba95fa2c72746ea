import uuid
from datetime import timedelta

from freezegun import freeze_time

from odoo import fields
from odoo.tests import tagged

from .common import MANAGER_BADGE
from .race import RETRIED, RaceCase
from .test_approval import ApprovalCommon


@tagged("post_install", "-at_install")
class TestApprovalAttempt(ApprovalCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.write(
            {"retail_approval_attempts": 3, "retail_approval_minutes": 10}
        )
        cls.second_manager = cls._create_user(
            "retail_second", "retail_base.group_retail_manager"
        )
        cls.second_manager.retail_pin = "13579"

    def _fail(self, times, **values):
        for _time in range(times):
            answer = self._ask(**{"pin": "000000", **values})
            self.assertFalse(answer["ok"])
        return answer

    def test_wrong_pins_count_down_and_lock(self):
        self.assertEqual(self._fail(1)["attempts_left"], 2)
        self.assertEqual(self._fail(1)["attempts_left"], 1)
        answer = self._fail(1)
        self.assertEqual(answer["attempts_left"], 0)
        self.assertEqual(
            answer["message"], "Too many wrong attempts. Try again in 10 min."
        )
        self.assertFalse(self._ask()["ok"], "Not even the right PIN is looked at.")
        self.assertEqual(self.attempts.search_count([]), 3)

    def test_register_is_locked_for_all_managers(self):
        self._fail(2)
        self._fail(1, login="nobody")
        self.assertFalse(self._ask(login="retail_second", pin="13579")["ok"])
        self.assertFalse(self._ask(login="", pin="", badge=MANAGER_BADGE)["ok"])
        answer = self._ask(self.register_b, login="retail_second", pin="13579")
        self.assertTrue(answer["ok"], "Another register is not concerned.")

    def test_manager_is_locked_on_all_registers(self):
        self._fail(2)
        self._fail(1, register=self.register_b)
        self.assertEqual(self._ask(self.register_b)["attempts_left"], 0)
        answer = self._ask(self.register_b, login="retail_second", pin="13579")
        self.assertTrue(answer["ok"], "The other manager is not concerned.")

    def test_unknown_name_locks_as_a_known_one(self):
        known = [self._fail(1)["attempts_left"] for _time in range(3)]
        unknown = [
            self._fail(1, register=self.register_b, login="nobody")["attempts_left"]
            for _time in range(3)
        ]
        self.assertEqual(known, unknown)

    def test_right_pin_starts_the_count_anew(self):
        self._fail(2)
        self.assertTrue(self._ask()["ok"])
        self.assertEqual(self._fail(1)["attempts_left"], 2)

    def test_one_managers_pin_does_not_unlock_another_name(self):
        self._fail(2, login="retail_second")
        self.assertTrue(self._ask()["ok"])
        self.assertEqual(self._fail(1, login="retail_second")["attempts_left"], 0)

    def test_lock_ends_by_itself(self):
        start = fields.Datetime.now()
        with freeze_time(start):
            self._fail(1)
        with freeze_time(start + timedelta(minutes=4)):
            self.assertIn("Try again in 6 min", self._fail(2)["message"])
        with freeze_time(start + timedelta(minutes=9, seconds=50)):
            self.assertIn("Try again in 1 min", self._ask()["message"])
        with freeze_time(start + timedelta(minutes=10, seconds=1)):
            self.assertTrue(self._ask()["ok"])

    def test_wrong_badge_counts_for_the_register(self):
        answer = self._fail(3, login="", pin="", badge="STOLEN-1")
        self.assertEqual(answer["attempts_left"], 0)
        self.assertEqual(set(self.attempts.search([]).mapped("login")), {False})

    def test_limits_are_those_of_the_company(self):
        self.company.retail_approval_attempts = 1
        self.assertEqual(self._fail(1)["attempts_left"], 0)

    def test_every_try_is_on_record(self):
        self._fail(1)
        self._ask()
        right, wrong = self.attempts.search([])
        self.assertRecordValues(
            right | wrong,
            [
                {
                    "login": "retail_manager",
                    "success": success,
                    "config_id": self.register_a.id,
                    "company_id": self.company.id,
                    "requested_by_id": self.cashier.id,
                }
                for success in (True, False)
            ],
        )


@tagged("post_install", "-at_install")
class TestApprovalRace(RaceCase):
    """Two transactions want the same approval."""

    @classmethod
    def _set_up(cls, env):
        cls.ticket = str(uuid.uuid4())
        approval = env["retail.approval"].create(
            {
                "kind": "other",
                "ticket_uuid": cls.ticket,
                "approved_by_id": env.uid,
                "expires_at": fields.Datetime.now() + timedelta(hours=1),
            }
        )
        cls.approval_id = approval.id

    @classmethod
    def _clean(cls, env):
        # Approvals cannot be deleted but in SQL.
        env.cr.execute("DELETE FROM retail_approval WHERE id = %s", [cls.approval_id])

    def use(self, **values):
        """Return what a judge does who asks for the approval."""

        def run(cr):
            approvals = self.env_of(cr)["retail.approval"]
            approvals._use("other", self.ticket, **values)

        return run

    def test_only_one_of_two_uses_it(self):
        envs = [self.env_of(cr) for cr in self.cursors]
        for env in envs:
            env["retail.approval"].browse(self.approval_id).state  # noqa: B018
        first = self.use(record=envs[0].company.partner_id)
        self.assertIsInstance(self.race(first, self.use()), RETRIED)
