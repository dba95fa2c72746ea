"""The virtual environment: Odoo's Python packages and the tools of tests and lint."""

import importlib.util
import shutil
import sys
from pathlib import Path

from .home import Home, short_hash
from .locks import exclusive
from .packages import Program, require
from .process import run
from .progress import step

VENV = Program(
    "Python's venv module",
    lambda: importlib.util.find_spec("ensurepip") is not None,
    ("python3-venv",),
)


def find_python(home: Home, checkout: Path) -> Path:
    """Return the Python of the environment for the checkout's requirements.

    Its name holds their hash: a change makes a new one, other checkouts keep theirs.
    """
    requirements = [checkout / "requirements.txt", checkout / "requirements-dev.txt"]
    texts = [path.read_text() for path in requirements]
    place = home.root / "venv" / short_hash(sys.executable, sys.version, *texts)
    complete = place / "complete"
    with exclusive(home.lock("venv"), "installing Python packages"):
        if not complete.exists():
            require(home, VENV)
            with step("Python: packages installed"):
                build(home, place, requirements)
            complete.touch()
    return place / "bin" / "python"


def build(home: Home, place: Path, requirements: list[Path]) -> None:
    """Make a virtual environment and install `requirements` into it."""
    home.check_space()
    shutil.rmtree(place, ignore_errors=True)
    log = home.log("python-packages")
    run([sys.executable, "-m", "venv", place], "Making a virtual environment", log)
    pip = [place / "bin" / "python", "-m", "pip", "--disable-pip-version-check"]
    wanted = [word for path in requirements for word in ("-r", path)]
    run([*pip, "install", "-qq", *wanted], "Installing Python packages", log)
