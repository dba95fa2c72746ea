"""Many people take the same few units back at once, on every road that there is.

Ten thousand attempts, each a request of a register or of the back office, by four
processes at a time, in four stores, by users with no more than their rights. What is
fought for was sold by a ticket, a customer order that was collected, an order that was
shipped and invoiced, and an invoice. It comes back by a register, by core's refund at a
register and in the back office, by a return of the back office, by a credit note, and
by the return of a delivery.

It ends with no more returned than was sold of any unit, on no road, and with a document
and its money in the books for each unit that came back.
"""

import logging
import os
import time
from collections import Counter

from _books import check_books
from _measure import say
from _people import PEOPLE, try_all
from _sold import Shop

ATTEMPTS = int(os.environ.get("RETURN_STRESS_ATTEMPTS", "10000"))
QUANTITY = int(os.environ.get("RETURN_STRESS_QUANTITY", "10"))
# After so many attempts nothing is left to fight for: new units are sold.
ATTEMPTS_OF_ROUND = 1_000


def main(env):
    # What is tried again is no error.
    logging.getLogger("odoo.sql_db").setLevel(logging.CRITICAL)
    shop = Shop(env)
    outcomes, began = Counter(), time.perf_counter()
    for number, attempts in enumerate(get_rounds()):
        sold = shop.sell_all(QUANTITY)
        env.cr.commit()  # pylint: disable=invalid-commit
        found = try_all(shop, sold, attempts, number)
        env.cr.rollback()
        env.invalidate_all()
        check_books(shop, sold, QUANTITY, found)
        outcomes += found
        say(f"{outcomes.total()} attempts, {time.perf_counter() - began:.0f} s")
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
