"""What a register sends to charge cards, made safe."""

from odoo.addons.retail_base.tools.read_id import read_ids

from .payload import parse_quantities
from .read import PayloadError, is_uuid


def parse_card_charge(charge):
    """Read what a register wants to charge to cards.

    :return: dict with "uuid", "pickup_uuid", "quantities" ({order line id: quantity})
        and "card_ids" (a list of ids)
    :raise PayloadError: something is missing or of another type
    """
    if not isinstance(charge, dict):
        raise PayloadError("not an object")
    if not is_uuid(charge.get("uuid")) or not is_uuid(charge.get("pickup_uuid")):
        raise PayloadError("not a uuid")
    ids = charge.get("card_ids")
    if not isinstance(ids, list) or read_ids(ids) != ids:
        raise PayloadError("not a list of cards")
    return {
        "uuid": charge["uuid"],
        "pickup_uuid": charge["pickup_uuid"],
        "quantities": parse_quantities(charge.get("quantities")),
        "card_ids": ids,
    }
