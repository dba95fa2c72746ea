"""How long the texts may be that a register sends with an order."""

OF_ORDER = {"client_order_ref": 64, "collector": 100, "note": 1000}
OF_LINE = {"name": 1000, "note": 500}


def find_too_long(texts, limits):
    """Find the first text that is too long.

    :param dict texts: {name: text or None}
    :param dict limits: {name: characters at most}
    :return: (its name, how many characters it has, how many it may have), or None
    """
    for name, most in limits.items():
        length = len(texts.get(name) or "")
        if length > most:
            return name, length, most
    return None
