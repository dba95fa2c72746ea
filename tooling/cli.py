"""Reads the command line and runs the command; foreseen failures end in a sentence."""

import errno
import os
import signal
import sys
from importlib import import_module

from .errors import BadInput, Stop

COMMANDS = {
    "run": "serve Odoo with the demo retailer (--port N)",
    "test": "run all tests, or those named; --odoo-suites runs Odoo's with the addons",
    "lint": "check the style of all files as CI does; --fix repairs what it can",
    "shell": "open Odoo's Python shell on the demo database",
    "update": "bring the demo database up to date with the checkout",
    "reset": "drop the demo database; --all drops everything that was set up",
    "bench": "run the benchmarks, or those named",
    "help": "explain this",
}
FOOTER = """\
What is set up lives in one cache folder (RETAIL_HOME, default ~/.cache/odoo-retail).
ODOO_HOME names an Odoo 19.0 to use, PGHOST, PGPORT and PGUSER a PostgreSQL server."""


def main(arguments: list[str]) -> int:
    """Run the command that `arguments` name; return the exit code."""
    os.environ.pop("PYTHONPATH", None)  # was for finding this package only
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda number, _frame: sys.exit(128 + number))
    name, *rest = arguments or ["help"]
    try:
        if name in ("help", "-h", "--help"):
            return show_help()
        if name not in COMMANDS:
            raise BadInput(f"There is no command {name!r}; ./retail help lists them.")
        return import_module(f".commands.{name}", __package__).main(rest)
    except Stop as stop:
        print(f"retail: {stop}", file=sys.stderr)
        return stop.code
    except KeyboardInterrupt:
        print("retail: stopped.", file=sys.stderr)
        return 130
    except BrokenPipeError:  # who reads the output has gone
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT, errno.EACCES, errno.EROFS):
            raise
        print(f"retail: {error.strerror}: {error.filename or ''}", file=sys.stderr)
        return 1


def show_help() -> int:
    """Print each command in a line."""
    print("usage: ./retail COMMAND [arguments]\n")
    for name, text in COMMANDS.items():
        print(f"  {name:8} {text}")
    print(f"\n{FOOTER}")
    return 0
