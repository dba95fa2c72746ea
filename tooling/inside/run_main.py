"""Runs `main(env)` of the file that RETAIL_FILE names; it may import its siblings."""

import os
import runpy
import sys

sys.path.append(os.path.dirname(os.environ["RETAIL_FILE"]))
runpy.run_path(os.environ["RETAIL_FILE"])["main"](env)
