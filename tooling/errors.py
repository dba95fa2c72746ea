"""Failures that are foreseen: told in a sentence, never with a traceback."""


class Stop(Exception):
    """The work cannot go on; the message says why and what to do."""

    code = 1


class BadInput(Stop):
    """The command line or a variable asks for something that does not exist."""

    code = 2
