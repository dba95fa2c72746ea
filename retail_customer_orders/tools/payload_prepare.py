"""What a register sends about goods that it prepares, made safe."""

from . import read
from .read import PayloadError

LARGEST_SELECTION = 50
LENGTHS = {"worker": 64, "place": 40, "tracking": 64, "note": 2000, "approval": 64}


def parse_ids(values):
    """Read a list of ids.

    :return: list of different ids, at most `LARGEST_SELECTION`
    :raise PayloadError: something else was sent, or too much
    """
    ids = list(dict.fromkeys(read.record_id(value) for value in read.any_list(values)))
    if not ids or len(ids) > LARGEST_SELECTION:
        raise PayloadError("no ids, or too many")
    return ids


def parse_totals(totals):
    """Read {order line id: quantity}, zero included; Json turned the ids into text.

    :raise PayloadError: something else was sent
    """
    try:
        return {
            read.record_id(int(key)): read.number(quantity, minimum=0)
            for key, quantity in read.mapping(totals or {}).items()
        }
    except ValueError as error:
        raise PayloadError(str(error)) from error


def read_text(values, name):
    """Read a text of one line, cut to what is sensible."""
    text = values.get(name) if isinstance(values, dict) else ""
    return " ".join(str(text or "").split())[: LENGTHS[name]]
