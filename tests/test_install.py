"""Each addon alone on a database of the standard modules: installed, used, removed."""

import ast
import os
import pathlib

import pytest
from scratch import run_odoo, scratch_database

CHECKOUT = pathlib.Path(__file__).parent.parent
ADDONS = sorted(path.parent.name for path in CHECKOUT.glob("*/__manifest__.py"))

# Opens what an administrator can: every screen that an action of the addons names, and
# a till with all the data that it loads.
USE = """
admin = env(user=env.ref("base.user_admin"))
addons = {addons!r}
own = admin["ir.model.data"].search([
    ("module", "in", addons), ("model", "=", "ir.actions.act_window")
])
for action in admin["ir.actions.act_window"].browse(own.mapped("res_id")):
    modes = [(False, mode.strip()) for mode in action.view_mode.split(",")]
    admin[action.res_model].get_views(modes + [(False, "search")])
    admin[action.res_model].search([], limit=1)
till = admin["pos.config"].create({{"name": "Till"}})
till.open_ui()
till.current_session_id.load_data([])
env.cr.rollback()
"""

STATES = """
names = {addons!r}
modules = env["ir.module.module"].search([("name", "in", names)])
states = {{module.name: module.state for module in modules}}
assert all(states[name] == {state!r} for name in names), states
"""

REMOVE = """
env["ir.module.module"].search([("name", "=", {addon!r})]).button_immediate_uninstall()
"""

# Nothing of the addon may be left: fields and models are gone with their columns.
GONE = """
remains = env["ir.model.data"].search([("module", "=", {addon!r})])
assert not remains, remains.mapped("complete_name")
"""


def needs(name):
    """Return the addons of the checkout that `name` stands on, itself included."""
    manifest = ast.literal_eval((CHECKOUT / name / "__manifest__.py").read_text())
    below = (needs(other) for other in manifest["depends"] if other in ADDONS)
    return {name}.union(*below)


def shell(database, *scripts):
    """Run scripts in one of Odoo's shells, as each takes long to start; return the
    warnings and errors it logs.

    :param scripts: (script, values) each
    """
    texts = [script.format(**values) for script, values in scripts]
    return run_odoo(database, "shell", script="\n".join(texts))


@pytest.mark.parametrize("addon", ADDONS)
def test_addon_alone(addon):
    """It works without the addons above it, and leaves those below as they were."""
    installed = sorted(needs(addon))
    above = sorted(set(ADDONS) - set(installed))
    below = sorted(set(installed) - {addon})
    with scratch_database(os.environ["RETAIL_STANDARD_TEMPLATE"]) as database:
        assert run_odoo(database, "-i", addon, "--stop-after-init") == []
        logged = shell(
            database,
            (STATES, {"addons": installed, "state": "installed"}),
            (STATES, {"addons": above, "state": "uninstalled"}),
            (USE, {"addons": installed}),
            (REMOVE, {"addon": addon}),
        )
        assert logged == []
        logged = shell(
            database,
            (STATES, {"addons": [addon], "state": "uninstalled"}),
            (STATES, {"addons": below, "state": "installed"}),
            (GONE, {"addon": addon}),
            (USE, {"addons": below}),
        )
        assert logged == []
