"""Many people take the same few units back at once, on two roads.

Ten thousand attempts, each in a connection of its own as a request of a register or of
the back office, four at a time, in three stores. It ends with no more returned than was
sold of any unit, and with a document and its money for each unit that came back.
"""

import os
import random
import threading
import time
from collections import Counter
from uuid import uuid4

from _measure import say
from _tills import Tills

from odoo import SUPERUSER_ID, api
from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.modules.registry import Registry
from odoo.service.model import retrying

ATTEMPTS = int(os.environ.get("RETURN_STRESS_ATTEMPTS", "10000"))
PEOPLE, PRODUCTS, SOLD = 4, 5, 20
STORES = ("Bergen", "Oslo", "Molde", "Hamar")


class Crowd:
    """People who try to take back what was sold, each at a register of their own."""

    def __init__(self, env):
        self.tills = Tills(env, STORES, PRODUCTS)
        self.sold_ids = self.tills.sell(SOLD).ids
        self.register_ids = [register.id for register in self.tills.registers]
        self.store_ids = [register.store_id.id for register in self.tills.registers]
        self.reason_id = self.tills.reason.id
        self.tickets = self.build_tickets()
        self.registry = Registry(env.cr.dbname)
        self.left, self.lock = ATTEMPTS, threading.Lock()
        self.outcomes = Counter()

    def build_tickets(self):
        """Build a ticket for each person and sold line, to be copied."""
        lines = self.tills.env["pos.order.line"].browse(self.sold_ids)
        return {
            (person, line.id): self.tills.build(self.tills.registers[person], -1, line)
            for person in range(PEOPLE)
            for line in lines
        }

    def run(self):
        threads = [
            threading.Thread(target=self.work, args=(person,))
            for person in range(PEOPLE)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def work(self, person):
        """Try until nobody has attempts left; seeded, so that a failure comes again."""
        dice = random.Random(person)
        while self.take_attempt():
            road = dice.choice((self.at_register, self.in_back_office))
            sold_id = dice.choice(self.sold_ids)
            outcome = self.attempt(road, person, sold_id)
            with self.lock:
                self.outcomes[road.__name__, outcome] += 1
                if outcome == "returned":
                    self.outcomes[sold_id] += 1

    def take_attempt(self):
        with self.lock:
            self.left -= 1
            return self.left >= 0

    def attempt(self, road, person, sold_id):
        with self.registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            try:
                retrying(lambda: road(env, person, sold_id), env)
            except UserError:
                cr.rollback()
                return "refused"
            except Exception as error:
                # A request that the server gave up after its retries: nothing is kept.
                cr.rollback()
                return type(error).__name__
            return "returned"

    def at_register(self, env, person, sold_id):
        ticket = fresh(self.tickets[person, sold_id])
        orders = env["pos.order"].with_user(self.tills.cashier.id)
        orders.with_context(device_identifier="0").sync_from_ui([ticket])

    def in_back_office(self, env, person, sold_id):
        line = {
            "sold_line_id": sold_id,
            "product_id": env["pos.order.line"].browse(sold_id).product_id.id,
            "qty": 1,
            "reason_id": self.reason_id,
        }
        record = env["retail.return"].create(
            {"store_id": self.store_ids[person], "line_ids": [Command.create(line)]}
        )
        record.action_receive()


def fresh(ticket):
    """Copy a ticket with identifiers of its own; core empties what it is given."""

    def copy(commands):
        return [Command.create({**one[2], "uuid": str(uuid4())}) for one in commands]

    return {
        **ticket,
        "uuid": str(uuid4()),
        "access_token": str(uuid4()),
        "lines": copy(ticket["lines"]),
        "payment_ids": copy(ticket["payment_ids"]),
    }


def check(env, crowd):
    """Raise unless each unit came back once at most, with its document and money."""
    lines = env["pos.order.line"].browse(crowd.sold_ids)
    for line, values in lines._get_returnables().items():
        returned = crowd.outcomes[line.id]
        assert values["returned"] == returned <= SOLD, f"{values}, {returned} accepted"
        records = env["retail.return.line"].search([("sold_line_id", "=", line.id)])
        kept = records.filtered(lambda one: one.return_id.state != "requested")
        assert sum(kept.mapped("qty")) == returned, "a return without its document"
        tickets = line.refund_orderline_ids.order_id
        paid = -sum(tickets.payment_ids.mapped("amount"))
        asked = -sum(tickets.mapped("amount_total"))
        assert paid == asked == 100 * len(tickets), "a refund without its money"


def main(env):
    crowd = Crowd(env)
    env.cr.commit()  # pylint: disable=invalid-commit
    began = time.perf_counter()
    crowd.run()
    env.cr.rollback()
    env.invalidate_all()
    check(env, crowd)
    seconds = time.perf_counter() - began
    say(f"{ATTEMPTS} attempts by {PEOPLE} people in {seconds:.0f} s")
    for key, count in sorted(crowd.outcomes.items(), key=str):
        if isinstance(key, tuple):
            say(f"  {' '.join(key).replace('_', ' ')}: {count}")
