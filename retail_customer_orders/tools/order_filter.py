"""What a register asks for when it looks for orders, made safe."""

from . import read
from .payload import FULFILMENTS
from .read import PayloadError

YEARS = range(1900, 3000)


def _day(value):
    day = read.day(value)
    # Whose first moment exists in UTC, and in any database.
    if day and day.year not in YEARS:
        raise PayloadError("not a day of ours")
    return day


FILTERS = {
    "fulfilment": lambda value: read.choice(value, FULFILMENTS),
    "delivery_mode_id": read.optional_id,
    "origin_store_id": read.optional_id,
    "state": read.text,
    "ordered_from": _day,
    "ordered_to": _day,
    "wanted_from": _day,
    "wanted_to": _day,
}


def parse_filters(values):
    """Read the filters that a cashier has set (RC-04).

    :param values: the Json value as it was sent, nothing for no filter
    :return: {name: value} of the filters that are set: "fulfilment",
        "delivery_mode_id", "origin_store_id", "state" of the order, "ordered_from",
        "ordered_to", "wanted_from" and "wanted_to" (`date`, the last day included)
    :raise PayloadError: a filter is unknown or of another type
    """
    values = read.mapping(values or {})
    if values.keys() - FILTERS.keys():
        raise PayloadError("an unknown filter")
    return {
        name: FILTERS[name](value)
        for name, value in values.items()
        if value not in (None, False, "")
    }
