"""Odoo's own command line, run with the code, the packages and the server found."""

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

from .errors import Stop
from .home import Home
from .postgres import Server
from .process import end_with_parent, run
from .source import Source

SCRIPTS = Path(__file__).parent / "inside"
# No limit of memory: Odoo's would be handed down to the browsers that tests start.
CONFIGURATION = """\
[options]
addons_path = {addons_path}
data_dir = {data}
db_name = {database}
dbfilter = ^{database}$
http_interface = 127.0.0.1
list_db = False
log_level = warn
max_cron_threads = 0
limit_memory_hard = 0
limit_time_real = 1200
"""
# Variables of the person's own Odoo or Python that would change what is run here.
UNWANTED = ("ODOO_RC", "OPENERP_SERVER", "PGDATABASE", "PYTHONDONTWRITEBYTECODE")


@dataclass(frozen=True)
class Odoo:
    """Odoo on one server, with the addons of one checkout."""

    home: Home
    checkout: Path
    source: Source
    python: Path
    server: Server

    @property
    def env(self) -> dict[str, str]:
        """The environment of Odoo's processes; compiled Python goes to the cache."""
        env = {
            name: value for name, value in os.environ.items() if name not in UNWANTED
        }
        compiled = self.home.root / "pycache"
        paths = {
            "PYTHONPATH": str(self.source.root),
            "PYTHONPYCACHEPREFIX": str(compiled),
        }
        return env | self.server.env | paths

    def configuration(self, database: str) -> Path:
        """Write Odoo's configuration for `database`; return its file."""
        addons = [*self.source.addons, self.checkout]
        path = self.home.root / "conf" / f"{database}.conf"
        path.parent.mkdir(exist_ok=True)
        text = CONFIGURATION.format(
            addons_path=",".join(map(str, addons)),
            data=self.home.data,
            database=database,
        )
        path.write_text(text)
        return path

    def command(self, database: str, *arguments: str) -> list[str | Path]:
        """Return the command `odoo ARGUMENTS` for `database`; a subcommand is first."""
        odoo = [self.python, "-P", "-m", "odoo"]
        if arguments and not arguments[0].startswith("-"):
            odoo.append(arguments[0])
            arguments = arguments[1:]
        return [*odoo, "-c", self.configuration(database), *arguments]

    def install(self, database: str, modules: list[str]) -> None:
        """Install modules without demo data; raise Stop unless all are installed."""
        self._load(database, "-i", modules)

    def update(self, database: str, modules: list[str]) -> None:
        """Update modules from their files; raise Stop unless all are installed."""
        self._load(database, "-u", modules)

    def _load(self, database: str, flag: str, modules: list[str]) -> None:
        flags = [flag, ",".join(modules), "--stop-after-init", "--no-http"]
        log = self.home.log(database)
        names = ", ".join(modules)
        run(self.command(database, *flags), f"Installing {names}", log, self.env)
        quoted = ", ".join(f"('{name}')" for name in modules)
        missing = self.server.query(
            f"SELECT name FROM (VALUES {quoted}) AS wanted(name) WHERE NOT EXISTS ("
            "SELECT FROM ir_module_module AS module"
            " WHERE module.name = wanted.name AND module.state = 'installed')",
            database,
        )
        if missing:
            raise Stop(
                f"Odoo did not install {', '.join(missing.split())}."
                f" What it says is in {log}"
            )

    def script(self, database: str, name: str, what: str, **variables: str) -> None:
        """Run a file of tooling/inside with Odoo's `env`.

        :param variables: what the file finds in its environment
        :param what: what it does, as the subject of "failed"
        """
        command = self.command(database, "shell", "--no-http")
        env = self.env | variables
        log = self.home.log(f"{database}-{Path(name).stem}")
        run(command, what, log, env, stdin=SCRIPTS / name)

    def serve(self, database: str, port: int, log: Path) -> subprocess.Popen:
        """Start the server, away from the terminal: Ctrl-C there is not for it."""
        flags = ["--http-port", str(port), "--max-cron-threads", "1"]
        with open(log, "wb") as output:
            return subprocess.Popen(
                self.command(database, *flags),
                env=self.env,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=end_with_parent,
            )

    def shell(self, database: str) -> subprocess.Popen:
        """Start Odoo's Python shell on the terminal."""
        command = self.command(database, "shell", "--no-http")
        return subprocess.Popen(command, env=self.env, preexec_fn=end_with_parent)

    def run_main(self, database: str, file: Path, **variables: str) -> subprocess.Popen:
        """Start `main(env)` of a Python file, which prints on the terminal.

        :param variables: what the file finds in its environment
        """
        with open(SCRIPTS / "run_main.py", "rb") as script:
            return subprocess.Popen(
                self.command(database, "shell", "--no-http"),
                env=self.env | {"RETAIL_FILE": str(file)} | variables,
                stdin=script,
                preexec_fn=end_with_parent,
            )
