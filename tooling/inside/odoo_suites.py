"""Plugin of pytest: keeps what each of Odoo's own tests came to, to compare it later.

RETAIL_RESULTS names a file with a line of JSON for each test that was run: `test`,
`outcome` and, where it failed, the end of what it says. Tests that are in it are not
run again. RETAIL_SELECTED names the file for the names of all tests that were asked
for, run now or before.
"""

import json
import os
from pathlib import Path

import pytest

RESULTS = Path(os.environ["RETAIL_RESULTS"])
SELECTED = Path(os.environ["RETAIL_SELECTED"])
KEPT_CHARACTERS = 1500


def pytest_configure(config):
    """Write down in one process: workers tell theirs to the one that started them."""
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(Writer())


def short_name(nodeid):
    """Return the name of a test as it is on every machine."""
    return nodeid.rpartition("tooling/inside/")[2]


@pytest.hookimpl(trylast=True)  # after -k
def pytest_collection_modifyitems(config, items):
    """Leave out what was run before, and what Odoo itself runs only on demand."""
    wanted = [
        item for item in items if "standard" in getattr(item.cls, "test_tags", ())
    ]
    part = SELECTED.with_name(f"{SELECTED.name}.{os.getpid()}")
    part.write_text(json.dumps([short_name(item.nodeid) for item in wanted]))
    part.rename(SELECTED)
    lines = RESULTS.read_text().splitlines() if RESULTS.exists() else []
    done = {json.loads(line)["test"] for line in lines}
    chosen = [item for item in wanted if short_name(item.nodeid) not in done]
    left = [item for item in items if item not in set(chosen)]
    config.hook.pytest_deselected(items=left)
    items[:] = chosen


class Writer:
    """Writes a line for each test."""

    def __init__(self):
        self.outcomes = {}

    def pytest_runtest_logreport(self, report):
        """Write down a test when it has ended; a failure in any phase is one."""
        name = short_name(report.nodeid)
        kept = self.outcomes.setdefault(name, {"test": name, "outcome": "passed"})
        if report.outcome != "passed" and kept["outcome"] != "failed":
            kept["outcome"] = report.outcome
            if report.failed:
                kept["says"] = report.longreprtext[-KEPT_CHARACTERS:]
        if report.when == "teardown":
            with RESULTS.open("a") as file:
                file.write(json.dumps(self.outcomes.pop(name)) + "\n")
