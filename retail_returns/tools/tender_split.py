"""How a refund may be split over tenders, line by line: without a database."""

from itertools import combinations


def find_overdraw(given, places, lines, left, round_amount, cash_rounding=0.0):
    """Find the tenders that take more of a refund than its lines let them (RP-03).

    The lines have to be paid out in full so that each goes only where it may. That is
    so when no group of tenders takes more than the lines that may go to any of them
    (Hall's condition): what one line may go to frees no other, however they are mixed.

    :param dict given: {place: amount that the refund gives to it}
    :param list places: all (kind of tender, whether nothing without receipt goes there)
        of the register
    :param list lines: (amount, tenders, whether it comes back without receipt), tenders
        being "any", "original" (as the sale was paid, up to what each kind paid),
        "no_cash" or "store_credit"
    :param dict left: {kind: what the sale was paid with this kind and was not given
        back yet}
    :param round_amount: rounds as the currency does
    :param float cash_rounding: by how much cash may differ from what it pays for
    :return: (place that takes too much, the most that it may take beside the others,
        places that may take more), or None when all is as it must be
    """
    used = [place for place in places if given.get(place, 0.0) > 0]
    for size in range(1, len(used) + 1):
        for group in combinations(used, size):
            most = _get_most(group, lines, left, cash_rounding)
            excess = round_amount(sum(given[place] for place in group) - most)
            if excess <= 0:
                continue
            worst = max(group, key=lambda place: given[place])
            others = [
                place
                for place in places
                if place not in group and _get_most((place,), lines, left) > 0
            ]
            return worst, max(round_amount(given[worst] - excess), 0.0), others
    return None


def _get_most(group, lines, left, cash_rounding=0.0):
    """Add up what the lines let these places take together."""
    kinds = {kind for kind, _refused in group}
    most = original = 0.0
    for amount, tenders, no_receipt in lines:
        if tenders == "original" and "credit" not in kinds:
            original += amount
        elif any(_may_take(place, tenders, no_receipt) for place in group):
            most += amount
    most += min(original, sum(max(left.get(kind, 0.0), 0.0) for kind in kinds))
    # Where nothing may go to cash, nothing is rounded to it either.
    return most + (cash_rounding if "cash" in kinds and most > 0 else 0.0)


def _may_take(place, tenders, no_receipt):
    kind, refused = place
    if no_receipt and refused:
        return False
    # Store credit stays in the house: it is open to what goes back as it was paid.
    closed = {
        "no_cash": kind == "cash",
        "store_credit": kind != "credit",
        "original": kind != "credit",
    }
    return not closed.get(tenders)
