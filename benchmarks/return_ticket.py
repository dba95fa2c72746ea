"""A return of three lines against core's refund of the same lines, side by side.

Both are sent by a cashier to a register of another store than the one that sold. Core's
side has the same addons but none of their steps: nobody locks, counts, or writes a
return; each side takes back a sale of its own in each round.
"""

from unittest.mock import patch

from _measure import Meter, say, say_head, say_ratio
from _tills import Tills

LINES = 3
ROUNDS = 41
TARGET = 1.15


class Side:
    """Takes back one sale after the other."""

    def __init__(self, tills, is_plain):
        self.tills, self.is_plain = tills, is_plain
        self.prepared = []

    def prepare(self):
        """Make the sales of a warm round and of a counted one."""
        tills = self.tills
        self.prepared = [
            tills.build(tills.registers[1], -1, tills.sell()) for _round in range(2)
        ]

    def __call__(self, _number=None):
        ticket = self.prepared.pop()
        if not self.is_plain:
            return self.tills.send(ticket)
        orders = type(self.tills.env["pos.order"])
        with patch.object(orders, "_run_retail_steps", lambda self, names: []):
            return self.tills.send(ticket)


def check(ours, plain):
    """Raise unless both took back the same, and ours alone wrote a return."""
    for name in ("amount_total", "state", "is_refund"):
        assert ours[name] == plain[name], f"{name}: {ours[name]} is not {plain[name]}"
    counts = [one.retail_return_count for one in (ours, plain)]
    assert counts == [1, 0], f"{counts} returns"


def main(env):
    tills = Tills(env, ("Bergen", "Oslo"), LINES)
    sides = [Side(tills, is_plain) for is_plain in (False, True)]
    for side in sides:
        side.prepare()
    check(*(side() for side in sides))
    say(f"{LINES} lines, {ROUNDS} pairs in turn, both warmed up")
    say_head("ours ms", "core ms")
    samples = Meter(env).measure(*sides, rounds=ROUNDS, prepare=Side.prepare)
    say_ratio(f"take back {LINES} lines", *samples, TARGET)
