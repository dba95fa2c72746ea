"""./retail lint: checks the style of all files; CI runs the same."""

import argparse
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

from ..addons import Addon, find_addons
from ..home import Home, open_home
from ..node import find_node_packages
from ..packages import NODE, require
from ..process import end_with_parent
from ..progress import say, step
from ..readme import outdated_readmes
from ..venv import find_python
from ..workspace import CHECKOUT

PRETTIER_FILES = "**/*.{cjs,css,js,json,scss,xml,yml}"


@dataclass(frozen=True)
class Check:
    """A program that checks files, and how it repairs them if it can."""

    name: str
    command: list[str | Path]
    repair: list[str | Path] | None = None


def main(arguments: list[str]) -> int:
    """Run all checks; return 1 if one finds something."""
    parser = argparse.ArgumentParser("./retail lint", description=__doc__)
    parser.add_argument("--fix", action="store_true", help="repair what it can")
    fix = parser.parse_args(arguments).fix
    home = open_home()
    addons = find_addons(CHECKOUT)
    require(home, NODE)
    packages = find_node_packages(home, CHECKOUT)
    checks = [
        *python_checks(find_python(home, CHECKOUT), addons),
        *node_checks(packages, home),
    ]
    places = {"NODE_PATH": str(packages), "PYLINTHOME": str(home.root / "pylint")}
    env = os.environ | places | {"PYTHONDONTWRITEBYTECODE": "1"}
    results = [check_readmes(addons, fix)]
    results += [run_check(check, fix, env) for check in checks]
    failed = results.count(False)
    total = len(results)
    say(f"{failed} of {total} checks found something." if failed else "All clean.")
    return 1 if failed else 0


def python_checks(python: Path, addons: list[Addon]) -> list[Check]:
    """Return the checks of Python files and of what belongs to an addon."""
    ruff = [python, "-m", "ruff"]
    no_cache = ["--no-cache", "--quiet"]
    names = [addon.name for addon in addons]
    oca = [python, "-m", "oca_pre_commit_hooks.cli", *names]
    oca.append("--disable=prefer-readme-rst")
    po = [python, "-m", "oca_pre_commit_hooks.cli_po", "--disable=po-pretty-format"]
    catalogues = sorted(CHECKOUT.glob("*/i18n/*.po*"))
    look, form = [*ruff, "check", *no_cache], [*ruff, "format", *no_cache]
    checks = [
        Check("ruff check", look, [*look, "--fix"]),
        Check("ruff format", [*form, "--check"], form),
    ]
    if addons:
        pylint = [python, "-m", "pylint", "--rcfile=.pylintrc", *names]
        checks.append(Check("pylint-odoo", pylint))
        checks.append(Check("OCA's checks", oca, [*oca, "--fix"]))
    if catalogues:
        checks.append(Check("OCA's translation checks", [*po, *catalogues]))
    return checks


def node_checks(packages: Path, home: Home) -> list[Check]:
    """Return the checks of XML, JavaScript and style sheets."""
    prettier = ["node", packages / "prettier" / "bin" / "prettier.cjs"]
    cache = ["--cache", "--cache-strategy=content"]
    cache.append(f"--cache-location={home.root / 'prettier'}")
    look = [*prettier, *cache, "--log-level=warn", PRETTIER_FILES]
    eslint = ["node", packages / "eslint" / "bin" / "eslint.js"]
    flags = ["--no-error-on-unmatched-pattern", "*/static"]
    return [
        Check("prettier", [*look, "--check"], [*look, "--write"]),
        Check("eslint", [*eslint, *flags], [*eslint, *flags, "--fix"]),
    ]


def run_check(check: Check, fix: bool, env: dict[str, str]) -> bool:
    """Run one check and show what it found; return whether it is clean."""
    with step(f"Lint: {check.name}"):
        commands = [check.command]
        if fix and check.repair:
            commands.insert(0, check.repair)
        for command in commands:
            done = subprocess.run(
                command,
                cwd=CHECKOUT,
                env=env,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                preexec_fn=end_with_parent,
            )
    if done.returncode:
        say(f"{done.stdout.rstrip()}\n")
    return done.returncode == 0


def check_readmes(addons: list[Addon], fix: bool) -> bool:
    """Check, or write, the READMEs of the addons; return whether they are current."""
    with step("Lint: READMEs"):
        outdated = outdated_readmes(addons)
        if fix:
            for path, text in outdated.items():
                path.write_text(text)
            outdated = {}
    for path in outdated:
        say(f"{path.relative_to(CHECKOUT)} is not what its readme/ fragments give.")
    return not outdated
