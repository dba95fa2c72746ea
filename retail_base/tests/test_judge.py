import threading

import psycopg2.errors

from odoo import api
from odoo.modules.registry import Registry
from odoo.tests import BaseCase, tagged
from odoo.tests.common import get_db_name
from odoo.tools import SQL, mute_logger

from ..tools.judge import lock_records

BALANCE = 100


class NothingLeftError(Exception):
    """What a judge says."""


def lock_only(records):
    """The lock that looks right and is not: what `lock_records` adds is the write."""
    records.env.cr.execute(
        SQL(
            "SELECT id FROM %s WHERE id IN %s FOR UPDATE",
            SQL.identifier(records._table),
            tuple(records.ids),
        )
    )


@tagged("post_install", "-at_install")
class TestJudge(BaseCase):
    """Judges in real connections that commit, as two tills have them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.registry = Registry(get_db_name())
        with cls.registry.cursor() as cr:
            env = api.Environment(cr, api.SUPERUSER_ID, {})
            cls.account_id = env["retail.store.group"].create({"name": "Account"}).id
            cr.execute("CREATE TABLE retail_test_ledger (amount integer)")
        cls.addClassCleanup(cls._clean)

    @classmethod
    def _clean(cls):
        with cls.registry.cursor() as cr:
            cr.execute("DROP TABLE retail_test_ledger")
            env = api.Environment(cr, api.SUPERUSER_ID, {})
            env["retail.store.group"].browse(cls.account_id).unlink()

    def setUp(self):
        super().setUp()
        with self.registry.cursor() as cr:
            cr.execute("DELETE FROM retail_test_ledger")
        self.first, self.second = self._begin(), self._begin()

    def _begin(self):
        """Open a connection whose transaction has its snapshot already."""
        cr = self.registry.cursor()
        self.addCleanup(cr.close)
        cr.execute("SELECT 1 FROM retail_store_group LIMIT 1")
        return cr

    def _spend(self, cr, lock):
        """Lock, look how much is left, and spend it all; say whether that went."""
        env = api.Environment(cr, api.SUPERUSER_ID, {})
        lock(env["retail.store.group"].browse(self.account_id))
        cr.execute("SELECT COALESCE(SUM(amount), 0) FROM retail_test_ledger")
        if cr.fetchone()[0] + BALANCE > BALANCE:
            raise NothingLeftError
        cr.execute("INSERT INTO retail_test_ledger VALUES (%s)", [BALANCE])

    def _spend_later(self, cr, lock):
        """Spend in a thread, which has to wait for a lock; return how it ended."""
        outcome = []

        def run():
            try:
                with mute_logger("odoo.sql_db"):
                    self._spend(cr, lock)
                cr.commit()  # pylint: disable=invalid-commit
                outcome.append("spent")
            except (psycopg2.errors.SerializationFailure, NothingLeftError) as error:
                cr.rollback()
                outcome.append(type(error).__name__)

        thread = threading.Thread(target=run)
        thread.start()
        return thread, outcome

    def _get_spent(self):
        with self.registry.cursor() as cr:
            cr.execute("SELECT COALESCE(SUM(amount), 0) FROM retail_test_ledger")
            return cr.fetchone()[0]

    def _race(self, lock, end="commit"):
        """Let the second wait for the first, and say how the second ended."""
        self._spend(self.first, lock)
        thread, outcome = self._spend_later(self.second, lock)
        thread.join(0.5)
        self.assertTrue(thread.is_alive(), "The second must wait for the first.")
        getattr(self.first, end)()
        thread.join(20)
        self.assertFalse(thread.is_alive(), "The second waits for nothing.")
        return outcome[0]

    def test_waiting_transaction_is_retried_and_refused(self):
        self.assertEqual(self._race(lock_records), "SerializationFailure")
        self.assertEqual(self._get_spent(), BALANCE)
        # What Odoo does with a SerializationFailure: the same again, afresh.
        with self.assertRaises(NothingLeftError):
            self._spend(self.second, lock_records)

    def test_late_transaction_with_old_snapshot_is_retried(self):
        self._spend(self.first, lock_records)
        self.first.commit()
        with (
            self.assertRaises(psycopg2.errors.SerializationFailure),
            mute_logger("odoo.sql_db"),
        ):
            self._spend(self.second, lock_records)
        self.second.rollback()
        self.assertEqual(self._get_spent(), BALANCE)

    def test_second_connection_may_win_as_well(self):
        self.first, self.second = self.second, self.first
        self.assertEqual(self._race(lock_records), "SerializationFailure")
        self.assertEqual(self._get_spent(), BALANCE)

    def test_waiting_transaction_goes_on_after_a_rollback(self):
        self.assertEqual(self._race(lock_records, end="rollback"), "spent")
        self.assertEqual(self._get_spent(), BALANCE)

    def test_control_plain_lock_spends_twice_when_waiting(self):
        self.assertEqual(self._race(lock_only), "spent")
        self.assertEqual(self._get_spent(), 2 * BALANCE)

    def test_control_plain_lock_spends_twice_with_old_snapshot(self):
        self._spend(self.first, lock_only)
        self.first.commit()
        self._spend(self.second, lock_only)
        self.second.commit()
        self.assertEqual(self._get_spent(), 2 * BALANCE)

    def test_rows_that_refer_to_the_locked_one_can_be_inserted(self):
        env = api.Environment(self.first, api.SUPERUSER_ID, {})
        lock_records(env["retail.store.group"].browse(self.account_id))
        self.second.execute("SET LOCAL lock_timeout = '2s'")
        self.second.execute(
            "INSERT INTO retail_store_group (name, parent_id) VALUES ('{}', %s)",
            [self.account_id],
        )
        self.second.rollback()

    def test_lock_writes_pending_values_and_empties_the_cache(self):
        env = api.Environment(self.first, api.SUPERUSER_ID, {})
        account = env["retail.store.group"].browse(self.account_id)
        self.first.execute(
            "UPDATE retail_store_group SET complete_name = 'From SQL' WHERE id = %s",
            [self.account_id],
        )
        self.assertEqual(account.complete_name, "From SQL")
        self.first.execute(
            "UPDATE retail_store_group SET complete_name = 'Changed' WHERE id = %s",
            [self.account_id],
        )
        account.active = False
        self.assertEqual(account.complete_name, "From SQL", "It is in the cache.")
        self.assertEqual(lock_records(account), account)
        self.assertEqual(account.complete_name, "Changed", "It was read again.")
        self.assertFalse(account.active, "The value to write was not lost.")
        self.first.rollback()

    def test_no_records_are_no_error(self):
        env = api.Environment(self.first, api.SUPERUSER_ID, {})
        self.assertFalse(lock_records(env["retail.store.group"]))
