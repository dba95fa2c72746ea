"""Databases for one run of tests or benchmarks, dropped when it ends."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .addons import Addon
from .locks import open_lock, try_lock
from .progress import step
from .workspace import Workspace


@contextmanager
def trial(
    workspace: Workspace, addons: list[Addon], keep: bool = False
) -> Iterator[tuple[str, str]]:
    """Yield the names of a database with `addons` and of the template of it.

    :param keep: whether the database is left when the block ends
    """
    sweep(workspace)
    template = workspace.templates.with_addons(addons)
    workspace.templates.prune()
    with cloned(workspace, template, keep) as database:
        yield database, template


@contextmanager
def cloned(workspace: Workspace, template: str, keep: bool = False) -> Iterator[str]:
    """Yield the name of a database cloned from `template`; see `trial` for `keep`."""
    database = f"{workspace.databases.prefix}_test_{os.getpid()}"
    lock = open_lock(protection(workspace, database))
    try:
        try_lock(lock)
        with step("Database: cloned"):
            workspace.databases.clone(template, database)
        yield database
    finally:
        if keep:
            protection(workspace, database).unlink()
        else:
            remove(workspace, database)
        os.close(lock)


def protection(workspace: Workspace, database: str) -> Path:
    """Return the file that a run locks as long as it needs its database."""
    return workspace.home.root / "tests" / database


def sweep(workspace: Workspace) -> None:
    """Drop the databases of runs that were killed."""
    for path in (workspace.home.root / "tests").glob("*"):
        lock = open_lock(path)
        if try_lock(lock):
            remove(workspace, path.name)
        os.close(lock)


def remove(workspace: Workspace, database: str) -> None:
    """Drop the database of a run and those that its tests have made beside it."""
    own = f"datname = '{database}' OR datname LIKE '{database}\\_%'"
    for name in workspace.databases.names(own):
        workspace.databases.drop(name)
    (workspace.home.root / "conf" / f"{database}.conf").unlink(missing_ok=True)
    protection(workspace, database).unlink(missing_ok=True)


def kept(workspace: Workspace) -> list[str]:
    """Return the databases that runs have left because they were asked to."""
    prefix = workspace.databases.prefix
    names = workspace.databases.names(f"datname LIKE '{prefix}\\_test\\_%'")
    runs = {re.match(rf"{prefix}_test_\d+", name)[0] for name in names}
    return sorted(run for run in runs if not protection(workspace, run).exists())
