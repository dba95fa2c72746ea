"""What a register sends, made safe: right types, nothing missing, nothing else."""

import math
import uuid as uuid_lib
from datetime import date

ORDER_TYPES = ("customer_order", "quote")
FULFILMENTS = ("pickup", "ship")
LARGEST_ID = 2**31 - 1


class PayloadError(ValueError):
    """The register sent something that is not an order or a pickup."""


def parse_order(payload):
    """Read the order that travels in a ticket.

    :param payload: the Json value as it was sent
    :return: dict with "uuid", "type", "deposit", "collector", "note" and "lines", a
        list of dicts with "product_id", "qty", "price_unit", "discount", "tax_ids",
        "name", "note", "fulfilment", "store_id" (or None), "date" (`date` or None)
        and "partner_id" (or None)
    :raise PayloadError: something is missing or of another type
    """
    values = _mapping(payload)
    return {
        "uuid": _uuid(values.get("uuid")),
        "type": _choice(values.get("type"), ORDER_TYPES),
        "deposit": _number(values.get("deposit", 0), minimum=0),
        "collector": _text(values.get("collector")),
        "note": _text(values.get("note")),
        "lines": [_order_line(line) for line in _list(values.get("lines"))],
    }


def _order_line(line):
    values = _mapping(line)
    return {
        "product_id": _id(values.get("product_id")),
        "qty": _number(values.get("qty")),
        "price_unit": _number(values.get("price_unit")),
        "discount": _number(values.get("discount") or 0),
        "tax_ids": [_id(tax_id) for tax_id in values.get("tax_ids") or []],
        "name": _text(values.get("name")),
        "note": _text(values.get("note")),
        "fulfilment": _choice(values.get("fulfilment"), FULFILMENTS),
        "store_id": _id(values["store_id"]) if values.get("store_id") else None,
        "date": _date(values.get("date")),
        "partner_id": _id(values["partner_id"]) if values.get("partner_id") else None,
    }


def parse_pickup(payload):
    """Read the pickup that travels in a ticket.

    :param payload: the Json value as it was sent
    :return: dict with "uuid", "order_id", "deposit" and "lines", a list of dicts with
        "uuid" (of the ticket's line), "order_line_id" and "qty"
    :raise PayloadError: something is missing or of another type
    """
    values = _mapping(payload)
    return {
        "uuid": _uuid(values.get("uuid")),
        "order_id": _id(values.get("order_id")),
        "deposit": _number(values.get("deposit", 0), minimum=0),
        "lines": [
            {
                "uuid": _uuid(line.get("uuid")),
                "order_line_id": _id(line.get("order_line_id")),
                "qty": _number(line.get("qty")),
            }
            for line in map(_mapping, _list(values.get("lines")))
        ],
    }


def parse_quantities(quantities):
    """Read {order line id: quantity}; Json has turned the ids into text.

    :return: {id: quantity}, without those of zero
    :raise PayloadError: something else was sent
    """
    try:
        parsed = {int(key): _number(qty) for key, qty in _mapping(quantities).items()}
    except ValueError as error:
        raise PayloadError(str(error)) from error
    return {key: quantity for key, quantity in parsed.items() if quantity}


def has_lines(payload):
    """Say whether a ticket's Json field holds anything to book."""
    return isinstance(payload, dict) and bool(payload.get("lines"))


def is_uuid(value):
    """Say whether `value` is the text of a UUID."""
    try:
        return isinstance(value, str) and str(uuid_lib.UUID(value)) == value.lower()
    except ValueError:
        return False


def _mapping(value):
    if not isinstance(value, dict):
        raise PayloadError("not an object")
    return value


def _list(value):
    if not isinstance(value, list) or not value:
        raise PayloadError("no lines")
    return value


def _uuid(value):
    if not is_uuid(value):
        raise PayloadError("not a uuid")
    return value


def _id(value):
    is_id = isinstance(value, int) and not isinstance(value, bool)
    if not is_id or not 0 < value <= LARGEST_ID:
        raise PayloadError("not an id")
    return value


def _number(value, minimum=-math.inf):
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if not is_number or not math.isfinite(value) or value < minimum:
        raise PayloadError("not a number")
    return float(value)


def _text(value):
    if value and not isinstance(value, str):
        raise PayloadError("not a text")
    return (value or "").strip()


def _choice(value, choices):
    if value not in choices:
        raise PayloadError("not a choice")
    return value


def _date(value):
    if not value:
        return None
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError) as error:
        raise PayloadError("not a date") from error
