"""Databases with their filestores: made, cloned, marked as templates, dropped."""

import shutil
from dataclasses import dataclass

from .home import Home, short_hash
from .postgres import Server

# As Odoo makes its databases: without it, no part of a word is indexed.
EXTENSIONS = ("pg_trgm",)


@dataclass(frozen=True)
class Databases:
    """The databases of a server, whose filestores are in the cache."""

    server: Server
    home: Home

    @property
    def prefix(self) -> str:
        """How the names of this cache's databases begin."""
        return f"retail_{short_hash(self.home.root)[:6]}"

    def exists(self, name: str) -> bool:
        """Return whether the database exists."""
        return bool(self.names(f"datname = '{name}'"))

    def names(self, condition: str) -> list[str]:
        """Return the names of the databases that meet an SQL condition."""
        query = f"SELECT datname FROM pg_database WHERE {condition} ORDER BY datname"
        return self.server.query(query).splitlines()

    def create(self, name: str) -> None:
        """Make an empty database; an older one of that name is dropped."""
        self.drop(name)
        self.server.query(
            f"CREATE DATABASE \"{name}\" TEMPLATE template0 ENCODING 'UTF8'"
            " LC_COLLATE 'C' LC_CTYPE 'C.UTF-8'"
        )
        for extension in EXTENSIONS:
            self.server.query(f"CREATE EXTENSION {extension}", database=name)

    def clone(self, template: str, name: str) -> None:
        """Copy a template to `name`; an older database of that name is dropped."""
        self.drop(name)
        if self.home.filestore(template).exists():
            shutil.copytree(self.home.filestore(template), self.home.filestore(name))
        self.server.query(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')

    def drop(self, name: str) -> None:
        """Drop the database, if it exists, and its filestore."""
        if self.is_template(name):
            self.server.query(f'ALTER DATABASE "{name}" IS_TEMPLATE false')
        self.server.query(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        shutil.rmtree(self.home.filestore(name), ignore_errors=True)

    def seal(self, name: str) -> None:
        """Mark the database as a complete template, which no one may change."""
        self.server.query(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false')
        self.server.query(f'ALTER DATABASE "{name}" IS_TEMPLATE true')

    def is_template(self, name: str) -> bool:
        """Return whether the database is a complete template."""
        return bool(self.names(f"datname = '{name}' AND datistemplate"))
