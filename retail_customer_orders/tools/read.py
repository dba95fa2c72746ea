"""What a register sends, one value at a time: of the right type, or refused."""

import math
import uuid as uuid_lib
from datetime import UTC, date, datetime

from odoo.addons.retail_base.tools.read_id import read_id


class PayloadError(ValueError):
    """The register sent something that is not an order or a pickup."""


def is_uuid(value):
    """Say whether `value` is the text of a UUID."""
    try:
        return isinstance(value, str) and str(uuid_lib.UUID(value)) == value.lower()
    except ValueError:
        return False


def mapping(value):
    """Read an object."""
    if not isinstance(value, dict):
        raise PayloadError("not an object")
    return value


def filled_list(value):
    """Read a list that holds something."""
    if not value:
        raise PayloadError("no lines")
    return any_list(value)


def any_list(value):
    """Read a list, empty or not."""
    if not isinstance(value, list):
        raise PayloadError("not a list")
    return value


def uuid(value):
    """Read the text of a UUID."""
    if not is_uuid(value):
        raise PayloadError("not a uuid")
    return value


def record_id(value):
    """Read the id of a record."""
    if not read_id(value):
        raise PayloadError("not an id")
    return value


def optional_id(value):
    """Read the id of a record, or None."""
    return record_id(value) if value else None


def number(value, minimum=-math.inf):
    """Read a finite number."""
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if not is_number or not math.isfinite(value) or value < minimum:
        raise PayloadError("not a number")
    return float(value)


def text(value):
    """Read a text, without spaces around it."""
    if value and not isinstance(value, str):
        raise PayloadError("not a text")
    return (value or "").strip()


def flag(value):
    """Read a yes or no."""
    if value not in (None, True, False):
        raise PayloadError("not a yes or no")
    return bool(value)


def choice(value, choices):
    """Read one of these choices."""
    if value not in choices:
        raise PayloadError("not a choice")
    return value


def day(value):
    """Read an ISO date, or None."""
    if not value:
        return None
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError) as error:
        raise PayloadError("not a date") from error


def slot(value):
    """Read the start and the end of a slot as naive datetimes in UTC, or None."""
    if not value:
        return None
    values = mapping(value)
    start, end = moment(values.get("start")), moment(values.get("end"))
    if start >= end:
        raise PayloadError("not a slot")
    return start, end


def moment(value):
    """Read an ISO moment with its offset as a naive datetime in UTC."""
    try:
        value = datetime.fromisoformat(value)
        if not value.tzinfo:
            raise PayloadError("a moment without its offset")
        return value.astimezone(UTC).replace(tzinfo=None)
    except (TypeError, ValueError, OverflowError) as error:
        raise PayloadError("not a moment") from error
