"""Many people take the same few units back at once, on every road that there is.

Ten thousand attempts, each in a connection of its own as a request of a register or of
the back office, four at a time, in four stores, by users with no more than their
rights. What is fought for was sold by a ticket, a customer order that was collected, an
order that was shipped and invoiced, and an invoice. It comes back by a register, by
core's refund at a register and in the back office, by a return of the back office, by a
credit note, and by the return of a delivery.

It ends with no more returned than was sold of any unit, on no road, and with a document
and its money in the books for each unit that came back.
"""

import logging
import os
import random
import threading
import time
from collections import Counter
from types import SimpleNamespace
from unittest.mock import patch

import psycopg2
from _books import check_books
from _measure import say
from _roads import ROADS
from _sold import Shop

from odoo import SUPERUSER_ID, api
from odoo.exceptions import ConcurrencyError, UserError
from odoo.modules.registry import Registry
from odoo.service import model

ATTEMPTS = int(os.environ.get("RETURN_STRESS_ATTEMPTS", "10000"))
QUANTITY = int(os.environ.get("RETURN_STRESS_QUANTITY", "10"))
PEOPLE = 4
# People who wait between two tries of a request fight for nothing meanwhile.
SHORTER = SimpleNamespace(sleep=lambda seconds: time.sleep(seconds / 10))
# After so many attempts nothing is left to fight for: new units are sold.
ATTEMPTS_OF_ROUND = 500


class Crowd:
    """People who try to take back what was sold, each at a register of their own."""

    def __init__(self, shop, sold, attempts, seed):
        self.shop_ids = {
            "cashier": shop.cashier.id,
            "clerk": shop.clerk.id,
            "pos_manager": shop.pos_manager.id,
            "reason": shop.reason.id,
            "stores": [store.id for store in shop.stores],
            "registers": [register.id for register in shop.registers],
        }
        self.registry = Registry(shop.env.cr.dbname)
        self.sold, self.seed = sold, seed
        self.left, self.lock = attempts, threading.Lock()
        self.outcomes, self.faults = Counter(), []

    def run(self):
        threads = [
            threading.Thread(target=self.work, args=(person,))
            for person in range(PEOPLE)
        ]
        with patch.object(model, "time", SHORTER):
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
        if self.faults:
            raise self.faults[0]

    def work(self, person):
        """Try until nobody has attempts left."""
        dice = random.Random(f"{self.seed} {person}")
        while self.take_attempt():
            sold = dice.choice(self.sold)
            name = dice.choice(
                [name for name, (kinds, _road) in ROADS.items() if sold.kind in kinds]
            )
            outcome = self.attempt(ROADS[name][1], person, sold)
            with self.lock:
                self.outcomes[sold.kind, name, outcome] += 1

    def take_attempt(self):
        with self.lock:
            self.left -= 1
            return self.left >= 0 and not self.faults

    def attempt(self, road, person, sold):
        with self.registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            try:
                model.retrying(lambda: road(env, self.shop_ids, person, sold), env)
            except UserError:
                cr.rollback()
                return "refused"
            except (psycopg2.OperationalError, ConcurrencyError):
                # The server gave up after its retries: nothing is kept.
                cr.rollback()
                return "given up"
            except Exception as fault:
                cr.rollback()
                self.faults.append(fault)
                return "failed"
            return "returned"


def main(env):
    # What is tried again is no error.
    logging.getLogger("odoo.sql_db").setLevel(logging.CRITICAL)
    shop = Shop(env)
    outcomes, began = Counter(), time.perf_counter()
    for number, attempts in enumerate(get_rounds()):
        sold = shop.sell_all(QUANTITY)
        env.cr.commit()  # pylint: disable=invalid-commit
        crowd = Crowd(shop, sold, attempts, seed=number)
        crowd.run()
        env.cr.rollback()
        env.invalidate_all()
        check_books(shop, sold, QUANTITY, crowd.outcomes)
        outcomes += crowd.outcomes
    seconds = time.perf_counter() - began
    say(f"{ATTEMPTS} attempts by {PEOPLE} people in {seconds:.0f} s")
    say_outcomes(outcomes)


def get_rounds():
    """Split the attempts into rounds."""
    whole, rest = divmod(ATTEMPTS, ATTEMPTS_OF_ROUND)
    return [ATTEMPTS_OF_ROUND] * whole + [rest] * bool(rest)


def say_outcomes(outcomes):
    names = ("returned", "refused", "given up")
    say(f"\n{'sold by':10}{'comes back by':28}" + "".join(f"{n:>10}" for n in names))
    for kind, road in sorted({key[:2] for key in outcomes}):
        counts = "".join(f"{outcomes[kind, road, name]:10}" for name in names)
        say(f"{kind:10}{road:28}{counts}")
