import psycopg2.errors

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import SQL, mute_logger

from ..tools.judge import lock_records
from .race import RETRIED, RaceCase

BALANCE = 100


class NothingLeftError(UserError):
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
class TestJudge(RaceCase):
    """Judges, as two tills have them."""

    @classmethod
    def _set_up(cls, env):
        cls.account_id = env["retail.store.group"].create({"name": "Account"}).id
        env.cr.execute("CREATE TABLE retail_test_ledger (amount integer)")

    @classmethod
    def _clean(cls, env):
        env.cr.execute("DROP TABLE retail_test_ledger")
        env["retail.store.group"].browse(cls.account_id).unlink()

    def setUp(self):
        super().setUp()
        with self.committed() as env:
            env.cr.execute("DELETE FROM retail_test_ledger")
        self.first, self.second = self.cursors
        for cr in self.cursors:
            # Their transactions have their snapshots already.
            cr.execute("SELECT 1 FROM retail_store_group LIMIT 1")

    def _spend(self, cr, lock):
        """Lock, look how much is left, and spend it all."""
        lock(self.env_of(cr)["retail.store.group"].browse(self.account_id))
        cr.execute("SELECT COALESCE(SUM(amount), 0) FROM retail_test_ledger")
        if cr.fetchone()[0] + BALANCE > BALANCE:
            raise NothingLeftError("Nothing is left.")
        cr.execute("INSERT INTO retail_test_ledger VALUES (%s)", [BALANCE])

    def _get_spent(self):
        with self.committed() as env:
            env.cr.execute("SELECT COALESCE(SUM(amount), 0) FROM retail_test_ledger")
            return env.cr.fetchone()[0]

    def _race(self, lock, **values):
        """Let the second wait for the first, and say how the second ended."""

        def spend(cr):
            self._spend(cr, lock)

        return self.race(spend, spend, **values)

    def test_waiting_transaction_is_retried_and_refused(self):
        self.assertIsInstance(self._race(lock_records), RETRIED)
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
        self.cursors.reverse()
        self.assertIsInstance(self._race(lock_records), RETRIED)
        self.assertEqual(self._get_spent(), BALANCE)

    def test_waiting_transaction_goes_on_after_a_rollback(self):
        self.assertIsNone(self._race(lock_records, end="rollback"))
        self.assertEqual(self._get_spent(), BALANCE)

    def test_control_plain_lock_spends_twice_when_waiting(self):
        self.assertIsNone(self._race(lock_only, waits="FOR UPDATE"))
        self.assertEqual(self._get_spent(), 2 * BALANCE)

    def test_control_plain_lock_spends_twice_with_old_snapshot(self):
        self._spend(self.first, lock_only)
        self.first.commit()
        self._spend(self.second, lock_only)
        self.second.commit()
        self.assertEqual(self._get_spent(), 2 * BALANCE)

    def test_rows_that_refer_to_the_locked_one_can_be_inserted(self):
        env = self.env_of(self.first)
        lock_records(env["retail.store.group"].browse(self.account_id))
        self.second.execute("SET LOCAL lock_timeout = '2s'")
        self.second.execute(
            "INSERT INTO retail_store_group (name, parent_id) VALUES ('{}', %s)",
            [self.account_id],
        )
        self.second.rollback()

    def test_lock_writes_pending_values_and_empties_the_cache(self):
        env = self.env_of(self.first)
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
        env = self.env_of(self.first)
        self.assertFalse(lock_records(env["retail.store.group"]))
