"""./retail test: runs the tests of addons and of the checkout on a fresh database."""

import os
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

from ..addons import Addon, find_addons, with_needs
from ..errors import BadInput
from ..odoo import SCRIPTS
from ..process import end_with_parent, wait_for
from ..progress import say
from ..trials import trial
from ..workspace import CHECKOUT, Workspace, opened
from . import odoo_suites

USAGE = """\
usage: ./retail test [addon | folder | file[::test]]... [--keep] [pytest's options]
       ./retail test --odoo-suites [module]... [-k ...] [-n N]

Without names all tests are run. Only the addons that the named tests belong to, and
those that they need, are installed. --keep leaves the database for ./retail shell.
pytest's options go behind the names, such as -k judge, -x, --pdb or --durations=10.
All tests run on two databases at once, if there are two processors; -n N says how many
in any case.
--odoo-suites runs Odoo's own tests without the addons and with them, and compares."""


WITH_VALUE = {"-k", "-m", "-n", "-o", "-p", "-W"}
WORKERS = 2


@dataclass
class Selection:
    """What to run: the paths and options for pytest, and the addons to install."""

    paths: list[str] = field(default_factory=list)
    options: list[str] = field(default_factory=list)
    addons: list[Addon] = field(default_factory=list)
    keep: bool = False


def main(arguments: list[str]) -> int:
    """Run the tests that `arguments` name; return pytest's exit code."""
    if {"-h", "--help"} & set(arguments):
        print(USAGE)
        return 0
    if "--odoo-suites" in arguments:
        return odoo_suites.main([a for a in arguments if a != "--odoo-suites"])
    selection = select(arguments, find_addons(CHECKOUT))
    with (
        opened(browser=True) as workspace,
        trial(workspace, selection.addons, selection.keep) as (database, template),
    ):
        if selection.keep:
            say(f"It will be kept: ./retail shell --database {database}")
        return run_pytest(workspace, database, template, selection)


def select(arguments: list[str], addons: list[Addon]) -> Selection:
    """Tell names, which come first or stand alone, from pytest's options."""
    selection = Selection()
    previous = ""
    for word in arguments:
        path = None if previous in WITH_VALUE else find_path(word)
        if word == "--keep":
            selection.keep = True
        elif word.startswith("-"):
            selection.options.append(word)
        elif path:
            selection.paths.append(path)
        elif previous.startswith("-"):  # the value of an option
            selection.options.append(word)
        else:
            raise BadInput(f"There is no addon, folder or test file {word!r}.")
        previous = word
    if not selection.paths:
        if not {"-n", "--pdb"} & set(arguments) and not selection.keep:
            selection.options += ["-n", str(min(WORKERS, os.cpu_count() or 1))]
        folders = [f"{addon.name}/tests" for addon in addons] + ["tests"]
        selection.paths = [name for name in folders if (CHECKOUT / name).is_dir()]
    selection.addons = needed(selection.paths, addons)
    return selection


def find_path(word: str) -> str | None:
    """Return the path in the checkout that `word` names, with its ::test, or None."""
    name, colons, test = word.partition("::")
    if not name or word.startswith("-"):
        return None
    for folder in (Path.cwd(), CHECKOUT):
        path = (folder / name).resolve()
        if not path.exists() or not path.is_relative_to(CHECKOUT):
            continue
        if (path / "__manifest__.py").exists():
            path /= "tests"
            if not path.is_dir():
                raise BadInput(f"{name} has no tests.")
        return f"{path.relative_to(CHECKOUT)}{colons}{test}"
    return None


def needed(paths: list[str], addons: list[Addon]) -> list[Addon]:
    """Return the addons to install for the tests in `paths`.

    Tests outside addons get all.
    """
    tops = {Path(path).parts[0] if Path(path).parts else "" for path in paths}
    if tops <= {addon.name for addon in addons}:
        return with_needs(addons, tops)
    return addons


def run_pytest(
    workspace: Workspace, database: str, template: str, selection: Selection
) -> int:
    """Run pytest on `database`; return its exit code.

    Tests that need more databases clone the templates that these variables name.
    """
    odoo = workspace.odoo
    workers = count_workers(selection.options)
    for worker in range(workers):
        workspace.databases.clone(template, f"{database}_gw{worker}")
    cache = workspace.home.root / "pytest"
    command = [
        *(odoo.python, "-P", "-m", "pytest", "-c", CHECKOUT / "setup.cfg"),
        *("--rootdir", CHECKOUT, "-o", f"cache_dir={cache}", "--odoo-http"),
        *("-p", "worker_database", "--dist", "loadscope" if workers else "no"),
        f"--odoo-config={odoo.configuration(database)}",
        f"--odoo-database={database}",
        *selection.options,
        *selection.paths,
    ]
    names = {
        "RETAIL_TEMPLATE": template,
        "RETAIL_STANDARD_TEMPLATE": workspace.templates.standard(),
    }
    env = odoo.env | names
    env["PYTHONPATH"] += f"{os.pathsep}{SCRIPTS}"
    pytest = subprocess.Popen(
        command, cwd=CHECKOUT, env=env, preexec_fn=end_with_parent
    )
    return wait_for(pytest)


def count_workers(options: list[str]) -> int:
    """Return the number that follows -n; without it, pytest works by itself."""
    if "-n" not in options:
        return 0
    value = "".join(options[options.index("-n") + 1 :][:1])
    if not value.isdecimal():
        raise BadInput("-n takes the number of workers.")
    return int(value)
