"""Plugin of pytest: every worker of pytest-xdist tests on a database of its own.

pytest-odoo would give the workers databases over one filestore, from which each may
remove what only the others refer to. These were cloned with theirs before.
"""

import os

import pytest


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_cmdline_main(config):
    """Name the worker's database before pytest-odoo reads Odoo's configuration."""
    worker = os.environ.pop("PYTEST_XDIST_WORKER", None)
    if worker:
        database = f"{config.option.odoo_database}_{worker}"
        config.option.odoo_database = database
        config.option.odoo_extra.append(f"db-filter=^{database}$")
    return (yield)
