"""Two people at the same moment, for the tests of all addons."""

import threading
import time
from contextlib import contextmanager

import psycopg2.errors

from odoo import SUPERUSER_ID, api
from odoo.exceptions import ConcurrencyError, UserError
from odoo.modules.registry import Registry
from odoo.tests import BaseCase
from odoo.tests.common import get_db_name
from odoo.tools import mute_logger

# What makes Odoo run a request again.
RETRIED = (psycopg2.errors.SerializationFailure, ConcurrencyError)
# What the query of `lock_records` says.
JUDGE = "FOR NO KEY UPDATE"
EXPECTED = (*RETRIED, UserError)
SECONDS = 30


class RaceCase(BaseCase):
    """Races in two real connections, `cursors`, which commit.

    What is raced for is committed by `_set_up` and taken away by `_clean`, both given
    an environment of the superuser; nothing is rolled back by itself.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.registry = Registry(get_db_name())
        with cls.committed() as env:
            cls._set_up(env)
        cls.addClassCleanup(cls._clean_up)

    @classmethod
    def _set_up(cls, env):
        """Make what all tests of the class race for."""

    @classmethod
    def _clean(cls, env):
        """Take away whatever is left, past the rules that keep it for audit."""

    @classmethod
    def _clean_up(cls):
        with cls.committed() as env:
            cls._clean(env)

    def setUp(self):
        super().setUp()
        self.cursors = [self.registry.cursor(), self.registry.cursor()]
        for cr in self.cursors:
            self.addCleanup(cr.close)

    @staticmethod
    def env_of(cr, user_id=SUPERUSER_ID):
        return api.Environment(cr, user_id, {})

    @classmethod
    @contextmanager
    def committed(cls):
        """Yield an environment of a transaction of its own, which commits."""
        with cls.registry.cursor() as cr:
            yield cls.env_of(cr)

    def commit(self, build):
        """Build records in a transaction of their own; return their ids."""
        with self.committed() as env:
            return build(env).ids

    def race(self, first, second, end="commit", waits=JUDGE):
        """Do two things at once; both transactions see what there was before.

        :param first: function of a cursor; it has done all before `second` begins
        :param second: function of a cursor, as a request that Odoo does not run again
        :param str end: how the first transaction ends, "commit" or "rollback"
        :param waits: what the query says at which the second waits until the first
            has ended; False when it must not wait
        :return: what `second` returned, or the error that it ended with
        """
        pids = []
        for cr in self.cursors:
            # Their snapshots are taken here.
            cr.execute("SELECT pg_backend_pid() FROM res_company LIMIT 1")
            pids.append(cr.fetchone()[0])
        with mute_logger("odoo.addons.point_of_sale.models.pos_order"):
            first(self.cursors[0])
        self.cursors[0].flush()
        outcome = []
        thread = threading.Thread(target=self._run_second, args=(second, outcome))
        thread.start()
        waited = self._find_wait(thread, *pids)
        getattr(self.cursors[0], end)()
        thread.join(SECONDS)
        self.assertFalse(thread.is_alive(), "The second waits for nothing.")
        if waits:
            self.assertIn(waits, waited, "The second must wait for the first.")
        else:
            self.assertFalse(waited, "The second must not wait for the first.")
        if isinstance(outcome[0], Exception) and not isinstance(outcome[0], EXPECTED):
            raise outcome[0]
        return outcome[0]

    def _run_second(self, second, outcome):
        """Do the second thing in its thread, and remember how it ended."""
        cr = self.cursors[1]
        try:
            with mute_logger("odoo.sql_db", "odoo.service.model"):
                outcome.append(second(cr))
                cr.commit()  # pylint: disable=invalid-commit
        except Exception as error:
            cr.rollback()
            outcome[:] = [error]

    def _find_wait(self, thread, first_pid, second_pid):
        """Return the query at which the second connection waits for the first, if any.

        Without the lock of a judge it may wait as well, where both write the same row,
        but then it has read already what it decides on.
        """
        deadline = time.monotonic() + SECONDS
        with self.registry.cursor() as cr:
            while thread.is_alive() and time.monotonic() < deadline:
                cr.execute(
                    "SELECT query FROM pg_stat_activity"
                    " WHERE pid = %s AND %s = ANY(pg_blocking_pids(pid))",
                    [second_pid, first_pid],
                )
                if found := cr.fetchone():
                    return found[0]
                # A transaction sees what happens once only.
                cr.rollback()
                thread.join(0.02)
        return ""

    def assertRetriedAndTold(self, first, second, message, waits=JUDGE):
        """The second runs again, and is told why not; see `race`."""
        self.assertIsInstance(self.race(first, second, waits=waits), RETRIED)
        with self.assertRaisesRegex(UserError, message):
            second(self.cursors[1])
            self.cursors[1].flush()
        self.cursors[1].rollback()
