"""What a register sends to change an order that was taken before, made safe."""

from .payload import (
    _flag,
    _id,
    _list,
    _mapping,
    _number,
    _order_line,
    _place,
    _text,
    _uuid,
)


def parse_edit(payload):
    """Read what a register changes of an order.

    :param payload: the Json value as it was sent
    :return: dict with "lines", a list of dicts with "id", "qty" (in the product's unit,
        or None for no change) and "place" (None, or a dict with "fulfilment",
        "store_id", "date" and "partner_id"); "new_lines", as the lines of
        `parse_order`; "recalculate", ids of lines to get today's prices; "collector"
        and "expedited" (None for no change), "ticket_uuid" (of the approval, or None)
        and "uuid" of this change, or None
    :raise PayloadError: something is missing or of another type
    """
    values = _mapping(payload)
    collector = values.get("collector")
    expedited = values.get("expedited")
    ticket_uuid = values.get("ticket_uuid")
    identifier = values.get("uuid")
    return {
        "lines": _each(_changed_line, values.get("lines")),
        "new_lines": _each(_order_line, values.get("new_lines")),
        "recalculate": _each(_id, values.get("recalculate")),
        "collector": None if collector is None else _text(collector),
        "expedited": None if expedited is None else _flag(expedited),
        "ticket_uuid": _uuid(ticket_uuid) if ticket_uuid else None,
        "uuid": _uuid(identifier) if identifier else None,
    }


def _changed_line(line):
    values = _mapping(line)
    quantity, place = values.get("qty"), values.get("place")
    return {
        "id": _id(values.get("id")),
        "qty": None if quantity is None else _number(quantity, minimum=0),
        "place": _place(_mapping(place)) if place else None,
    }


def _each(parse, values):
    return [parse(value) for value in _list(values)] if values else []
