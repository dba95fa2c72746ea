"""What a cashier scans or types to find a sale, read without a database."""

import re
from datetime import date
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

# A day as people write it, and what was paid: "28.11 499", "2026-11-28".
DAY_AND_AMOUNT = re.compile(
    r"(?:(?P<iso>\d{4})-)?(?P<first>\d{1,2})[./-](?P<second>\d{1,2})"
    r"(?:[./](?P<year>\d{2}|\d{4}))?\.?(?:\s+(?P<amount>\d+(?:[.,]\d{1,2})?))?"
)
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


def read_day_and_amount(text, today):
    """Read the day of a sale, and what was paid if it is said.

    :param today: date; a day without a year is the last such day
    :return: (date, amount or None), None when `text` is no day
    """
    found = DAY_AND_AMOUNT.fullmatch(text.strip())
    if not found:
        return None
    first, second = int(found["first"]), int(found["second"])
    year = found["iso"] or found["year"]
    # Day first, unless only the other way is a day.
    month, day = (first, second) if found["iso"] or second > 12 else (second, first)
    amount = found["amount"]
    found_day = _find_day(year, month, day, today)
    return found_day and (found_day, amount and float(amount.replace(",", ".")))


def _find_day(year, month, day, today):
    full_year = today.year if not year else int(year) + (2000 if len(year) == 2 else 0)
    # Of other years no sale is, and the first and the last have no next day.
    if not 1970 <= full_year < 2200:
        return None
    try:
        found = date(full_year, month, day)
        return (
            found.replace(year=found.year - 1) if not year and found > today else found
        )
    except ValueError:
        return None
