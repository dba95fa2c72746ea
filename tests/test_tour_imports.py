"""Every page loads the tours of all addons: they import nothing of the register's."""

import pathlib
import re

CHECKOUT = pathlib.Path(__file__).resolve().parent.parent
OF_THE_REGISTER = re.compile(r'from "(@(?:retail|point_of|pos)_\w+/app/[^"]+)"')


def test_tours_import_nothing_that_only_a_register_loads():
    """Such an import breaks every tour of Odoo in the back office."""
    found = {
        path.relative_to(CHECKOUT).as_posix(): OF_THE_REGISTER.findall(text)
        for path in CHECKOUT.glob("*/static/tests/tours/**/*.js")
        if OF_THE_REGISTER.search(text := path.read_text())
    }
    assert not found
