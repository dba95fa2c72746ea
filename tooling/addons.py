"""The addons of the checkout: found by their manifests, in the order of their needs."""

import ast
from dataclasses import dataclass
from functools import cached_property
from graphlib import CycleError, TopologicalSorter
from hashlib import sha256
from pathlib import Path

from .errors import Stop
from .home import short_hash

MANIFEST = "__manifest__.py"
# Changes here need no new installation: they are read from the files.
NOT_INSTALLED = ("tests", "static/src", "static/tests", "readme", "demo")


@dataclass(frozen=True)
class Addon:
    """An addon of the checkout."""

    name: str
    path: Path

    @cached_property
    def manifest(self) -> dict:
        """What the addon's manifest says; raises Stop if it cannot be read."""
        try:
            return ast.literal_eval((self.path / MANIFEST).read_text())
        except (OSError, SyntaxError, ValueError) as error:
            raise Stop(f"{self.name}/{MANIFEST} cannot be read: {error}.") from None

    @cached_property
    def installed_hash(self) -> str:
        """What changes when the addon's installation does."""
        ignored = tuple(f"{folder}/" for folder in NOT_INSTALLED)
        return self.hash_files(lambda name: not name.startswith(ignored))

    @cached_property
    def demo_hash(self) -> str:
        """What changes when the addon's demo data does."""
        return self.hash_files(lambda name: name.startswith("demo/"))

    def hash_files(self, chosen) -> str:
        """Return a hash of the addon's files whose relative path is `chosen`."""
        files = sorted(path for path in self.path.rglob("*") if path.is_file())
        names = {path: path.relative_to(self.path).as_posix() for path in files}
        wanted = {path: name for path, name in names.items() if chosen(name)}
        parts = [
            (name, sha256(path.read_bytes()).hexdigest())
            for path, name in wanted.items()
            if "__pycache__" not in name
        ]
        return short_hash(*parts)


def find_addons(checkout: Path) -> list[Addon]:
    """Return the checkout's installable addons, each after those that it needs."""
    found = {
        path.parent.name: Addon(path.parent.name, path.parent)
        for path in sorted(checkout.glob(f"*/{MANIFEST}"))
    }
    addons = {n: a for n, a in found.items() if a.manifest.get("installable", True)}
    needs = {
        name: sorted(set(addon.manifest.get("depends", ())) & addons.keys())
        for name, addon in addons.items()
    }
    try:
        return [addons[name] for name in TopologicalSorter(needs).static_order()]
    except CycleError as error:
        raise Stop(f"Addons need each other: {' -> '.join(error.args[1])}.") from None


def with_needs(addons: list[Addon], names: set[str]) -> list[Addon]:
    """Return those of `addons` that are named and those that they need, in order."""
    wanted = set(names)
    for addon in reversed(addons):
        if addon.name in wanted:
            wanted.update(addon.manifest.get("depends", ()))
    return [addon for addon in addons if addon.name in wanted]
