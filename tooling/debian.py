"""Odoo from Debian: fetched through a private apt folder and only unpacked."""

import shutil
import subprocess
from pathlib import Path

from .archive import find_archive, read_os_release
from .errors import Stop
from .home import Home
from .locks import exclusive
from .process import run
from .progress import step

PACKAGE = "odoo-19"
# Odoo's package holds links into these. Newer releases of some have moved the files, so
# the machine's own suite comes first and unstable only gives what that lacks.
LINKED = (
    "fonts-font-awesome",
    "fonts-inconsolata",
    "fonts-montserrat",
    "fonts-ocr-b",
    "fonts-roboto-unhinted",
    "libjs-jquery",
    "libjs-jquery-form",
    "libjs-underscore",
)
PREFERENCES = "Package: *\nPin: release n=sid\nPin-Priority: 100\n"
CONFIGURATION = """\
Dir::State "{root}/state";
Dir::State::status "{root}/status";
Dir::Cache "{root}/cache";
Dir::Etc::sourcelist "{root}/none";
Dir::Etc::sourceparts "{root}/sources";
Dir::Etc::preferences "{root}/preferences";
Dir::Etc::preferencesparts "{root}/none.d";
APT::Sandbox::User "root";
APT::Update::Error-Mode "any";
Acquire::Languages "none";
Acquire::Retries "3";
"""


def unpacked_odoo(home: Home) -> Path:
    """Return the folder of the unpacked package, fetched if it is missing."""
    place = home.root / "odoo-19"
    with exclusive(home.lock("odoo"), "fetching Odoo"):
        if not place.exists():
            fetch(home, place)
    return place


def fetch(home: Home, place: Path) -> None:
    """Fetch and unpack Odoo and what its links need; `place` appears at the end."""
    if not (shutil.which("apt-get") and read_os_release().get("ID") == "debian"):
        raise Stop(
            "This is no Debian, so Odoo cannot be fetched: name an Odoo 19.0 checkout"
            " or unpacked package by ODOO_HOME."
        )
    home.check_space()
    root = home.root / "apt"
    with step("Odoo: Debian's package lists"):
        apt = ["apt-get", "-c", prepare_apt(root)]
        log = home.log("odoo-fetch")
        run([*apt, "update"], "Reading Debian's package lists", log)
    debs = root / "debs"
    debs.mkdir(exist_ok=True)
    with step(f"Odoo: {PACKAGE} downloaded"):
        command = [*apt, "download", PACKAGE, *LINKED]
        run(command, f"Downloading {PACKAGE}", log, cwd=debs)
    with step("Odoo: unpacked"):
        unpack(debs, place, home.log("odoo-unpack"))
        shutil.rmtree(root)


def prepare_apt(root: Path) -> Path:
    """Write the private apt folder; return the configuration with which apt uses it."""
    for name in ("state/lists/partial", "cache/archives/partial", "sources"):
        (root / name).mkdir(parents=True, exist_ok=True)
    (root / "status").touch()
    (root / "preferences").write_text(PREFERENCES)
    (root / "sources" / "debian.sources").write_text(find_archive().source())
    configuration = root / "apt.conf"
    configuration.write_text(CONFIGURATION.format(root=root))
    return configuration


def unpack(debs: Path, place: Path, log: Path) -> None:
    """Unpack all packages in `debs` into `place`; raise Stop if a link dangles."""
    part = place.with_suffix(".part")
    shutil.rmtree(part, ignore_errors=True)
    packages = sorted(debs.glob("*.deb"))
    for package in packages:
        run(["dpkg-deb", "-x", package, part], f"Unpacking {package.name}", log)
    broken = dangling_links(part)
    if broken:
        raise Stop(
            f"Debian's {PACKAGE} links to {broken[0]}, which none of its packages holds"
            f" ({len(broken)} such links): name an Odoo 19.0 by ODOO_HOME."
        )
    (part / "packages.txt").write_text("\n".join(deb.name for deb in packages) + "\n")
    part.rename(place)


def dangling_links(folder: Path) -> list[str]:
    """Return where links under `folder` lead to that does not exist."""
    find = ["find", folder, "-xtype", "l", "-printf", "%l\\n"]
    return subprocess.run(find, capture_output=True, text=True).stdout.splitlines()
