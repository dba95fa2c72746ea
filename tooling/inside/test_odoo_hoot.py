"""Odoo's unit tests of JavaScript, one test here for each file of them.

RETAIL_SUITES names the modules whose files are run, with commas.
"""

import os
import re
from pathlib import Path

import odoo.tests
from odoo.modules import get_module_path

from odoo.addons.web.tests.test_js import HOOTCommon, unit_test_error_checker

UNIT = "static/tests/unit"


class TestOdooHoot(odoo.tests.HttpCase):
    __module__ = "odoo.addons.web.tests"  # Odoo tags its tests by this

    def run_file(self, suite):
        """Run the tests of a file, by the name that Hoot has for it."""
        code = HOOTCommon._generate_hash(self, suite)
        self.browser_js(
            f"/web/tests?headless&loglevel=2&preset=desktop&timeout=15000&id={code}",
            "",
            "",
            login="admin",
            timeout=600,
            success_signal="[HOOT] Test suite succeeded",
            error_checker=unit_test_error_checker,
        )


def add_test(module, file):
    """Add the test that runs a file of a module."""
    path = file.as_posix().removesuffix(".test.js")
    suite = f"@{module}/unit/{path}"
    name = re.sub(r"\W", "_", f"test_{module}__{path}")
    setattr(TestOdooHoot, name, lambda self: self.run_file(suite))


for module_name in os.environ["RETAIL_SUITES"].split(","):
    folder = Path(get_module_path(module_name)) / UNIT
    for test_file in sorted(folder.rglob("*.test.js")):
        add_test(module_name, test_file.relative_to(folder))
