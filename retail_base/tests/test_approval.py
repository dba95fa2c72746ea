import uuid
from datetime import timedelta
from unittest.mock import patch

from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import MANAGER_BADGE, MANAGER_PIN, RetailCommon


class ApprovalCommon(RetailCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.approvals = cls.env["retail.approval"]
        cls.till = cls.approvals.with_user(cls.cashier)
        cls.reason = cls.env.ref("retail_base.reason_code_approval_service")
        cls.attempts = cls.env["retail.approval.attempt"]

    def _ask(self, register=None, **values):
        register = register or self.register_a
        return self.till.approve_from_ui(
            register.id,
            {
                "uuid": str(uuid.uuid4()),
                "kind": "other",
                "description": "Half price",
                "amount": 50,
                "reason_id": self.reason.id,
                "ticket_uuid": "ticket-1",
                "login": "retail_manager",
                "pin": MANAGER_PIN,
                **values,
            },
        )

    def _find(self, answer):
        return self.approvals.search([("uuid", "=", answer["uuid"])])


@tagged("post_install", "-at_install")
class TestApproval(ApprovalCommon):
    def test_pin_of_a_manager_approves(self):
        answer = self._ask()
        self.assertTrue(answer["ok"])
        self.assertEqual(answer["approver"], self.manager.name)
        self.assertFalse(answer["message"])
        approval = self._find(answer)
        self.assertRecordValues(
            approval,
            [
                {
                    "approved_by_id": self.manager.id,
                    "requested_by_id": self.cashier.id,
                    "config_id": self.register_a.id,
                    "store_id": self.store_a.id,
                    "company_id": self.company.id,
                    "currency_id": self.register_a.currency_id.id,
                    "amount": 50,
                    "kind": "other",
                    "description": "Half price",
                    "reason_id": self.reason.id,
                    "ticket_uuid": "ticket-1",
                    "method": "pin",
                    "state": "approved",
                    "is_own": False,
                }
            ],
        )

    def test_badge_of_a_manager_approves(self):
        answer = self._ask(login="", pin="", badge=MANAGER_BADGE)
        self.assertEqual(answer["approver"], self.manager.name)
        self.assertEqual(self._find(answer).method, "badge")

    def test_who_may_not_approve_looks_like_a_wrong_pin(self):
        self.cashier.retail_pin = MANAGER_PIN
        stranger = self._create_user(
            "retail_stranger", "retail_base.group_retail_manager"
        )
        stranger.write(
            {
                "company_ids": [(6, 0, self.other_company.ids)],
                "company_id": self.other_company.id,
                "retail_pin": MANAGER_PIN,
            }
        )
        messages = {
            self._ask(**values)["message"].replace(str(left), "N")
            for left, values in (
                (4, {"pin": "999999"}),
                (3, {"login": "nobody"}),
                (2, {"login": self.cashier.login}),
                (1, {"login": stranger.login}),
            )
        }
        self.assertEqual(messages, {"Wrong name, PIN or badge. Attempts left: N."})
        self.assertFalse(self.approvals.search([("ticket_uuid", "=", "ticket-1")]))

    def test_manager_without_pin_or_archived_approves_nothing(self):
        self.assertFalse(self._ask(pin="")["ok"])
        self.manager.retail_pin = False
        for pin in ("", MANAGER_PIN, "False"):
            self.assertFalse(self._ask(pin=pin)["ok"])
        self.manager.write({"retail_pin": MANAGER_PIN, "active": False})
        self.assertFalse(self._ask()["ok"])

    def test_manager_at_the_register_is_marked(self):
        self.till = self.approvals.with_user(self.manager)
        self.assertTrue(self._find(self._ask()).is_own)

    def test_asking_again_gives_the_same_answer(self):
        first = self._ask(uuid="same")
        again = self._ask(uuid="same", pin="not looked at")
        self.assertEqual(again["approver"], first["approver"])
        self.assertTrue(again["ok"])
        self.assertEqual(self.approvals.search_count([("uuid", "=", "same")]), 1)

    def test_identifier_serves_one_purpose(self):
        self._ask(uuid="same")
        for values in ({"ticket_uuid": "ticket-2"}, {"kind": "unsent_tickets"}):
            with self.assertRaisesRegex(UserError, "something else"):
                self._ask(uuid="same", **values)
        with self.assertRaisesRegex(UserError, "something else"):
            self._ask(register=self.register_b, uuid="same")

    def test_nonsense_is_refused_with_a_sentence(self):
        note_reason = self.env.ref("retail_base.reason_code_approval_other")
        foreign = self.reason.copy({"company_id": self.other_company.id})
        for values, sentence in (
            ({"uuid": ""}, "not known"),
            ({"uuid": None}, "not known"),
            ({"kind": "nonsense"}, "not known"),
            ({"kind": None}, "not known"),
            ({"amount": "fifty"}, "not a number"),
            ({"amount": float("nan")}, "not a number"),
            ({"reason_id": 987654321}, "not in use"),
            ({"reason_id": "x"}, "not in use"),
            ({"reason_id": True}, "not in use"),
            ({"reason_id": 2**40}, "not in use"),
            ({"reason_id": foreign.id}, "not in use"),
            ({"reason_id": note_reason.id}, "needs a note"),
            ({"reason_id": note_reason.id, "note": "   "}, "needs a note"),
        ):
            with self.subTest(values), self.assertRaisesRegex(UserError, sentence):
                self._ask(**values)
        with self.assertRaisesRegex(UserError, "does not exist"):
            self.till.approve_from_ui("x", {})
        self.assertFalse(self.attempts.search([]), "Nothing was tried.")

    def test_register_of_another_company_is_refused(self):
        other_store = self.env["stock.warehouse"].search(
            [("company_id", "=", self.other_company.id)], limit=1
        )
        journal = self.env["account.journal"].create(
            {
                "name": "Till",
                "type": "general",
                "code": "TILL",
                "company_id": self.other_company.id,
            }
        )
        register = self.env["pos.config"].create(
            {
                "name": "Abroad",
                "company_id": self.other_company.id,
                "picking_type_id": other_store.pos_type_id.id,
                "journal_id": journal.id,
                "invoice_journal_id": False,
                "payment_method_ids": False,
            }
        )
        with self.assertRaises(AccessError):
            self._ask(register=register)

    def test_register_call_is_for_point_of_sale_users_only(self):
        self.till = self.approvals.with_user(
            self._create_user("retail_outsider", "base.group_user")
        )
        with self.assertRaises(AccessError):
            self._ask()

    def test_approvers_with_a_pin_are_listed(self):
        names = self.till.get_approvers_from_ui(self.register_a.id)
        self.assertIn({"login": "retail_manager", "name": self.manager.name}, names)
        logins = {row["login"] for row in names}
        self.assertFalse(logins & {"retail_cashier", "retail_user", "retail_admin"})
        self.manager.retail_pin = False
        names = self.till.get_approvers_from_ui(self.register_a.id)
        self.assertNotIn("retail_manager", {row["login"] for row in names})

    def test_approvals_can_be_neither_changed_nor_deleted(self):
        approval = self._find(self._ask())
        for user in (self.cashier, self.manager, self.admin):
            with self.assertRaises(AccessError):
                approval.with_user(user).write({"amount": 1000})
            with self.assertRaises(AccessError):
                approval.with_user(user).unlink()
            with self.assertRaises(AccessError):
                approval.with_user(user).create(
                    {"kind": "other", "expires_at": fields.Datetime.now()}
                )
        with self.assertRaisesRegex(UserError, "none can be deleted"):
            approval.unlink()

    def test_states_can_be_searched(self):
        waiting = self._find(self._ask())
        used = self._find(self._ask(ticket_uuid="ticket-2"))
        self.till._use("other", "ticket-2", record=self.register_a)
        late = self._find(self._ask(ticket_uuid="ticket-3"))
        late.expires_at = fields.Datetime.now() - timedelta(seconds=1)
        three = waiting | used | late
        for state, approval in (
            ("approved", waiting),
            ("used", used),
            ("expired", late),
        ):
            self.assertEqual(approval.state, state)
            domain = [("id", "in", three.ids), ("state", "=", state)]
            self.assertEqual(self.approvals.search(domain), approval)
            domain = [("id", "in", three.ids), ("state", "!=", state)]
            self.assertEqual(self.approvals.search(domain), three - approval)
        self.assertEqual(used.used_by, self.register_a)
        self.assertFalse(waiting.used_by)


@tagged("post_install", "-at_install")
class TestApprovalUse(ApprovalCommon):
    def _use(self, **values):
        return self.till._use(**{"kind": "other", "ticket_uuid": "ticket-1", **values})

    def test_approval_is_used_once(self):
        answer = self._ask()
        approval = self._use(record=self.register_a)
        self.assertEqual(approval.sudo().uuid, answer["uuid"])
        self.assertFalse(approval.env.su)
        self.assertEqual(approval.sudo().state, "used")
        self.assertTrue(approval.sudo().used_at)
        with self.assertRaisesRegex(UserError, "Needs a manager's approval: Other"):
            self._use(record=self.register_b)
        with self.assertRaisesRegex(UserError, "Needs a manager's approval"):
            self._use()

    def test_same_record_may_ask_again(self):
        self._ask()
        first = self._use(record=self.register_a)
        self.assertEqual(self._use(record=self.register_a), first)

    def test_approval_serves_its_ticket_and_kind_only(self):
        self._ask()
        for values in (
            {"ticket_uuid": "ticket-2"},
            {"ticket_uuid": ""},
            {"ticket_uuid": False},
            {"kind": "unsent_tickets"},
        ):
            with self.subTest(values), self.assertRaises(UserError):
                self._use(**values)

    def test_approval_without_ticket_serves_no_ticket(self):
        self._ask(ticket_uuid="")
        for ticket in ("", False, None):
            with self.assertRaises(UserError):
                self._use(ticket_uuid=ticket)

    def test_approval_covers_its_amount(self):
        self._ask(amount=50)
        with self.assertRaisesRegex(UserError, "covers only"):
            self._use(amount=50.01)
        self.assertTrue(self._use(amount=50.001), "Less than a cent is no difference.")

    def test_smallest_approval_that_covers_is_used(self):
        large = self._ask(amount=80)
        self._ask(amount=20)
        middle = self._ask(amount=60)
        self.assertEqual(self._use(amount=60).sudo().uuid, middle["uuid"])
        self.assertEqual(self._use(amount=60).sudo().uuid, large["uuid"])

    def test_approval_expires(self):
        self.company.retail_approval_minutes = 3
        self._ask()
        with freeze_time(fields.Datetime.now() + timedelta(minutes=2, seconds=55)):
            self.env.invalidate_all()
            self.assertTrue(self._use(record=self.register_a))
        self._ask(ticket_uuid="ticket-2")
        with freeze_time(fields.Datetime.now() + timedelta(minutes=3, seconds=5)):
            self.env.invalidate_all()
            with self.assertRaisesRegex(UserError, "expired"):
                self._use(ticket_uuid="ticket-2")

    def test_approval_of_another_company_is_not_used(self):
        self._ask()
        till = self.till.with_user(self.env.user).with_company(self.other_company)
        with self.assertRaises(UserError):
            till._use("other", "ticket-1")
        self.assertTrue(till._use("other", "ticket-1", record=self.register_a))

    def test_use_takes_the_lock_of_the_judge(self):
        approval = self._find(self._ask())
        with patch(
            "odoo.addons.retail_base.models.retail_approval.lock_records"
        ) as lock:
            self._use()
        lock.assert_called_once_with(approval)
