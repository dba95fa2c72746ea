"""To which kinds of tender a refund may go: arithmetic without a database."""

KINDS = ("cash", "card", "account")


def find_excess(given, lines, left, round_amount, cash_rounding=0.0):
    """Find the kind of tender that a refund gives too much to (RP-01, RP-03, RP-04).

    What one line may go to says nothing about the others: each kind may take what the
    lines allow it together, so a free line in the same cart frees no other.

    :param dict given: {kind: amount that the ticket gives back}
    :param list lines: (amount, tenders), tenders being "any", "original" (as the sale
        was paid, up to what each kind paid) or "no_cash"
    :param dict left: {kind: what the sale was paid with this kind and was not given
        back yet}
    :param round_amount: rounds as the currency does: sums of amounts are not exact
    :param float cash_rounding: by how much cash may differ from what it pays for
    :return: (kind, the most that it may take), or None when all is as it must be
    """
    total = sum(amount for amount, _tenders in lines)
    original = sum(amount for amount, tenders in lines if tenders == "original")
    no_cash = sum(amount for amount, tenders in lines if tenders == "no_cash")
    for kind in KINDS:
        free = total - original - (no_cash if kind == "cash" else 0.0)
        most = round_amount(free + min(original, max(left.get(kind, 0.0), 0.0)))
        # Where nothing may go to cash, nothing is rounded to it either.
        slack = cash_rounding if kind == "cash" and most > 0 else 0.0
        if round_amount(given.get(kind, 0.0) - most - slack) > 0:
            return kind, most
    return None
