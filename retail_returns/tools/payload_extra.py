"""Reads what registers send about a refund beside its goods."""

from .payload import PayloadError, read_id

LINKS = ("charge_line_id", "fee_policy_id")


def read_return_extras(payload):
    """Read which lines of the ticket give back charges, or keep a fee.

    :param dict payload: of the ticket, with "extras": [{"uuid": of the ticket's line,
        "charge_line_id" or "fee_policy_id"}]
    :return: {uuid of the ticket's line: {"charge_line_id", "fee_policy_id"}}
    :raise PayloadError: it has another shape
    """
    extras = payload.get("extras") or [] if isinstance(payload, dict) else []
    if not isinstance(extras, list):
        raise PayloadError("no list of extras")
    found = {}
    for extra in extras:
        if not isinstance(extra, dict) or not isinstance(extra.get("uuid"), str):
            raise PayloadError("an extra without identifier")
        found[extra["uuid"]] = {name: read_id(extra.get(name) or 0) for name in LINKS}
    return found
