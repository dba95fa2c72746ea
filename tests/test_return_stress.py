"""Many people take the same few units back at once; see the benchmark."""

import os
import unittest
from pathlib import Path

from scratch import run_odoo, scratch_database

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"
SCRIPT = """
import os, runpy, sys

os.environ["RETURN_STRESS_ATTEMPTS"] = "{attempts}"
os.environ["RETURN_STRESS_QUANTITY"] = "{quantity}"
sys.path.append("{benchmarks}")
runpy.run_path("{benchmarks}/return_stress.py")["main"](env)
"""


class TestReturnStress(unittest.TestCase):
    """Some attempts; `./retail bench return_stress` makes ten thousand."""

    def test_rt_02_rt_08_each_unit_comes_back_once_with_its_money(self):
        script = SCRIPT.format(attempts=120, quantity=3, benchmarks=BENCHMARKS)
        with scratch_database(os.environ["RETAIL_TEMPLATE"]) as name:
            run_odoo(name, "shell", script=script)
