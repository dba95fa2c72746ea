"""Databases of their own, and Odoo in its own processes, for tests that need them."""

import contextlib
import itertools
import re
import shutil
import subprocess
import sys

import psycopg2

import odoo
from odoo.tools import config

NUMBERS = itertools.count(1)
COMPLAINT = re.compile(r" \d+ (WARNING|ERROR|CRITICAL) ")
CORE_DEPRECATION = re.compile(r"py\.warnings: (?!.*/retail_)")


def execute(statement):
    """Run a statement about whole databases."""
    _name, options = odoo.sql_db.connection_info_for("postgres")
    connection = psycopg2.connect(**options)
    with contextlib.closing(connection):
        connection.autocommit = True
        connection.cursor().execute(statement)


@contextlib.contextmanager
def scratch_database(template):
    """Yield the name of a clone of `template`, which is dropped after the block."""
    name = f"{config['db_name'][0]}_scratch{next(NUMBERS)}"
    try:
        execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        shutil.copytree(config.filestore(template), config.filestore(name))
        yield name
    finally:
        execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        shutil.rmtree(config.filestore(name), ignore_errors=True)


def run_odoo(database, *arguments, script=None):
    """Run Odoo's command line on `database`; return the warnings and errors it logs.

    :param arguments: a subcommand first, if there is one
    :param script: what `odoo shell` reads on its standard input
    """
    subcommand = [word for word in arguments[:1] if not word.startswith("-")]
    flags = arguments[len(subcommand) :]
    done = subprocess.run(
        [
            *(sys.executable, "-m", "odoo", *subcommand),
            *("-c", config["config"], "-d", database, "--no-http"),
            *flags,
        ],
        input=script,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr[-4000:]
    return [
        line
        for line in done.stderr.splitlines()
        if COMPLAINT.search(line) and not CORE_DEPRECATION.search(line)
    ]
