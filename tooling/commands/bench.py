"""./retail bench: runs benchmarks on a fresh database with all addons."""

import argparse

from ..addons import find_addons
from ..errors import BadInput, Stop
from ..process import wait_for
from ..progress import say
from ..trials import trial
from ..workspace import CHECKOUT, opened


def main(arguments: list[str]) -> int:
    """Run the named benchmarks, or all, each on a database of its own."""
    found = sorted(path.stem for path in (CHECKOUT / "benchmarks").glob("[!_]*.py"))
    parser = argparse.ArgumentParser("./retail bench", description=__doc__)
    parser.add_argument("names", nargs="*", help=f"of {', '.join(found) or 'none yet'}")
    names = parser.parse_args(arguments).names or found
    for name in names:
        if name not in found:
            raise BadInput(f"There is no benchmark {name!r} in benchmarks/.")
    with opened() as workspace:
        for name in names:
            with trial(workspace, find_addons(CHECKOUT)) as (database, template):
                say(f"\n{name}")
                path = CHECKOUT / "benchmarks" / f"{name}.py"
                templates = {
                    "RETAIL_TEMPLATE": template,
                    "RETAIL_STANDARD_TEMPLATE": workspace.templates.standard(),
                }
                if wait_for(workspace.odoo.run_main(database, path, **templates)):
                    raise Stop(f"The benchmark {name} failed.")
    return 0
