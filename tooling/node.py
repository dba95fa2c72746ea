"""The npm packages that lint uses, in the cache."""

import shutil
from pathlib import Path

from .home import Home, short_hash
from .locks import exclusive
from .process import run
from .progress import step

FILES = ("package.json", "package-lock.json")


def find_node_packages(home: Home, checkout: Path) -> Path:
    """Return the node_modules folder of the checkout's lock file, made if missing."""
    texts = [(checkout / name).read_text() for name in FILES]
    place = home.root / "node" / short_hash(*texts)
    complete = place / "complete"
    with exclusive(home.lock("node"), "installing npm packages"):
        if not complete.exists():
            with step("Node.js: packages installed"):
                shutil.rmtree(place, ignore_errors=True)
                place.mkdir(parents=True)
                for name in FILES:
                    shutil.copy(checkout / name, place)
                npm = ["npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts"]
                cache = ["--cache", str(home.root / "npm")]
                log = home.log("npm")
                run([*npm, *cache], "Installing npm packages", log, cwd=place)
            complete.touch()
    return place / "node_modules"
