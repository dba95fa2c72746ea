"""Runs `main(env)` of the file that RETAIL_FILE names."""

import os
import runpy

runpy.run_path(os.environ["RETAIL_FILE"])["main"](env)
