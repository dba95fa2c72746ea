"""Where Odoo's own code comes from: ODOO_HOME, or else Debian's package."""

import os
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

from .debian import unpacked_odoo
from .errors import BadInput
from .home import Home, short_hash

SERIES = "19.0"
PACKAGED = "usr/lib/python3/dist-packages"


@dataclass(frozen=True)
class Source:
    """Odoo's code: the folder that holds the `odoo` package, and what identifies it."""

    root: Path
    identity: str

    @property
    def addons(self) -> list[Path]:
        """The folders with Odoo's addons beside the one that Odoo always looks at."""
        folder = self.root / "addons"
        return [folder] if (folder / "web" / "__manifest__.py").exists() else []


def find_source(home: Home) -> Source:
    """Return Odoo's code; fetch it if ODOO_HOME is not set."""
    named = os.environ.get("ODOO_HOME")
    if named:
        root = code_folder(Path(named).expanduser().absolute())
        return Source(root, identify(root))
    place = unpacked_odoo(home)
    return Source(code_folder(place), short_hash((place / "packages.txt").read_text()))


def code_folder(place: Path) -> Path:
    """Return the folder at `place` with Odoo in it; raise BadInput if not 19.0."""
    for root in (place, place / PACKAGED):
        release = root / "odoo" / "release.py"
        if release.is_file():
            series = read_series(release)
            if series != SERIES:
                raise BadInput(f"{place} holds Odoo {series}; {SERIES} is needed.")
            return root
    raise BadInput(f"ODOO_HOME ({place}) holds no Odoo (odoo/release.py is missing).")


def read_series(release: Path) -> str:
    """Return the series that Odoo's release.py names, such as 19.0."""
    found = re.search(r"version_info\s*=\s*\((\d+), *(\d+)", release.read_text())
    return f"{found[1]}.{found[2]}" if found else "of an unknown version"


def identify(root: Path) -> str:
    """Return what changes when Odoo's code does: commit and local changes, or date."""
    try:
        commit = git(root, "rev-parse", "HEAD")
        return short_hash(commit, git(root, "diff", "HEAD"))
    except (OSError, subprocess.CalledProcessError):
        return short_hash(root, (root / "odoo" / "release.py").stat().st_mtime_ns)


def git(root: Path, *arguments: str) -> bytes:
    """Return what a git command on the checkout `root` prints."""
    command = ["git", "-C", root, *arguments]
    return subprocess.run(command, capture_output=True, check=True).stdout
