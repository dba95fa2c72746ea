"""A private PostgreSQL cluster in the cache, on a Unix socket only.

Each command that uses it holds a shared lock; the last one to end stops the server. A
killed command leaves it running, and the next finds it so: the lock and the server's
own pid file tell the truth whatever happened.
"""

import fcntl
import os
import pwd
import shutil
import stat
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path

from .errors import Stop
from .home import Home, short_hash
from .locks import exclusive, open_lock, try_lock
from .process import run, tail
from .progress import step

PROGRAMS = ("psql", "initdb", "pg_ctl", "pg_isready", "postgres")
SOCKET = ".s.PGSQL.5432"
LONGEST_SOCKET_PATH = 100
RECOVERING = 1  # what pg_isready says of a server that is not ready yet
ROLE = "odoo"
SETTINGS = """\
listen_addresses = ''
unix_socket_directories = '{socket}'
unix_socket_permissions = 0700
max_connections = 200
shared_buffers = 256MB
# A crash of the machine may lose the last moment's work, but never breaks the data.
synchronous_commit = off
max_wal_size = 4GB
"""


class Cluster:
    """The private cluster: its folder, its programs and the user that it runs as."""

    def __init__(self, home: Home, programs: Path) -> None:
        self.home = home
        self.programs = programs
        self.folder = home.root / "postgresql"
        self.data = self.folder / "data"
        self.log = self.folder / "log"
        self.owner = server_user()

    def command(self, program: str, *arguments: str | Path) -> list[str | Path]:
        """Return the command for one of PostgreSQL's programs, as the server's user."""
        command = [self.programs / program, *arguments]
        if os.geteuid() != 0:
            return command
        return [*self.become_owner, *self.passage, "--", *command]

    @property
    def become_owner(self) -> list[str]:
        """The start of a command that root runs as the server's user."""
        user = [f"--reuid={self.owner.pw_uid}", f"--regid={self.owner.pw_gid}"]
        return ["setpriv", *user, "--clear-groups"]

    @cached_property
    def passage(self) -> list[str]:
        """Return what lets the server's user through to its folder.

        PostgreSQL refuses to run as root, and root's own folders let no one else pass:
        the server then keeps the one capability that it needs to reach its own files.
        """
        enter = [*self.become_owner, "--", "test", "-x", self.folder]
        if subprocess.run(enter, cwd="/").returncode == 0:
            return []
        return ["--inh-caps=+dac_override", "--ambient-caps=+dac_override"]

    def init(self) -> None:
        """Make the cluster, completely or not at all."""
        self.folder.mkdir(exist_ok=True)
        if os.geteuid() == 0:
            os.chown(self.folder, self.owner.pw_uid, self.owner.pw_gid)
        for remains in self.folder.glob("data.*"):
            shutil.rmtree(remains, ignore_errors=True)
        part = self.folder / f"data.{os.getpid()}"
        flags = ["-D", part, "-U", ROLE, "-A", "trust", "-E", "UTF8", "--locale=C"]
        log = self.home.log("postgresql-init")
        run(self.command("initdb", *flags), "Making a PostgreSQL cluster", log, cwd="/")
        part.rename(self.data)

    def socket_folder(self) -> Path:
        """Return the folder of the server's socket, whose path must be short."""
        if len(str(self.folder / SOCKET)) <= LONGEST_SOCKET_PATH:
            return self.folder
        name = f"odoo-retail-{os.geteuid()}-{short_hash(self.home.root)}"
        folder = Path("/tmp") / name
        folder.mkdir(mode=0o700, exist_ok=True)
        found = folder.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid not in {
            os.geteuid(),
            self.owner.pw_uid,
        }:
            raise Stop(f"{folder} belongs to another user; name a shorter RETAIL_HOME.")
        os.chown(folder, self.owner.pw_uid, self.owner.pw_gid)
        return folder

    def is_running(self) -> bool:
        """Return whether the server runs, as its own pid file and the kernel say."""
        status = self.command("pg_ctl", "status", "-D", self.data)
        return subprocess.run(status, capture_output=True, cwd="/").returncode == 0

    def start(self, socket: Path) -> None:
        """Start the server and wait until it answers."""
        configuration = self.data / "postgresql.auto.conf"
        configuration.write_text(SETTINGS.format(socket=socket))
        flags = ["start", "-w", "-s", "-t", "120", "-D", self.data, "-l", self.log]
        try:
            log = self.home.log("postgresql-start")
            command = self.command("pg_ctl", *flags)
            run(command, "Starting PostgreSQL", log, cwd="/")
        except Stop:
            raise Stop(f"PostgreSQL does not start:\n{tail(self.log)}") from None

    def is_ready(self, socket: Path) -> bool:
        """Return whether the running server answers; wait while it is recovering."""
        ask = [self.programs / "pg_isready", "-q", "-h", socket]
        while (answer := subprocess.run(ask).returncode) == RECOVERING:
            time.sleep(0.5)
        return answer == 0

    def stop(self) -> None:
        """Stop the server; who is still connected is sent away."""
        stop = self.command("pg_ctl", "stop", "-m", "fast", "-s", "-D", self.data)
        subprocess.run(stop, capture_output=True, cwd="/")

    def remove(self) -> None:
        """Stop the server and delete all of its data."""
        if self.data.exists():
            socket = self.socket_folder()
            self.stop()
            shutil.rmtree(self.folder)
            shutil.rmtree(socket, ignore_errors=True)


def server_user() -> pwd.struct_passwd:
    """Return the user that the server runs as: the own one, or for root another."""
    if os.geteuid() != 0:
        return pwd.getpwuid(os.geteuid())
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise Stop("PostgreSQL does not run as root, and there is no user postgres.")


@contextmanager
def kept_running(home: Home, programs: Path) -> Iterator[dict[str, str]]:
    """Run the private server for the block; yield the variables that name it."""
    cluster = Cluster(home, programs)
    users = open_lock(home.lock("postgresql-users"))
    gate = home.lock("postgresql")
    try:
        with exclusive(gate, "starting PostgreSQL"):
            socket = started(cluster)
            fcntl.flock(users, fcntl.LOCK_SH)
        yield {"PGHOST": str(socket), "PGPORT": "5432", "PGUSER": ROLE}
    finally:
        with exclusive(gate, "stopping PostgreSQL"):
            if try_lock(users):
                cluster.stop()
        os.close(users)


def started(cluster: Cluster) -> Path:
    """Make sure that the cluster exists and runs; return its socket's folder."""
    socket = cluster.socket_folder() if cluster.data.exists() else None
    if socket and cluster.is_running() and cluster.is_ready(socket):
        return socket
    with step("PostgreSQL: private server started"):
        if not cluster.data.exists():
            cluster.init()
        elif cluster.is_running():  # its socket was swept away
            cluster.stop()
        check_version(cluster)
        socket = cluster.socket_folder()
        for attempt in range(5):
            try:
                cluster.start(socket)
                return socket
            except Stop:  # after a kill its last processes may still be ending
                if attempt == 4:
                    raise
                time.sleep(2)
    return socket


def check_version(cluster: Cluster) -> None:
    """Raise Stop when the cluster was made by another version than is installed."""
    made_by = (cluster.data / "PG_VERSION").read_text().strip()
    version = subprocess.run(
        [cluster.programs / "postgres", "--version"], capture_output=True, text=True
    ).stdout.split()[2]
    if version.split(".")[0] != made_by:
        raise Stop(
            f"The cache's databases were made by PostgreSQL {made_by}, and {version} is"
            " installed: ./retail reset --all starts afresh."
        )
