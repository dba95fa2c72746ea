"""Runs Odoo in a process that believes it to be another time; the clock ticks.

    python clock.py "2026-03-01 22:59:20" [Odoo's arguments]

The moment is in UTC. The database and the browsers keep the real time.
"""

import sys

from freezegun import freeze_time

from odoo.cli import main

if __name__ == "__main__":
    with freeze_time(sys.argv.pop(1), tick=True):
        main()
