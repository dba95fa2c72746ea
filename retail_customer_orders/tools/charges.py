"""The arithmetic of charges. `rounding` is the `round` method of a currency."""

from .deposit import spread


def refundable_charge(amount, quantity, returned_before, returned_now, rounding):
    """Return what of a charge is given back for returned goods (CH-11).

    Each part is the difference of two rounded running totals, so that all returns
    together give back the charge to the last cent, and no more.

    :param float amount: the part of the charge that is these goods'
    :param float quantity: of the goods that were charged for
    :param float returned_before: what was returned earlier
    :param float returned_now: what is returned now
    """
    if not quantity:
        return 0.0

    def given_back(returned):
        return rounding(amount * min(max(returned, 0.0), quantity) / quantity)

    before = given_back(returned_before)
    return rounding(given_back(returned_before + returned_now) - before)


def share_of_charge(amount, values, position, rounding):
    """Return the part of a charge that one of several lines bears (CH-10).

    :param float amount: the charge
    :param list values: what the goods of the lines cost, none negative
    :param int position: of the line in `values`
    """
    return spread(amount, values, rounding)[position]
