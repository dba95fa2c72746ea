"""./retail reset: drops the demo and kept test databases, or the whole cache."""

import argparse
import os
import shutil

from .. import cluster
from ..databases import Databases
from ..demo import Demo
from ..errors import Stop
from ..home import Home, open_home
from ..locks import open_lock, try_lock
from ..postgres import find_programs, is_named, named_server
from ..progress import say, step
from ..trials import kept, remove
from ..workspace import opened


def main(arguments: list[str]) -> int:
    """Drop the checkout's demo database; with --all everything that was set up."""
    parser = argparse.ArgumentParser("./retail reset", description=__doc__)
    parser.add_argument("--all", action="store_true", help="delete the whole cache")
    home = open_home()
    if parser.parse_args(arguments).all:
        reset_all(home)
    elif (home.root / "data").exists():
        reset_databases()
    else:
        say("Nothing is set up yet.")
    return 0


def reset_databases() -> None:
    """Drop the demo database and the databases that `test --keep` has left."""
    with opened() as workspace:
        demo = Demo(workspace)
        with demo.idle(), step("Demo: database dropped"):
            demo.drop()
        for database in kept(workspace):
            with step(f"Tests: kept database {database} dropped"):
                remove(workspace, database)


def reset_all(home: Home) -> None:
    """Delete the cache and all databases; raise Stop while another command runs."""
    users = open_lock(home.lock("postgresql-users"))
    if not try_lock(users):
        raise Stop("Another command is running; end it first.")
    with step(f"{home.root} deleted"):
        if is_named():
            server = named_server(home)
            databases = Databases(server, home)
            for name in databases.names(f"datname LIKE '{databases.prefix}\\_%'"):
                databases.drop(name)
        elif programs := find_programs(*cluster.PROGRAMS):
            cluster.Cluster(home, programs).remove()
        shutil.rmtree(home.root)
    os.close(users)
