"""The cache folder: everything that the command makes lives there, safe to delete."""

import os
import shutil
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from .errors import BadInput, Stop

NEEDED_BYTES = 4 * 1024**3
# By this file back-up programs know a cache, and this one knows its own.
TAG = "Signature: 8a477f597d28d172789f06886806bc55\n# Cache of ./retail\n"


def short_hash(*parts: object) -> str:
    """Return twelve letters that stand for `parts`."""
    return sha256("\0".join(map(str, parts)).encode()).hexdigest()[:12]


@dataclass(frozen=True)
class Home:
    """The cache folder and the places in it."""

    root: Path

    def lock(self, name: str) -> Path:
        """Return the file that is locked for `name`."""
        return self.root / "locks" / name

    def log(self, name: str) -> Path:
        """Return the log file of the step `name`."""
        return self.root / "logs" / f"{name}.log"

    @property
    def data(self) -> Path:
        """Odoo's data folder (filestores, sessions)."""
        return self.root / "data"

    def filestore(self, database: str) -> Path:
        """Return the folder of the attachments of `database`."""
        return self.data / "filestore" / database

    def check_space(self) -> None:
        """Raise Stop unless there is room for a set-up."""
        free = shutil.disk_usage(self.root).free
        if free < NEEDED_BYTES:
            raise Stop(
                f"{self.root} has {free / 1024**3:.1f} GB free and the set-up needs 4:"
                " free some, or name another folder by RETAIL_HOME."
            )


def locate() -> Path:
    """Return the cache folder's path: RETAIL_HOME, or a folder under ~/.cache."""
    named = os.environ.get("RETAIL_HOME")
    if named:
        path = Path(named).expanduser()
    else:
        caches = os.environ.get("XDG_CACHE_HOME") or "~/.cache"
        path = Path(caches).expanduser() / "odoo-retail"
    if any(sign in str(path) for sign in ",'\"\\\n%"):
        raise BadInput(f"RETAIL_HOME must have no commas, quotes or % signs: {path}")
    return path.absolute()


def open_home() -> Home:
    """Return the cache folder, made if it is missing.

    A folder with other things in it is refused: `reset --all` would delete them.
    """
    path = locate()
    tag = path / "CACHEDIR.TAG"
    try:
        path.mkdir(parents=True, exist_ok=True)
        if not tag.exists():
            if any(path.iterdir()):
                raise BadInput(
                    f"RETAIL_HOME ({path}) holds other things; name another."
                )
            tag.write_text(TAG)
    except OSError as error:
        raise Stop(f"RETAIL_HOME ({path}) cannot be used: {error.strerror}.") from None
    return Home(path)
