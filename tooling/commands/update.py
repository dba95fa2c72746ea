"""./retail update: updates the demo database's addons from the checkout's files."""

import argparse

from ..addons import find_addons
from ..demo import Demo
from ..errors import BadInput
from ..workspace import CHECKOUT, opened


def main(arguments: list[str]) -> int:
    """Update the named addons, or all of them, changed or not."""
    parser = argparse.ArgumentParser("./retail update", description=__doc__)
    parser.add_argument("addons", nargs="*", help="all if none is named")
    named = set(parser.parse_args(arguments).addons)
    names = {addon.name for addon in find_addons(CHECKOUT)}
    if named - names:
        raise BadInput(f"There is no addon {sorted(named - names)[0]!r}.")
    with opened() as workspace:
        Demo(workspace).bring_up(renew=named or names)
    return 0
