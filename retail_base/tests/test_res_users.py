from psycopg2.errors import UniqueViolation

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import MANAGER_BADGE, MANAGER_PIN, RetailCommon

SECRETS = ["retail_pin", "retail_badge", "retail_pin_hash", "retail_badge_hash"]


@tagged("post_install", "-at_install")
class TestResUsers(RetailCommon):
    def test_only_hashes_are_stored(self):
        self.env.flush_all()
        self.env.cr.execute(
            "SELECT retail_pin_hash, retail_badge_hash FROM res_users WHERE id = %s",
            [self.manager.id],
        )
        pin_hash, badge_hash = self.env.cr.fetchone()
        self.assertTrue(pin_hash.startswith("$pbkdf2"))
        self.assertNotIn(MANAGER_PIN, pin_hash)
        self.assertNotIn(MANAGER_BADGE, badge_hash)
        self.assertEqual(len(badge_hash), 64)

    def test_same_pin_has_another_hash_for_each_user(self):
        self.cashier.retail_pin = MANAGER_PIN
        self.assertNotEqual(self.cashier.retail_pin_hash, self.manager.retail_pin_hash)

    def test_secrets_cannot_be_read_back(self):
        self.env.invalidate_all()
        for user in (self.manager, self.admin):
            manager = self.manager.with_user(user)
            self.assertFalse(manager.retail_pin)
            self.assertFalse(manager.retail_badge)
            self.assertTrue(manager.has_retail_pin)
            with self.assertRaises(AccessError):
                manager.read(["retail_pin_hash"])

    def test_hash_cannot_be_searched(self):
        with self.assertRaises(AccessError):
            self.env["res.users"].with_user(self.admin).search(
                [("retail_badge_hash", "=like", "a%")]
            )

    def test_till_gets_no_secret(self):
        loaded = (
            self.env["res.users"]
            .with_user(self.manager)
            ._load_pos_data_search_read({}, self.register_a)
        )
        self.assertFalse(set(SECRETS) & set(loaded[0]))
        fields = self.env["pos.config"]._load_pos_data_fields(self.register_a)
        self.assertFalse(set(SECRETS) & set(fields))

    def test_impossible_secrets_are_refused_with_a_sentence(self):
        for pin in ("123", "1234567890123", "12a4", "12 34", "１２３４"):
            with self.subTest(pin), self.assertRaisesRegex(ValidationError, "digits"):
                self.manager.retail_pin = pin
        with self.assertRaisesRegex(ValidationError, "at least 6"):
            self.manager.retail_badge = "12345"

    def test_managers_set_their_own_and_nobody_elses(self):
        old_hash = self.manager.retail_pin_hash
        self.manager.with_user(self.manager).write({"retail_pin": "1357"})
        self.assertNotEqual(self.manager.retail_pin_hash, old_hash)
        for user in (self.cashier, self.retail_user, self.admin):
            with self.assertRaises(AccessError):
                self.manager.with_user(user).write({"retail_pin": "1357"})
            with self.assertRaises(AccessError):
                self.manager.with_user(user).action_remove_retail_pin()

    def test_cashier_cannot_try_out_badges(self):
        cashier = self.cashier.with_user(self.cashier)
        for badge in (MANAGER_BADGE, "ANOTHER-1"):
            with self.assertRaisesRegex(AccessError, "Only retail managers"):
                cashier.write({"retail_badge": badge})
        with self.assertRaisesRegex(AccessError, "Only retail managers"):
            cashier.write({"retail_pin": "1357"})
        with self.assertRaises(AccessError):
            self.cashier.with_user(self.cashier).write({"retail_pin_hash": "x"})

    def test_settings_administrator_sets_them_for_others(self):
        erp_manager = self._create_user("retail_erp", "base.group_erp_manager")
        self.cashier.with_user(erp_manager).write({"retail_pin": "8642"})
        self.assertTrue(self.cashier.has_retail_pin)

    def test_secrets_can_be_removed(self):
        manager = self.manager.with_user(self.manager)
        manager.action_remove_retail_pin()
        manager.action_remove_retail_badge()
        self.assertFalse(manager.has_retail_pin)
        self.assertFalse(manager.has_retail_badge)

    def test_badge_belongs_to_one_user(self):
        with self.assertRaises(UniqueViolation), mute_logger("odoo.sql_db"):
            self.cashier.retail_badge = f" {MANAGER_BADGE} "
            self.env.flush_all()

    def test_copy_has_no_secrets(self):
        copy = self.manager.copy({"login": "retail_manager_copy"})
        self.assertFalse(copy.has_retail_pin)
        self.assertFalse(copy.has_retail_badge)
