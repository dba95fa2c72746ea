"""Odoo's own tests with the addons and without: what they came to, and compared."""

import json
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from .addons import Addon
from .home import Home, short_hash

MODULES = ("point_of_sale", "pos_sale", "pos_hr", "pos_loyalty")
# What the addons refuse on purpose: rows of | `test` | reason |.
EXPLAINED = Path("tests") / "odoo_suites.md"
ROW = re.compile(r"^\| `([^`]+)` +\| *(\S.*\S) *\|$", re.MULTILINE)


@dataclass(frozen=True)
class Side:
    """The tests of Odoo on one kind of database, and where their results are kept."""

    name: str
    addons: tuple[Addon, ...]
    template: str
    home: Home

    @cached_property
    def results_path(self) -> Path:
        """The file of the results, which is another when an addon changes."""
        hashes = [addon.hash_files(may_matter) for addon in self.addons]
        key = short_hash(self.template, *hashes)
        return self.home.root / "suites" / f"{self.name}-{key}.jsonl"

    @property
    def selected_path(self) -> Path:
        """The file with the names of the tests that the last run was asked for."""
        return self.home.root / "suites" / f"{self.name}.selected"

    def results(self) -> dict[str, dict]:
        """Return what is known of the tests that were asked for, by their names."""
        known = self._known()
        selected = json.loads(self.selected_path.read_text())
        return {name: known[name] for name in sorted(selected) if name in known}

    def forget(self, names: set[str]) -> None:
        """Let tests be run again."""
        kept = [row for name, row in self._known().items() if name not in names]
        lines = [f"{json.dumps(row)}\n" for row in kept]
        self.results_path.write_text("".join(lines))

    def _known(self) -> dict[str, dict]:
        if not self.results_path.exists():
            return {}
        lines = self.results_path.read_text().splitlines()
        return {row["test"]: row for row in map(json.loads, lines)}


def may_matter(name: str) -> bool:
    """Return whether a change of this file of an addon may change Odoo's tests."""
    return not name.startswith(("tests/", "readme/", "i18n/", "demo/"))


def differing(without: dict[str, dict], with_addons: dict[str, dict]) -> list[str]:
    """Return the names of the tests that pass without the addons and fail with them."""
    return [
        name
        for name, row in with_addons.items()
        if row["outcome"] == "failed"
        and without.get(name, {}).get("outcome") == "passed"
    ]


def explained(checkout: Path) -> dict[str, str]:
    """Return why a test fails with the addons on purpose, by the test's name."""
    return dict(ROW.findall((checkout / EXPLAINED).read_text()))


def count(results: dict[str, dict]) -> str:
    """Return how many tests there are of each outcome, in words."""
    outcomes = [row["outcome"] for row in results.values()]
    parts = [f"{outcomes.count(name)} {name}" for name in ("passed", "failed")]
    return f"{len(outcomes)} tests: {', '.join(parts)}"
