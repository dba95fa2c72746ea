"""The command line of this repository: `./retail help` tells what it does.

Standard library only: it runs before the virtual environment exists. One file per
concern; `cli` reads the command line, `commands` holds one file per command.
"""
