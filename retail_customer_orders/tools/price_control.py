"""How far a price may be from the list price before a manager must approve it."""


def bounds(list_price, down, up):
    """Return the lowest and the highest price that needs no approval.

    A product without a list price has nothing to compare with: it may cost anything.

    :param float list_price: per unit
    :param float down: percentage that a price may be below it
    :param float up: percentage that a price may be above it
    :return: (lowest, highest), highest None for no limit
    """
    if not list_price:
        return 0.0, None
    return list_price * (1 - down / 100), list_price * (1 + up / 100)


def is_free(price, limits, compare, approved=None):
    """Say whether a price needs no approval.

    An approved price covers all prices between it and the list price, too.

    :param float price: per unit
    :param limits: as `bounds` returns them
    :param compare: function of two amounts, as `currency.compare_amounts`
    :param approved: the price that was approved, or None
    """
    lowest, highest = limits
    if approved is not None:
        lowest = min(lowest, approved)
        highest = None if highest is None else max(highest, approved)
    return compare(price, lowest) >= 0 and (
        highest is None or compare(price, highest) <= 0
    )
