"""Reads what registers send about returns."""

# What a returned line may be tied to: a line of a ticket, an order or an invoice.
SOURCES = ("sold_line_id", "order_line_id", "invoice_line_id")

# What sold goods, by the first part of its key.
SALE_KINDS = ("ticket", "order", "invoice")

# How returned goods may look.
CONDITIONS = ("unopened", "opened", "damaged", "defective")


class PayloadError(ValueError):
    """This is not what a register sends."""


def read_return_lines(payload):
    """Read which sold line each line of the ticket gives back, and why.

    :param dict payload: {"uuid", "lines": [{"uuid": of the ticket's line,
        "sold_line_id" (0 when the line itself is linked) or "order_line_id" or
        "invoice_line_id", "reason_id", "note", "condition"}]}; the quantity is the
        ticket line's own
    :return: {uuid of the ticket's line: {"sold_line_id", "order_line_id",
        "invoice_line_id", "reason_id", "note", "condition"}}; empty when the ticket
        carries no return
    :raise PayloadError: it has another shape
    """
    if not payload:
        return {}
    if not isinstance(payload, dict):
        raise PayloadError("not an object")
    lines = payload.get("lines") or []
    if not isinstance(lines, list) or not isinstance(payload.get("uuid"), str):
        raise PayloadError("no list of lines or no identifier")
    return dict(_read_line(line) for line in lines)


def read_asked_lines(lines):
    """Read how much of which sold lines a register wants to take back, and how.

    :param list lines: {"sold_line_id" or "order_line_id" or "invoice_line_id", "qty"
        (positive), and if known "reason_id", "condition" and "lots" (names)}
    :return: list of {"source" (one of `SOURCES`), "id", "qty", "reason_id",
        "condition", "lots" (None when nobody said so)}
    :raise PayloadError: it has another shape, or asks for nothing
    """
    if not isinstance(lines, list) or not lines:
        raise PayloadError("no lines")
    return [_read_asked_line(line) for line in lines]


def _read_asked_line(line):
    quantity = line.get("qty") if isinstance(line, dict) else None
    if not isinstance(quantity, int | float) or not 0 < quantity < float("inf"):
        raise PayloadError("a line without quantity")
    source = next((name for name in SOURCES if line.get(name)), SOURCES[0])
    lots = line.get("lots")
    if lots is not None and not _is_list_of_names(lots):
        raise PayloadError("lots that are no names")
    return {
        "source": source,
        "id": read_id(line.get(source)),
        "qty": quantity,
        "reason_id": read_id(line.get("reason_id") or 0),
        "condition": _read_condition(line.get("condition")),
        "lots": lots,
    }


def _is_list_of_names(value):
    return isinstance(value, list) and all(isinstance(name, str) for name in value)


def read_sale_key(key):
    """Read which document a register names.

    :param str key: as "ticket-12", "order-5" or "invoice-7"
    :return: (one of `SALE_KINDS`, id)
    :raise PayloadError: it is no such key
    """
    kind, _dash, number = key.partition("-") if isinstance(key, str) else ("", "", "")
    if kind not in SALE_KINDS or not number.isascii() or not number.isdigit():
        raise PayloadError("no key of a sale")
    return kind, read_id(int(number))


def _read_line(line):
    if not isinstance(line, dict) or not isinstance(line.get("uuid"), str):
        raise PayloadError("a line without identifier")
    return line["uuid"], {
        **{name: read_id(line.get(name) or 0) for name in SOURCES},
        "reason_id": read_id(line.get("reason_id") or 0),
        "note": str(line.get("note") or "").strip()[:500],
        "condition": _read_condition(line.get("condition")),
    }


def _read_condition(value):
    if value and value not in CONDITIONS:
        raise PayloadError("an unknown condition")
    return value or False


def read_id(value):
    """Return `value` if it can be the number of a record.

    :raise PayloadError: it cannot
    """
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 2**31:
        raise PayloadError("an identifier that is not a number")
    return value
