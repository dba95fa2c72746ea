"""Loads the demo data of the retail addons, and theirs only; any error ends it."""

import json
import os

from odoo.tools.convert import convert_file

for addon, files in json.loads(os.environ["RETAIL_DEMO"]):
    references = {}
    for file in files:
        mode = os.environ["RETAIL_MODE"]
        convert_file(env(su=True), addon, file, references, mode, noupdate=True)
env.cr.commit()
