"""./retail shell: opens Odoo's Python shell on the demo database."""

import argparse

from ..demo import Demo
from ..errors import BadInput
from ..process import wait_for
from ..workspace import opened


def main(arguments: list[str]) -> int:
    """Open the shell, or run the script on standard input; return its exit code."""
    parser = argparse.ArgumentParser("./retail shell", description=__doc__)
    parser.add_argument("--database", help="one that ./retail test --keep has left")
    database = parser.parse_args(arguments).database
    with opened() as workspace:
        if database is None:
            demo = Demo(workspace)
            demo.bring_up()
            database = demo.database
        elif not workspace.databases.exists(database):
            raise BadInput(f"There is no database {database!r}.")
        return wait_for(workspace.odoo.shell(database))
