"""Each addon builds as a wheel with all its files, and Odoo finds it installed."""

import ast
import os
import pathlib
import subprocess
import sys
import zipfile

import pytest

CHECKOUT = pathlib.Path(__file__).parent.parent
ADDONS = sorted(path.parent.name for path in CHECKOUT.glob("*/__manifest__.py"))


@pytest.fixture(scope="module")
def wheels(tmp_path_factory):
    """Build the wheels of all addons; return them by the addon's name."""
    folder = tmp_path_factory.mktemp("wheels")
    pip = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps"]
    places = [CHECKOUT / name for name in ADDONS]
    build = [*pip, "--no-build-isolation", "-w", folder, *places]
    done = subprocess.run(build, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    built = {path.name.split("-")[0]: path for path in folder.glob("*.whl")}
    return {name: built[f"odoo_addon_{name}"] for name in ADDONS}


@pytest.mark.parametrize("addon", ADDONS)
def test_wheel_holds_the_addon(wheels, addon):
    manifest = ast.literal_eval((CHECKOUT / addon / "__manifest__.py").read_text())
    assert wheels[addon].name.split("-")[1] == manifest["version"]
    with zipfile.ZipFile(wheels[addon]) as wheel:
        packed = set(wheel.namelist())
    files = {
        f"odoo/addons/{path.relative_to(CHECKOUT).as_posix()}"
        for path in (CHECKOUT / addon).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    files = {name for name in files if not name.endswith("/pyproject.toml")}
    assert files <= packed, sorted(files - packed)


def test_odoo_finds_the_installed_wheels(wheels, tmp_path):
    pip = [sys.executable, "-m", "pip", "install", "-q", "--no-deps"]
    place = ["--target", tmp_path, *wheels.values()]
    subprocess.run([*pip, *place], check=True, capture_output=True)
    script = (
        "import odoo.modules\n"
        f"from odoo.tools import config; config.parse_config({['-c', os.devnull]})\n"
        "odoo.modules.module.initialize_sys_path()\n"
        "from odoo.modules.module import Manifest\n"
        f"for name in {ADDONS}: print(Manifest.for_addon(name).path)\n"
    )
    paths = f"{os.environ['PYTHONPATH']}{os.pathsep}{tmp_path}"
    env = os.environ | {"PYTHONPATH": paths}
    command = [sys.executable, "-c", script]
    found = subprocess.run(command, env=env, capture_output=True, text=True)
    assert found.returncode == 0, found.stderr
    expected = [str(tmp_path / "odoo" / "addons" / name) for name in ADDONS]
    assert found.stdout.split() == expected
