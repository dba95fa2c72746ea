"""The demo database of the checkout: made once, then brought up to date."""

import csv
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from .addons import Addon
from .errors import Stop
from .home import short_hash
from .locks import exclusive, open_lock, try_lock
from .odoo import Odoo
from .progress import say, step
from .workspace import CHECKOUT, Workspace

LOGINS = "demo/logins.csv"
ADMINISTRATOR = {"role": "Administrator", "login": "admin", "password": "admin"}


@dataclass(frozen=True)
class Demo:
    """The demo database. Its state file is written last; without that it is remade."""

    workspace: Workspace

    @property
    def odoo(self) -> Odoo:
        """The Odoo that serves it."""
        return self.workspace.odoo

    @property
    def database(self) -> str:
        """Its name; each checkout has its own."""
        return f"{self.workspace.databases.prefix}_demo_{short_hash(CHECKOUT)}"

    @property
    def state_file(self) -> Path:
        """Where it is written what the database was made of."""
        return self.workspace.home.root / "demo" / f"{self.database}.json"

    def bring_up(self, renew: set[str] = frozenset()) -> None:
        """Make the database, or update the addons that changed and those to `renew`."""
        lock = self.workspace.home.lock(self.database)
        with exclusive(lock, "preparing the demo database"):
            template = self.workspace.templates.demo()
            state = self._read_state()
            names = {addon.name for addon in self.workspace.addons}
            known = set(state.get("addons", {}))
            if state.get("template") == template and known <= names:
                self._update(state["addons"], renew)
            else:
                if state:
                    say("The demo database is made anew, as what it stands on changed.")
                self._make(template)
            self._write_state(template)

    def _read_state(self) -> dict:
        if not self.workspace.databases.exists(self.database):
            return {}
        try:
            return json.loads(self.state_file.read_text())
        except (OSError, ValueError):
            return {}

    def _write_state(self, template: str) -> None:
        self.state_file.parent.mkdir(exist_ok=True)
        hashes = {
            addon.name: [addon.installed_hash, addon.demo_hash]
            for addon in self.workspace.addons
        }
        self.state_file.write_text(json.dumps({"template": template, "addons": hashes}))

    def _make(self, template: str) -> None:
        self.state_file.unlink(missing_ok=True)
        with step("Demo: database cloned"):
            self.workspace.databases.clone(template, self.database)
        if not self.workspace.addons:
            return
        with step("Demo: addons installed"):
            names = [addon.name for addon in self.workspace.addons]
            self.odoo.install(self.database, names)
        with step("Demo: retailer's data loaded"):
            self._load_data(self.workspace.addons, "init")

    def _update(self, known: dict[str, list[str]], renew: set[str]) -> None:
        addons = self.workspace.addons
        new = [addon for addon in addons if addon.name not in known]
        old = [addon for addon in addons if addon.name in known]
        changed = [
            addon.name
            for addon in old
            if addon.name in renew or known[addon.name][0] != addon.installed_hash
        ]
        if new:
            names = [addon.name for addon in new]
            with step(f"Demo: {', '.join(names)} installed"):
                self.odoo.install(self.database, names)
                self._load_data(new, "init")
        if changed:
            with step(f"Demo: {', '.join(changed)} updated"):
                self.odoo.update(self.database, changed)
        told = [addon for addon in old if known[addon.name][1] != addon.demo_hash]
        if told:
            with step("Demo: new data loaded (./retail reset gives all of it afresh)"):
                self._load_data(told, "update")

    def _load_data(self, addons: list[Addon], mode: str) -> None:
        files = [[addon.name, addon.manifest.get("demo", [])] for addon in addons]
        variables = {"RETAIL_DEMO": json.dumps(files), "RETAIL_MODE": mode}
        what = "Loading the demo data"
        self.odoo.script(self.database, "load_demo.py", what, **variables)

    def drop(self) -> None:
        """Drop the database."""
        self.state_file.unlink(missing_ok=True)
        self.workspace.databases.drop(self.database)

    def logins(self) -> list[dict[str, str]]:
        """Return who can log in to it, as the addons' demo data tells."""
        found = []
        for addon in self.workspace.addons:
            path = addon.path / LOGINS
            if path.exists():
                with path.open(newline="") as file:
                    found += csv.DictReader(file)
        return found or [ADMINISTRATOR]

    @contextmanager
    def served_at(self, address: str) -> Iterator[None]:
        """Reserve the database for a server; raise Stop if another one serves it."""
        descriptor = self._claim()
        path = self._claim_file
        path.write_text(address)
        with open(descriptor, "rb"):
            yield

    @property
    def _claim_file(self) -> Path:
        return self.workspace.home.lock(f"{self.database}-served")

    def _claim(self) -> int:
        descriptor = open_lock(self._claim_file)
        if not try_lock(descriptor):
            address = self._claim_file.read_text()
            raise Stop(f"This checkout's demo database is being served at {address}")
        return descriptor

    @contextmanager
    def idle(self) -> Iterator[None]:
        """Keep the database from being served for the block; raise Stop if it is."""
        with open(self._claim(), "rb"):
            yield
