"""What a cashier scans or types to find a sale, read without a database."""

import re
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

RECEIPT_CODE = re.compile(r"RT([0-9a-f]{32})", re.IGNORECASE)


def get_receipt_code(ticket_uuid):
    """Return the code that a receipt prints.

    Letters and digits only: a scanner types them the same on every keyboard layout.

    :param str ticket_uuid: the identifier of the ticket
    """
    return "RT" + UUID(ticket_uuid).hex.upper()


def read_search_term(term):
    """Tell what was scanned or typed.

    :param str term: our receipt code, the address in core's receipt code, a ticket's
        identifier, or anything a person types
    :return: (kind, value), kind being "uuid", "access_token" or "text"
    """
    term = (term or "").strip()
    found = RECEIPT_CODE.fullmatch(term)
    identifier = _read_uuid(found[1] if found else term)
    if identifier:
        return "uuid", identifier
    if "://" in term:
        return _read_address(term)
    return "text", term


def _read_address(term):
    """Read the address that core prints on receipts, of this and of older versions."""
    try:
        query = parse_qs(urlsplit(term).query)
    except ValueError:
        return "text", term
    identifier = _read_uuid(query.get("order_uuid", [""])[0])
    if identifier:
        return "uuid", identifier
    token = query.get("access_token", [""])[0]
    return ("access_token", token) if token else ("text", term)


def _read_uuid(text):
    if len(text) not in (32, 36):
        return ""
    try:
        return str(UUID(text))
    except ValueError:
        return ""
