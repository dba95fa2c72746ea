"""People in processes of their own, who try the same at the same moment."""

import random
import time
from collections import Counter
from multiprocessing import get_context
from types import SimpleNamespace
from unittest.mock import patch

import psycopg2
from _roads import ROADS

from odoo import SUPERUSER_ID, api, sql_db
from odoo.exceptions import ConcurrencyError, UserError
from odoo.modules.registry import Registry
from odoo.service import model

PEOPLE = 4
# People who wait between two tries of a request fight for nothing meanwhile.
SHORTER = SimpleNamespace(sleep=lambda seconds: time.sleep(seconds / 10))


class Person:
    """Who tries to take back what was sold, at a register and a desk of their own.

    In a process of its own, which shares no connection with the others.
    """

    def __init__(self, shop, sold):
        self.ids = {
            "cashier": shop.cashier.id,
            "clerk": shop.clerk.id,
            "pos_manager": shop.pos_manager.id,
            "reason": shop.reason.id,
            "stores": [store.id for store in shop.stores],
            "registers": [register.id for register in shop.registers],
        }
        self.database, self.sold = shop.env.cr.dbname, sold

    def work(self, number, attempts, seed):
        """Try so often, and count what came of it.

        :param seed: so that a failure comes again
        :return: {(kind, road, outcome): how many}
        """
        registry = Registry(self.database)
        # Connections of the parent must not be used by a child.
        sql_db._Pool = None
        registry._db = sql_db.db_connect(self.database)
        dice, outcomes = random.Random(f"{seed} {number}"), Counter()
        with patch.object(model, "time", SHORTER):
            for _attempt in range(attempts):
                sold = dice.choice(self.sold)
                name = dice.choice(
                    [one for one, (kinds, _road) in ROADS.items() if sold.kind in kinds]
                )
                outcome = self.attempt(registry, ROADS[name][1], number, sold)
                outcomes[sold.kind, name, outcome] += 1
        return outcomes

    def attempt(self, registry, road, number, sold):
        with registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            try:
                model.retrying(lambda: road(env, self.ids, number, sold), env)
            except UserError:
                cr.rollback()
                return "refused"
            except (psycopg2.OperationalError, ConcurrencyError):
                # The server gave up after its retries: nothing is kept.
                cr.rollback()
                return "given up"
            return "returned"


def try_all(shop, sold, attempts, seed):
    """Let all people try at once; return what came of it."""
    person = Person(shop, sold)
    share, rest = divmod(attempts, PEOPLE)
    jobs = [(n, share + (n < rest), seed) for n in range(PEOPLE)]
    pool = get_context("fork").Pool(PEOPLE)
    counts = pool.starmap(person.work, jobs, chunksize=1)
    # Odoo takes a signal to end for an interruption of the user.
    pool.close()
    pool.join()
    return sum(counts, Counter())
