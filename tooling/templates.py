"""Template databases: made once for a set of modules, then cloned in a second.

The standard modules take the longest, and change only with Odoo. On top of them stands
one template per floor of the checkout's addons, so that a change in an upper floor
leaves those of the floors below as they are.
"""

import fcntl
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from .addons import Addon
from .databases import Databases
from .home import short_hash
from .locks import exclusive, open_lock, try_lock
from .odoo import Odoo
from .progress import step

STANDARD = (
    "account",
    "point_of_sale",
    "portal",
    "pos_sale",
    "sale_management",
    "sale_stock",
    "stock_delivery",
)
SUITES = (*STANDARD, "pos_discount", "pos_hr", "pos_loyalty")
DEMO = (*STANDARD, "l10n_no", "l10n_se", "pos_hr")
DEMO_COUNTRY = "NO"
KEPT = 12


@dataclass(frozen=True)
class Templates:
    """Finds or makes the template databases of one Odoo."""

    odoo: Odoo
    databases: Databases

    def standard(self) -> str:
        """Return the template of the standard modules, as tests want it."""
        return self._standard("standard", STANDARD)

    def suites(self) -> str:
        """Return the template of the modules whose own suites are run."""
        return self._standard("suites", SUITES)

    def demo(self) -> str:
        """Return the template of the demo company's modules, in its country."""
        return self._standard("demo", DEMO, DEMO_COUNTRY)

    def _standard(self, kind: str, modules: tuple[str, ...], country: str = "") -> str:
        version = self.odoo.server.version
        made_by = (self.odoo.source.identity, sys.version_info[:2], version)
        name = (
            f"{self.databases.prefix}_{kind}_{short_hash(*made_by, *modules, country)}"
        )

        def fill() -> None:
            self.databases.create(name)
            if country:  # known before accounting chooses its chart of accounts
                self.odoo.install(name, ["base"])
                script = "set_country.py"
                what = "Setting the company's country"
                self.odoo.script(name, script, what, RETAIL_COUNTRY=country)
            self.odoo.install(name, list(modules))

        self._once(name, f"Database: {kind} modules installed", fill)
        return name

    def with_addons(self, addons: list[Addon], below: str = "") -> str:
        """Return the template with `addons` on another one, of the standard modules
        when not given."""
        below = below or self.standard()
        floors: list[str] = []
        for addon in addons:
            floors.append(f"{addon.name}:{addon.installed_hash}")
            name = f"{self.databases.prefix}_addons_{short_hash(below, *floors)}"

            def fill(
                below: str = below, name: str = name, addon: Addon = addon
            ) -> None:
                self.databases.clone(below, name)
                self.odoo.install(name, [addon.name])

            self._once(name, f"Database: {addon.name} installed", fill)
            below = name
        return below

    def _once(self, name: str, text: str, fill: Callable[[], None]) -> None:
        with exclusive(self.odoo.home.lock(name), "making a template database"):
            self._hold(name)
            stored = self.odoo.home.filestore(name)
            if self.databases.is_template(name) and stored.exists():
                return
            with step(text):
                fill()
                self.databases.seal(name)

    def _hold(self, name: str) -> None:
        """Keep the template from being pruned as long as this process lives."""
        path = self._use(name)
        fcntl.flock(open_lock(path), fcntl.LOCK_SH)
        os.utime(path)

    def _use(self, name: str) -> Path:
        return self.odoo.home.lock(f"{name}-use")

    def prune(self) -> None:
        """Drop the templates that no one uses, but for the last few."""
        sealed = f"datistemplate AND datname LIKE '{self.databases.prefix}\\_%'"
        used = {
            name: self._use(name).stat().st_mtime
            for name in self.databases.names(sealed)
            if self._use(name).exists()
        }
        for name in sorted(used, key=lambda name: used[name], reverse=True)[KEPT:]:
            descriptor = open_lock(self._use(name))
            if try_lock(descriptor):
                self.databases.drop(name)
            os.close(descriptor)
