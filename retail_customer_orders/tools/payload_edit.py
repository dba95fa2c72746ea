"""What a register sends to change an order that was taken before, made safe."""

from . import read
from .payload import order_line
from .payload import place as read_place


def parse_edit(payload):
    """Read what a register changes of an order.

    :param payload: the Json value as it was sent
    :return: dict with "lines", a list of dicts with "id", "qty" (in the product's unit,
        or None for no change) and "place" (None, or a dict with "fulfilment",
        "store_id", "date" and "partner_id"); "new_lines", as the lines of
        `parse_order`; "recalculate", ids of lines to get today's prices; "collector"
        and "expedited" (None for no change), "validity_date" (new last day of a quote,
        or None), "ticket_uuid" (of the approval, or None) and "uuid" of this change, or
        None
    :raise PayloadError: something is missing or of another type
    """
    values = read.mapping(payload)
    collector = values.get("collector")
    expedited = values.get("expedited")
    ticket_uuid = values.get("ticket_uuid")
    identifier = values.get("uuid")
    return {
        "lines": _each(_changed_line, values.get("lines")),
        "new_lines": _each(order_line, values.get("new_lines")),
        "recalculate": _each(read.record_id, values.get("recalculate")),
        "collector": None if collector is None else read.text(collector),
        "expedited": None if expedited is None else read.flag(expedited),
        "validity_date": read.day(values.get("validity_date")),
        "ticket_uuid": read.uuid(ticket_uuid) if ticket_uuid else None,
        "uuid": read.uuid(identifier) if identifier else None,
    }


def _changed_line(line):
    values = read.mapping(line)
    quantity, place = values.get("qty"), values.get("place")
    return {
        "id": read.record_id(values.get("id")),
        "qty": None if quantity is None else read.number(quantity, minimum=0),
        "place": read_place(read.mapping(place)) if place else None,
    }


def _each(parse, values):
    return [parse(value) for value in read.filled_list(values)] if values else []
