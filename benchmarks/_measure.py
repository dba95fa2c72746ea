"""Two ways to do the same, measured in turn, and a table of what came out.

What is compared is time of the processor: that of this process and, where PostgreSQL
runs on this machine, that of its process for this connection. Whatever else the machine
does meanwhile counts little; the connection has no parallel workers, which would work
uncounted. The table has the ratio of elapsed times as well. If the server is elsewhere,
elapsed time is all there is.
"""

import re
import time
from dataclasses import dataclass, field
from statistics import median, quantiles
from unittest.mock import patch

from odoo.sql_db import Cursor

ROUNDS = 21


@dataclass
class Samples:
    """Milliseconds of one side, round by round."""

    elapsed: list = field(default_factory=list)
    worked: list = field(default_factory=list)


class Meter:
    """Measures what uses the connection of an environment."""

    def __init__(self, env):
        env.cr.execute("SET max_parallel_workers_per_gather = 0")
        env.cr.execute("SET max_parallel_maintenance_workers = 0")
        env.cr.execute("SELECT pg_backend_pid(), inet_server_addr() IS NULL")
        pid, is_local = env.cr.fetchone()
        self.server = None
        if is_local:
            try:
                self.server = open(f"/proc/{pid}/schedstat")
            except OSError:
                pass

    def read(self):
        """Return the milliseconds that have elapsed and that were worked."""
        elapsed = time.perf_counter()
        if self.server is None:
            return elapsed * 1e3, elapsed * 1e3
        self.server.seek(0)
        by_server = int(self.server.read().split()[0]) / 1e9
        return elapsed * 1e3, (time.process_time() + by_server) * 1e3

    def measure(self, *sides, rounds=ROUNDS, warm=True, prepare=None):
        """Run sides in turn, each first in half of the rounds.

        :param sides: functions of the number of the round
        :param warm: whether each round runs all of them once before
        :param prepare: function of a side that makes what it needs, uncounted; each
            side is then warmed after its own preparation
        :return: Samples of each side
        """
        samples = [Samples() for _side in sides]
        for number in range(rounds):
            pairs = list(zip(sides, samples, strict=True))
            if warm and not prepare:
                for side, _sample in pairs:
                    side(number)
            for side, sample in pairs if number % 2 else reversed(pairs):
                if prepare:
                    prepare(side)
                    if warm:
                        side(number)
                before = self.read()
                side(number)
                elapsed, worked = self.read()
                sample.elapsed.append(elapsed - before[0])
                sample.worked.append(worked - before[1])
        return samples


def say(text=""):
    """Print a line at once."""
    print(text, flush=True)


def say_head(ours, other):
    """Print the head of a table of comparisons."""
    say(
        f"\n{'':44}{ours:>10}{other:>10}{'ratio':>8}{'quartiles':>13}"
        f"{'elapsed':>9}  target"
    )


def say_ratio(what, ours, other, target=None):
    """Print a row: medians in ms, the median of the ratios, and what was wanted."""
    ratios = [one / two for one, two in zip(ours.worked, other.worked, strict=True)]
    elapsed = [one / two for one, two in zip(ours.elapsed, other.elapsed, strict=True)]
    low, middle, high = quantiles(ratios, n=4, method="inclusive")
    verdict = (
        ""
        if target is None
        else f"  <= {target:<5}" + ("ok" if middle <= target else "missed")
    )
    say(
        f"{what:44}{median(ours.worked):10.1f}{median(other.worked):10.1f}"
        f"{middle:8.2f}{low:8.2f}-{high:.2f}{median(elapsed):9.2f}{verdict}"
    )


def record_queries(work):
    """Run work and return the queries that it reads by."""
    queries = []
    execute = Cursor.execute

    def spy(cursor, query, params=None, log_exceptions=True):
        queries.append(cursor.mogrify(query, params).decode())
        return execute(cursor, query, params, log_exceptions)

    with patch.object(Cursor, "execute", spy):
        work()
    return [query for query in queries if re.match(r"[\s(]*(SELECT|WITH)\b", query)]


def explain(env, query):
    """Return the nodes of the plan of a query."""
    env.cr.execute("EXPLAIN (FORMAT JSON) " + query)
    nodes, plans = [], [env.cr.fetchone()[0][0]["Plan"]]
    while plans:
        nodes.append(plans.pop())
        plans += nodes[-1].get("Plans", ())
    return nodes


def find_scans(env, tables, work):
    """Return which of the tables are read from end to end by what work asks."""
    return {
        node["Relation Name"]
        for query in record_queries(work)
        for node in explain(env, query)
        if node.get("Relation Name") in tables
        and "Scan" in node["Node Type"]
        and not {"Index Cond", "Recheck Cond", "TID Cond"} & node.keys()
    }
