"""What a register sends, made safe: right types, nothing missing, nothing else."""

from . import read
from .read import PayloadError

ORDER_TYPES = ("customer_order", "quote")
FULFILMENTS = ("pickup", "ship")


def parse_order(payload):
    """Read the order that travels in a ticket.

    :param payload: the Json value as it was sent
    :return: dict with "uuid", "type", "deposit", "link_amount" (to be paid by link
        before anything leaves, 0 for none), "collector", "note", "client_order_ref"
        (the customer's own number), "validity_date" (last day of a quote, `date` or
        None), "expedited" (bool), "charges" (None when the register showed none, else
        see `_charge`) and "lines", a list of dicts with
        "uuid" (or None), "product_id", "qty", "price_unit", "discount", "tax_ids",
        "name", "note", "internal_note" (for the staff), "fulfilment", "store_id" (or
        None), "date" (`date` or None), "partner_id" (or None), "delivery_mode_id" (or
        None) and "slot" (start and end in UTC, or None)
    :raise PayloadError: something is missing or of another type
    """
    values = read.mapping(payload)
    return {
        "uuid": read.uuid(values.get("uuid")),
        "type": read.choice(values.get("type"), ORDER_TYPES),
        "deposit": read.number(values.get("deposit", 0), minimum=0),
        "link_amount": read.number(values.get("link_amount") or 0, minimum=0),
        "collector": read.text(values.get("collector")),
        "note": read.text(values.get("note")),
        "client_order_ref": read.text(values.get("client_order_ref")),
        "validity_date": read.day(values.get("validity_date")),
        "expedited": read.flag(values.get("expedited")),
        "charges": _charges(values.get("charges")),
        "lines": [order_line(line) for line in read.filled_list(values.get("lines"))],
    }


def order_line(line):
    """Read a line of an order, see `parse_order`."""
    values = read.mapping(line)
    return {
        "uuid": read.uuid(values["uuid"]) if values.get("uuid") else None,
        "product_id": read.record_id(values.get("product_id")),
        "qty": read.number(values.get("qty")),
        "price_unit": read.number(values.get("price_unit")),
        "discount": read.number(values.get("discount") or 0),
        "tax_ids": [read.record_id(tax_id) for tax_id in values.get("tax_ids") or []],
        "name": read.text(values.get("name")),
        "note": read.text(values.get("note")),
        "internal_note": read.text(values.get("internal_note")),
        **place(values),
    }


def place(values):
    """Read where, when and how the goods of a line leave, see `parse_order`."""
    return {
        "fulfilment": read.choice(values.get("fulfilment"), FULFILMENTS),
        "store_id": read.optional_id(values.get("store_id")),
        "date": read.day(values.get("date")),
        "partner_id": read.optional_id(values.get("partner_id")),
        "delivery_mode_id": read.optional_id(values.get("delivery_mode_id")),
        "slot": read.slot(values.get("slot")),
    }


def _charges(charges):
    if charges is None:
        return None
    return [_charge(charge) for charge in read.any_list(charges)]


def _charge(charge):
    """Read a charge: what it is for, how much, and why it is not what it should be.

    :return: dict with "code", "amount", "reason_id" (or None), "note", and "lines": the
        uuids of the lines that it is for, all of the order when empty
    """
    values = read.mapping(charge)
    return {
        "code": read.text(values.get("code")),
        "amount": read.number(values.get("amount"), minimum=0),
        "reason_id": read.optional_id(values.get("reason_id")),
        "note": read.text(values.get("note")),
        "lines": [read.uuid(line) for line in read.any_list(values.get("lines") or [])],
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
    values = read.mapping(payload)
    undone = values.get("undo_pickup_of")
    deposit = read.number(values.get("deposit", 0), minimum=0)
    return {
        "uuid": read.uuid(values.get("uuid")),
        "order_id": read.record_id(values.get("order_id")),
        "undo_pickup_of": read.uuid(undone) if undone else None,
        "deposit": -deposit if undone else deposit,
        "collected_by": read.text(values.get("collected_by")),
        "collector_check": read.text(values.get("collector_check")),
        "lines": [
            {
                "uuid": read.uuid(line.get("uuid")),
                "order_line_id": read.record_id(line.get("order_line_id")),
                "qty": read.number(line.get("qty")),
                "lots": parse_quantities(line.get("lots") or {}),
            }
            for line in map(read.mapping, read.filled_list(values.get("lines")))
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
    values = read.mapping(payload)
    charge_line_uuid = values.get("charge_line_uuid")
    return {
        "uuid": read.uuid(values.get("uuid")),
        "order_id": read.record_id(values.get("order_id")),
        "charge": read.number(values.get("charge", 0), minimum=0),
        "deposit": read.number(values.get("deposit", 0), minimum=0),
        "reason_id": read.record_id(values.get("reason_id")),
        "note": read.text(values.get("note")),
        "charge_reason_id": read.optional_id(values.get("charge_reason_id")),
        "charge_line_uuid": read.uuid(charge_line_uuid) if charge_line_uuid else None,
        "lines": [
            {
                "order_line_id": read.record_id(line.get("order_line_id")),
                "qty": read.number(line.get("qty")),
            }
            for line in map(read.mapping, read.filled_list(values.get("lines")))
        ],
    }


def parse_deposit(payload):
    """Read what a ticket pays on an order that was taken before.

    :param payload: the Json value as it was sent
    :return: dict with "uuid", "order_id" and "amount", negative when it goes back
    :raise PayloadError: something is missing or of another type
    """
    values = read.mapping(payload)
    return {
        "uuid": read.uuid(values.get("uuid")),
        "order_id": read.record_id(values.get("order_id")),
        "amount": read.number(values.get("amount")),
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
        values = read.mapping(quantities)
        parsed = {int(key): read.number(qty) for key, qty in values.items()}
    except ValueError as error:
        raise PayloadError(str(error)) from error
    return {key: quantity for key, quantity in parsed.items() if quantity}


def has_lines(payload):
    """Say whether a ticket's Json field holds anything to book."""
    return isinstance(payload, dict) and bool(payload.get("lines"))
