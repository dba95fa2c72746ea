"""What a command works with: the checkout, the cache, and what is set up in it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from .addons import Addon, find_addons
from .databases import Databases
from .home import Home, open_home
from .odoo import Odoo
from .packages import CHROMIUM, WKHTMLTOPDF, require
from .postgres import running_server
from .source import find_source
from .templates import Templates
from .venv import find_python

CHECKOUT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Workspace:
    """All that is needed to run Odoo with the checkout's addons."""

    odoo: Odoo
    databases: Databases
    templates: Templates
    addons: list[Addon]

    @property
    def home(self) -> Home:
        """The cache folder."""
        return self.odoo.home


@contextmanager
def opened(browser: bool = False) -> Iterator[Workspace]:
    """Set up what is missing and yield the workspace; its server runs for the block."""
    home = open_home()
    addons = find_addons(CHECKOUT)
    require(home, WKHTMLTOPDF, *([CHROMIUM] if browser else []))
    with running_server(home) as server:
        source = find_source(home)
        python = find_python(home, CHECKOUT)
        odoo = Odoo(home, CHECKOUT, source, python, server)
        databases = Databases(server, home)
        yield Workspace(odoo, databases, Templates(odoo, databases), addons)
