"""./retail test --odoo-suites: Odoo's own tests with the addons and without."""

import argparse
import os
import subprocess

from ..addons import find_addons
from ..errors import BadInput, Stop
from ..odoo import SCRIPTS
from ..process import end_with_parent, wait_for
from ..progress import say, step
from ..suites import EXPLAINED, MODULES, Side, count, differing, explained
from ..trials import cloned, sweep
from ..workspace import CHECKOUT, Workspace, opened

HOOT = SCRIPTS / "test_odoo_hoot.py"
RUN, SOME_FAILED, NONE_LEFT = 0, 1, 5  # pytest's exit codes


def main(arguments: list[str]) -> int:
    """Run the tests on both kinds of database and compare; return 1 if they differ."""
    options = parse(arguments)
    with opened(browser=True) as workspace:
        without, with_addons = sides = make_sides(workspace)
        tests = [place(workspace, module) for module in options.modules] + [HOOT]
        for side in reversed(sides):
            run_side(workspace, side, tests, options)
        again = differing(without.results(), with_addons.results())
        again = [name for name in again if name not in explained(CHECKOUT)]
        if again:
            selected = with_addons.selected_path.read_text()
            with_addons.forget(set(again))
            say(f"\n{len(again)} that failed are run once more, by themselves.")
            options.expression, options.workers = "", 0
            run_side(workspace, with_addons, find(workspace, again), options)
            with_addons.selected_path.write_text(selected)
        return report(without, with_addons)


def parse(arguments: list[str]) -> argparse.Namespace:
    """Read the command line: modules, -k and -n."""
    parser = argparse.ArgumentParser(
        "./retail test --odoo-suites",
        description="Run Odoo's own tests (Python, tours, hoot) without the addons and"
        " with them, and end with 1 if one fails with them only. What has been run with"
        " the same files is not run again.",
        epilog=f"{EXPLAINED} names the tests that the addons fail on purpose.",
    )
    parser.add_argument("modules", nargs="*", help=f"of {', '.join(MODULES)}")
    parser.add_argument("-k", dest="expression", default="", help="as for pytest")
    parser.add_argument("-n", dest="workers", type=int, default=0)
    options = parser.parse_args(arguments)
    for name in options.modules:
        if name not in MODULES:
            raise BadInput(
                f"There are no suites of {name!r}, only {', '.join(MODULES)}."
            )
    options.modules = options.modules or list(MODULES)
    return options


def make_sides(workspace: Workspace) -> tuple[Side, Side]:
    """Return the two kinds of database; both have the modules of all suites."""
    sweep(workspace)
    below = workspace.templates.suites()
    addons = find_addons(CHECKOUT)
    above = workspace.templates.with_addons(addons, below)
    workspace.templates.prune()
    home = workspace.home
    return (
        Side("without", (), below, home),
        Side("with", tuple(addons), above, home),
    )


def place(workspace: Workspace, module: str):
    """Return the folder of the tests of one of Odoo's modules."""
    return modules_folder(workspace) / module / "tests"


def modules_folder(workspace: Workspace):
    """Return the folder of Odoo that holds the modules with suites."""
    root = workspace.odoo.source.root
    folders = [root / "odoo" / "addons", *workspace.odoo.source.addons]
    return next(path for path in folders if (path / MODULES[0]).is_dir())


def find(workspace: Workspace, names: list[str]) -> list:
    """Return what pytest needs to find tests by the names of their results."""
    folder = modules_folder(workspace)
    return [
        f"{SCRIPTS if name.startswith(HOOT.name) else folder}/{name}" for name in names
    ]


def run_side(
    workspace: Workspace, side: Side, tests: list, options: argparse.Namespace
) -> None:
    """Run those of `tests` on one kind of database that have no result yet."""
    say(f"\nOdoo's tests {side.name} the addons")
    side.results_path.parent.mkdir(exist_ok=True)
    with cloned(workspace, side.template) as database:
        with step("Database: bundles made"):
            what = "Making the bundles of the tests"
            workspace.odoo.script(database, "make_assets.py", what)
        for worker in range(options.workers):
            workspace.databases.clone(database, f"{database}_gw{worker}")
        code = run_pytest(workspace, database, side, tests, options)
    if code not in (RUN, SOME_FAILED, NONE_LEFT):
        raise Stop("pytest was stopped; the same call goes on where it was.")


def run_pytest(
    workspace: Workspace,
    database: str,
    side: Side,
    tests: list,
    options: argparse.Namespace,
) -> int:
    """Run pytest on `database`; return its exit code."""
    odoo = workspace.odoo
    command = [
        *(odoo.python, "-P", "-m", "pytest", "-c", CHECKOUT / "setup.cfg"),
        *("--rootdir", modules_folder(workspace), "--import-mode=append"),
        *("-o", f"cache_dir={workspace.home.root / 'pytest-suites'}", "--odoo-http"),
        *("-p", "worker_database", "-p", "odoo_suites", "-rN", "-q", "--tb=no"),
        *("-n", str(options.workers), "--dist", "worksteal"),
        "--odoo-log-level=warn",  # some tests expect a warning
        f"--odoo-config={odoo.configuration(database)}",
        f"--odoo-database={database}",
        *(["-k", options.expression] if options.expression else []),
        *tests,
    ]
    env = odoo.env | {
        "RETAIL_SUITES": ",".join(options.modules),
        "RETAIL_RESULTS": str(side.results_path),
        "RETAIL_SELECTED": str(side.selected_path),
    }
    env["PYTHONPATH"] += f"{os.pathsep}{SCRIPTS}"
    pytest = subprocess.Popen(
        command, cwd=CHECKOUT, env=env, preexec_fn=end_with_parent
    )
    return wait_for(pytest)


def report(without: Side, with_addons: Side) -> int:
    """Print both lists and their difference; return 1 if that is not explained."""
    before, after = without.results(), with_addons.results()
    for side, results in ((without, before), (with_addons, after)):
        say(f"\n{side.name} the addons: {count(results)}")
        for name, row in results.items():
            if row["outcome"] != "passed":
                say(f"  {row['outcome']:7} {name}")
    reasons = explained(CHECKOUT)
    unexplained = 0
    names = differing(before, after)
    say(f"\npass without the addons, fail with them: {len(names)}")
    for name in names:
        unexplained += name not in reasons
        say(f"  {name}: {reasons.get(name) or 'not explained'}")
        if name not in reasons:
            say(after[name].get("says", ""))
    return 1 if unexplained else 0
