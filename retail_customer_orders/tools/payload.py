"""What a register sends, made safe: right types, nothing missing, nothing else."""

import math
import uuid as uuid_lib
from datetime import UTC, date, datetime

ORDER_TYPES = ("customer_order", "quote")
FULFILMENTS = ("pickup", "ship")
LARGEST_ID = 2**31 - 1


class PayloadError(ValueError):
    """The register sent something that is not an order or a pickup."""


def parse_order(payload):
    """Read the order that travels in a ticket.

    :param payload: the Json value as it was sent
    :return: dict with "uuid", "type", "deposit", "link_amount" (to be paid by link
        before anything leaves, 0 for none), "collector", "note", "client_order_ref"
        (the customer's own number), "validity_date" (last day of a quote, `date` or
        None), "expedited" (bool), "charges" (None when the
        register showed none, else see `_charge`) and "lines", a list of dicts with
        "uuid" (or None), "product_id", "qty", "price_unit", "discount", "tax_ids",
        "name", "note", "internal_note" (for the staff), "fulfilment", "store_id" (or
        None), "date" (`date` or None), "partner_id" (or None), "delivery_mode_id" (or
        None) and "slot" (start and end in UTC, or None)
    :raise PayloadError: something is missing or of another type
    """
    values = _mapping(payload)
    return {
        "uuid": _uuid(values.get("uuid")),
        "type": _choice(values.get("type"), ORDER_TYPES),
        "deposit": _number(values.get("deposit", 0), minimum=0),
        "link_amount": _number(values.get("link_amount") or 0, minimum=0),
        "collector": _text(values.get("collector")),
        "note": _text(values.get("note")),
        "client_order_ref": _text(values.get("client_order_ref")),
        "validity_date": _date(values.get("validity_date")),
        "expedited": _flag(values.get("expedited")),
        "charges": _charges(values.get("charges")),
        "lines": [_order_line(line) for line in _list(values.get("lines"))],
    }


def _order_line(line):
    values = _mapping(line)
    return {
        "uuid": _uuid(values["uuid"]) if values.get("uuid") else None,
        "product_id": _id(values.get("product_id")),
        "qty": _number(values.get("qty")),
        "price_unit": _number(values.get("price_unit")),
        "discount": _number(values.get("discount") or 0),
        "tax_ids": [_id(tax_id) for tax_id in values.get("tax_ids") or []],
        "name": _text(values.get("name")),
        "note": _text(values.get("note")),
        "internal_note": _text(values.get("internal_note")),
        **_place(values),
    }


def _place(values):
    return {
        "fulfilment": _choice(values.get("fulfilment"), FULFILMENTS),
        "store_id": _optional_id(values.get("store_id")),
        "date": _date(values.get("date")),
        "partner_id": _optional_id(values.get("partner_id")),
        "delivery_mode_id": _optional_id(values.get("delivery_mode_id")),
        "slot": _slot(values.get("slot")),
    }


def _charges(charges):
    if charges is None:
        return None
    return [_charge(charge) for charge in _any_list(charges)]


def _charge(charge):
    """Read a charge: what it is for, how much, and why it is not what it should be.

    :return: dict with "code", "amount", "reason_id" (or None), "note", and "lines": the
        uuids of the lines that it is for, all of the order when empty
    """
    values = _mapping(charge)
    return {
        "code": _text(values.get("code")),
        "amount": _number(values.get("amount"), minimum=0),
        "reason_id": _optional_id(values.get("reason_id")),
        "note": _text(values.get("note")),
        "lines": [_uuid(line) for line in _any_list(values.get("lines") or [])],
    }


