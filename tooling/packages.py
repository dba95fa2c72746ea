"""Programs of the system: found, installed when root, else named with the command."""

import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass

from .errors import Stop
from .home import Home
from .process import run
from .progress import say, step


@dataclass(frozen=True)
class Program:
    """A program of the system: what to call it, how to find it, its Debian packages."""

    name: str
    present: Callable[[], bool]
    packages: tuple[str, ...]
    optional: bool = False


def on_path(*names: str) -> Callable[[], bool]:
    """Return a test that is true when one of `names` can be run."""
    return lambda: any(shutil.which(name) for name in names)


CHROMIUM = Program(
    "Chromium", on_path("chromium", "google-chrome"), ("chromium", "fonts-liberation")
)
NODE = Program(
    "Node.js with npm",
    lambda: on_path("node")() and on_path("npm")(),
    ("nodejs", "npm"),
)
WKHTMLTOPDF = Program(
    "wkhtmltopdf", on_path("wkhtmltopdf"), ("wkhtmltopdf",), optional=True
)


def require(home: Home, *programs: Program) -> None:
    """Install what is missing of `programs`; raise Stop with the command if not root.

    An optional program is wanted only where apt has it, and never stops the work.
    """
    missing = [program for program in programs if not program.present()]
    wanted = [program for program in missing if not program.optional or has(program)]
    if not wanted:
        return
    names = ", ".join(program.name for program in wanted)
    packages = [package for program in wanted for package in program.packages]
    command = f"apt-get install {' '.join(packages)}"
    if os.geteuid() == 0 and shutil.which("apt-get"):
        with step(f"System: {names} installed"):
            install(home, packages)
    elif all(program.optional for program in wanted):
        say(f"Without {names} reports are not printed as PDF (sudo {command}).")
    elif shutil.which("apt-get"):
        raise Stop(f"{names} is missing. Install it with: sudo {command}")
    else:
        raise Stop(
            f"{names} is missing. Install it with your system's package manager."
        )


def has(program: Program) -> bool:
    """Return whether apt knows a version of all of the program's packages."""
    return bool(shutil.which("apt-get")) and all(map(candidate, program.packages))


def candidate(package: str) -> bool:
    """Return whether apt knows a version of `package` that can be installed."""
    command = ["apt-cache", "policy", package]
    policy = subprocess.run(command, capture_output=True, text=True).stdout
    return "Candidate:" in policy and "Candidate: (none)" not in policy


def install(home: Home, packages: list[str]) -> None:
    """Install Debian packages; package lists are fetched if they are missing."""
    env = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    log = home.log("apt-install")
    if not all(map(candidate, packages)):
        run(["apt-get", "update"], "Updating apt's package lists", log, env)
    flags = ["-y", "--no-install-recommends", "-o", "DPkg::Lock::Timeout=300"]
    try:
        run(["apt-get", "install", *flags, *packages], "apt-get install", log, env)
    except Stop:  # lists that are too old name files that are gone
        run(["apt-get", "update"], "Updating apt's package lists", log, env)
        run(["apt-get", "install", *flags, *packages], "apt-get install", log, env)
