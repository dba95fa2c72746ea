"""Reads what a customer sends to ask for a return."""

import re

from .payload import CONDITIONS, SOURCES, PayloadError

MAX_NOTE = 500
# The field of the form that says how much of a sold line comes back.
QUANTITY_NAME = re.compile(rf"qty-({'|'.join(SOURCES)})-(\d{{1,9}})")


def read_online_request(form):
    """Read the form of the page *Return products*.

    :param form: mapping of the names of its fields to what was typed
    :return: {"store_id", "reason_id", "condition" (or False), "note", "asked":
        {(name of the link, id of the sold line): quantity, above zero}}
    :raise PayloadError: a quantity, or what was chosen, cannot be read
    """
    condition = form.get("condition") or False
    if condition and condition not in CONDITIONS:
        raise PayloadError("an unknown condition")
    asked = {}
    for name, text in form.items():
        found = QUANTITY_NAME.fullmatch(name)
        quantity = found and read_quantity(text)
        if quantity:
            asked[found[1], int(found[2])] = quantity
    return {
        "store_id": _read_number(form.get("store_id")),
        "reason_id": _read_number(form.get("reason_id")),
        "condition": condition,
        "note": str(form.get("note") or "").strip()[:MAX_NOTE],
        "asked": asked,
    }


def read_quantity(text):
    """Return a typed quantity, with a point or a comma; 0 when nothing was typed.

    :raise PayloadError: this is none
    """
    text = str(text or "").strip().replace(",", ".")
    if not re.fullmatch(r"\d{0,9}(\.\d{0,6})?", text) or text == ".":
        raise PayloadError("no quantity")
    return float(text or 0)


def _read_number(text):
    text = str(text or "")
    return int(text) if re.fullmatch(r"[0-9]{1,9}", text) else 0
