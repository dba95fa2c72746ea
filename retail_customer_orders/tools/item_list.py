"""Lists of items that somebody pastes, one "number, quantity" in a row (CO-13)."""

import re

SEPARATORS = ("\t", ";", ",")
# "1,000" is a thousand to some and one to others, so it is neither.
QUANTITY = re.compile(r"0[.,]\d{1,6}|\d{1,9}(?:[.,]\d{1,2})?")


def parse_item_list(text):
    """Read a pasted list.

    :param str text: rows of a number or barcode and a quantity, with a tab, semicolon
        or comma between them; without a quantity one is meant
    :return: list of dicts with "row" (from 1), "text" (as pasted), "code" and "qty"
        (None when it is no quantity), without empty rows
    """
    rows = enumerate(text.splitlines(), start=1)
    return [_row(number, row.strip()) for number, row in rows if row.strip()]


def _row(number, text):
    separator = next((one for one in SEPARATORS if one in text), None)
    code, quantity = text, "1"
    if separator:
        code, _separator, quantity = text.rpartition(separator)
    return {
        "row": number,
        "text": text,
        "code": code.strip(),
        "qty": _quantity(quantity.strip()),
    }


def _quantity(text):
    is_quantity = QUANTITY.fullmatch(text)
    return float(text.replace(",", ".")) if is_quantity else None
