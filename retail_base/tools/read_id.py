"""Ids of records that a register sent, or that came in a context."""

from collections.abc import Collection, Mapping

LARGEST_ID = 2**31 - 1


def read_id(value):
    """Return `value` if it can be the id of a record, else False.

    `True` is a number in Python, and no id.
    """
    is_number = isinstance(value, int) and not isinstance(value, bool)
    return is_number and 0 < value <= LARGEST_ID and value


def read_ids(values):
    """Return what can be ids in a list; nothing of what is no list."""
    is_many = isinstance(values, Collection) and not isinstance(values, str | Mapping)
    return [value for value in values if read_id(value)] if is_many else []
