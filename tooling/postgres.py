"""The PostgreSQL server that commands work on: named by PGHOST, or a private one."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from . import cluster
from .errors import Stop
from .home import Home
from .packages import Program, require
from .process import output

OLDEST = 13
NAMING = ("PGHOST", "PGPORT", "PGUSER")


@dataclass(frozen=True)
class Server:
    """A running PostgreSQL server."""

    psql: Path
    env: dict[str, str]  # PGHOST and the like, for psql and Odoo alike

    def query(self, statement: str, database: str = "postgres") -> str:
        """Run an SQL statement; return its rows as text; raise Stop if it fails."""
        command = [self.psql, "-XqtA", "-v", "ON_ERROR_STOP=1", "-d", database]
        env = os.environ | self.env
        try:
            return output([*command, "-c", statement], env)
        except subprocess.CalledProcessError as error:
            told = error.stderr.strip().splitlines() or ["no answer"]
            reason = told[0].removeprefix("psql: error: ")
            raise Stop(f"PostgreSQL refuses: {reason}") from None

    @property
    def version(self) -> str:
        """The server's major version."""
        return str(int(self.query("SHOW server_version_num")) // 10000)


def find_programs(*names: str, version: str = "") -> Path | None:
    """Return a folder that holds all of PostgreSQL's programs `names`.

    :param version: the major version to prefer; else the first that is found
    """
    folders = [Path(folder) for folder in os.get_exec_path()]
    if shutil.which("pg_config"):
        folders.append(Path(output(["pg_config", "--bindir"])))
    installed = Path("/usr/lib/postgresql").glob("*/bin")
    folders += sorted(installed, key=lambda path: int(path.parent.name), reverse=True)
    found = {
        folder: major_version(folder / names[0])
        for folder in folders
        if all((folder / name).exists() for name in names)
    }
    recent = [folder for folder in found if found[folder] >= OLDEST]
    preferred = [folder for folder in recent if str(found[folder]) == version]
    return next(iter(preferred + recent), None)


def major_version(program: Path) -> int:
    """Return the major version of a program of PostgreSQL; 0 if it cannot be told."""
    try:
        return int(re.search(r"\) (\d+)", output([program, "--version"]))[1])
    except (OSError, TypeError, subprocess.CalledProcessError):
        return 0


def need_programs(home: Home, *names: str) -> Path:
    """Return the folder of PostgreSQL's programs, which are installed if missing."""
    made_by = home.root / "postgresql" / "data" / "PG_VERSION"
    version = made_by.read_text().strip() if made_by.exists() else ""
    package = "postgresql" if "initdb" in names else "postgresql-client"
    program = Program(
        f"PostgreSQL {OLDEST} or later",
        lambda: find_programs(*names) is not None,
        (package,),
    )
    require(home, program)
    folder = find_programs(*names, version=version)
    if folder is None:
        raise Stop(f"{program.name} is missing: {', '.join(names)} are not found.")
    return folder


@contextmanager
def running_server(home: Home) -> Iterator[Server]:
    """Yield the server; a private one runs as long as any command needs it."""
    if is_named():
        yield named_server(home)
        return
    programs = need_programs(home, *cluster.PROGRAMS)
    with cluster.kept_running(home, programs) as env:
        yield Server(programs / "psql", env)


def is_named() -> bool:
    """Return whether the person names a server of their own."""
    return any(name in os.environ for name in NAMING)


def named_server(home: Home) -> Server:
    """Return the server that PGHOST and the like name; raise Stop unless it answers."""
    names = {name: os.environ[name] for name in NAMING if name in os.environ}
    server = Server(need_programs(home, "psql") / "psql", names)
    server.query("SELECT 1")
    user, may_create = server.query(
        "SELECT rolname, rolcreatedb OR rolsuper FROM pg_roles"
        " WHERE rolname = current_user"
    ).split("|")
    if user == "postgres" or may_create != "t":
        raise Stop(
            f"PGUSER must be a role that may create databases and is not called"
            f" postgres, which Odoo refuses; it is {user}."
        )
    return server