def parse_pickup(payload):
    """Read the pickup that travels in a ticket.

    :param payload: the Json value as it was sent
    :return: dict with "uuid", "order_id", "undo_pickup_of" (uuid of the ticket whose
        pickup is undone, or None), "deposit" (what is used, negative where the deposit
        is taken back), "collected_by", "collector_check" (texts) and "lines", a list
        of dicts with "uuid" (of the ticket's line), "order_line_id", "qty" and "lots"
        ({lot id: quantity}, empty where none was chosen)
    :raise PayloadError: something is missing or of another type
    """
    values = _mapping(payload)
    undone = values.get("undo_pickup_of")
    deposit = _number(values.get("deposit", 0), minimum=0)
    return {
        "uuid": _uuid(values.get("uuid")),
        "order_id": _id(values.get("order_id")),
        "undo_pickup_of": _uuid(undone) if undone else None,
        "deposit": -deposit if undone else deposit,
        "collected_by": _text(values.get("collected_by")),
        "collector_check": _text(values.get("collector_check")),
        "lines": [
            {
                "uuid": _uuid(line.get("uuid")),
                "order_line_id": _id(line.get("order_line_id")),
                "qty": _number(line.get("qty")),
                "lots": parse_quantities(line.get("lots") or {}),
            }
            for line in map(_mapping, _list(values.get("lines")))
        ],
    }


def parse_cancellation(payload):
    """Read the cancellation that travels in a ticket.

    :param payload: the Json value as it was sent
    :return: dict with "uuid", "order_id", "charge", "deposit" (what the order gives
        up), "reason_id", "note", "charge_reason_id" (or None), "charge_line_uuid" (of
        the ticket's line, or None) and "lines", a list of dicts with "order_line_id"
        and "qty" in the unit of the order's line
    :raise PayloadError: something is missing or of another type
    """
    values = _mapping(payload)
    charge_reason_id = values.get("charge_reason_id")
    charge_line_uuid = values.get("charge_line_uuid")
    return {
        "uuid": _uuid(values.get("uuid")),
        "order_id": _id(values.get("order_id")),
        "charge": _number(values.get("charge", 0), minimum=0),
        "deposit": _number(values.get("deposit", 0), minimum=0),
        "reason_id": _id(values.get("reason_id")),
        "note": _text(values.get("note")),
        "charge_reason_id": _id(charge_reason_id) if charge_reason_id else None,
        "charge_line_uuid": _uuid(charge_line_uuid) if charge_line_uuid else None,
        "lines": [
            {
                "order_line_id": _id(line.get("order_line_id")),
                "qty": _number(line.get("qty")),
            }
            for line in map(_mapping, _list(values.get("lines")))
        ],
    }


def parse_deposit(payload):
    """Read what a ticket pays on an order that was taken before.

    :param payload: the Json value as it was sent
    :return: dict with "uuid", "order_id" and "amount", negative when it goes back
    :raise PayloadError: something is missing or of another type
    """
    values = _mapping(payload)
    return {
        "uuid": _uuid(values.get("uuid")),
        "order_id": _id(values.get("order_id")),
        "amount": _number(values.get("amount")),
    }


def has_deposit(payload):
    """Say whether a ticket's Json field pays on an order that was taken before."""
    return isinstance(payload, dict) and bool(payload.get("order_id"))


def take_code(payload):
    """Take the collector's code out of a pickup: it must not be stored or logged.

    :return: (the payload without it, the code as text, empty when there is none)
    """
    if not isinstance(payload, dict) or "code" not in payload:
        return payload, ""
    code = payload["code"]
    rest = {key: value for key, value in payload.items() if key != "code"}
    return rest, code.strip() if isinstance(code, str) else ""


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
    if not value:
        raise PayloadError("no lines")
    return _any_list(value)


def _any_list(value):
    if not isinstance(value, list):
        raise PayloadError("not a list")
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


def _optional_id(value):
    return _id(value) if value else None


def _number(value, minimum=-math.inf):
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if not is_number or not math.isfinite(value) or value < minimum:
        raise PayloadError("not a number")
    return float(value)


def _text(value):
    if value and not isinstance(value, str):
        raise PayloadError("not a text")
    return (value or "").strip()


def _flag(value):
    if value not in (None, True, False):
        raise PayloadError("not a yes or no")
    return bool(value)


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


def _slot(value):
    if not value:
        return None
    values = _mapping(value)
    start, end = _moment(values.get("start")), _moment(values.get("end"))
    if start >= end:
        raise PayloadError("not a slot")
    return start, end


def _moment(value):
    """Read an ISO moment with its offset as a naive datetime in UTC."""
    try:
        moment = datetime.fromisoformat(value)
        if not moment.tzinfo:
            raise PayloadError("a moment without its offset")
        return moment.astimezone(UTC).replace(tzinfo=None)
    except (TypeError, ValueError, OverflowError) as error:
        raise PayloadError("not a moment") from error
