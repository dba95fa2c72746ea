"""The number by which a customer names an order.

A register prints it before the server knows the order, so both make it from the
same uuid: `static/src/app/utils/order_reference.js` is the twin of this file.
"""

import re

_REFERENCE = re.compile(r"CO(\d{13})(\d)")
_HEX_DIGITS = 10
_TOKEN = re.compile(r"[?&]access_token=([0-9a-f-]{36})(?:$|[&#\s])")


def luhn_digit(digits):
    """Return the check digit (Luhn) of a string of digits."""
    total = 0
    for position, char in enumerate(reversed(digits)):
        value = int(char) * (1 if position % 2 else 2)
        total += value - 9 if value > 9 else value
    return -total % 10


def make_reference(uuid):
    """Return the reference of the order that was requested under `uuid`.

    :param str uuid: a UUID, with or without hyphens
    :return: "CO", 13 digits and a check digit
    """
    number = int(uuid.replace("-", "")[:_HEX_DIGITS], 16)
    digits = f"{number:013}"
    return f"CO{digits}{luhn_digit(digits)}"


def read_reference(text):
    """Return the reference that was typed or scanned, or None if it is not one."""
    reference = re.sub(r"\s", "", text).upper()
    match = _REFERENCE.fullmatch(reference)
    if match and luhn_digit(match[1]) == int(match[2]):
        return reference
    return None


def read_receipt_token(text):
    """Return what names a ticket in the QR code that core prints on it, or None."""
    match = _TOKEN.search(text)
    return match and match[1]
