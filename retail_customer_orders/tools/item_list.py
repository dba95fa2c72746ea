"""Lists of items that somebody pastes, one "item, quantity" in a row (CO-13)."""

import re

SEPARATORS = ("\t", ";", ",")
# "1,000" is a thousand to some and one to others, so it is neither.
NUMBER = r"0[.,]\d{1,6}|\d{1,9}(?:[.,]\d{1,2})?"
QUANTITY = re.compile(NUMBER)
# A name may have spaces, too: only what looks like a quantity is taken for one.
SPACED = re.compile(rf"(.*\S)\s+({NUMBER})")


def parse_item_list(text):
    """Read a pasted list.

    :param str text: rows of a number, barcode or name and a quantity, with a tab,
        semicolon, comma or spaces between them; without a quantity one is meant
    :return: list of dicts with "row" (from 1), "text" (as pasted), "code" and "qty"
        (None when it is no quantity), without empty rows
    """
    rows = enumerate(text.splitlines(), start=1)
    return [_row(number, row.strip()) for number, row in rows if row.strip()]


def _row(number, text):
    code, quantity = _split(text)
    return {
        "row": number,
        "text": text,
        "code": code.strip(),
        "qty": _quantity(quantity.strip()),
    }


def _split(text):
    for separator in SEPARATORS:
        if separator in text:
            code, _separator, quantity = text.rpartition(separator)
            return code, quantity
    spaced = SPACED.fullmatch(text)
    return spaced.groups() if spaced else (text, "1")


def _quantity(text):
    is_quantity = QUANTITY.fullmatch(text)
    return float(text.replace(",", ".")) if is_quantity else None
