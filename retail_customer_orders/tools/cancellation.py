"""The arithmetic of a cancellation. `rounding` is the `round` method of a currency."""


def proposed_charge(value, percent, rounding):
    """Return what is charged for cancelling goods that cost `value` (CN-02)."""
    return rounding(value * percent / 100)


def settle(charge, released, rounding):
    """Say what becomes of the deposit of cancelled goods (CN-02).

    :param float charge: what is charged, taxes included
    :param float released: the deposit that the cancelled goods held
    :return: (forfeited, refund, owed): the part of the deposit that pays the charge,
        the part that the customer gets back, and the part of the charge that the
        deposit does not pay
    """
    forfeited = min(charge, released)
    return forfeited, rounding(released - forfeited), rounding(charge - forfeited)
