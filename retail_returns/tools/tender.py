"""To which kinds of tender a refund may go: arithmetic without a database."""

KINDS = ("cash", "card", "account", "credit")

# To which kinds a line may go whatever its sale was paid with. Store credit is always
# open: the customer chooses it, and the money stays in the house.
FREE = {
    "any": KINDS,
    "original": ("credit",),
    "no_cash": ("card", "account", "credit"),
    "store_credit": ("credit",),
}

# What a refund goes to first: the least cash leaves the till.
ORDER = ("credit", "card", "account", "cash")


def get_most(kind, lines, left, round_amount):
    """Return the most of a refund that may go to a kind of tender (RP-01, RP-04).

    What one line may go to says nothing about the others: each kind may take what the
    lines allow it together, so a free line in the same cart frees no other.

    :param str kind: one of `KINDS`
    :param list lines: (amount, tenders), tenders being "any", "original" (as the sale
        was paid, up to what each kind paid), "no_cash" or "store_credit"
    :param dict left: {kind: what the sale was paid with this kind and was not given
        back yet}
    :param round_amount: rounds as the currency does: sums of amounts are not exact
    """
    free = sum(amount for amount, tenders in lines if kind in FREE[tenders])
    bound = sum(
        amount
        for amount, tenders in lines
        if tenders == "original" and kind not in FREE[tenders]
    )
    return round_amount(free + min(bound, max(left.get(kind, 0.0), 0.0)))


def find_excess(given, lines, left, round_amount, cash_rounding=0.0):
    """Find the kind of tender that a refund gives too much to (RP-01, RP-03, RP-04).

    :param dict given: {kind: amount that the ticket gives back}
    :param list lines: see `get_most`
    :param dict left: see `get_most`
    :param round_amount: see `get_most`
    :param float cash_rounding: by how much cash may differ from what it pays for
    :return: (kind, the most that it may take), or None when all is as it must be
    """
    for kind in KINDS:
        most = get_most(kind, lines, left, round_amount)
        # Where nothing may go to cash, nothing is rounded to it either.
        slack = cash_rounding if kind == "cash" and most > 0 else 0.0
        if round_amount(given.get(kind, 0.0) - most - slack) > 0:
            return kind, most
    return None


def propose_tenders(total, most, left, kinds, round_amount):
    """Spread a refund over the tenders that its sale was paid with (RP-04).

    :param float total: what is given back
    :param dict most: {kind: the most that it may take}
    :param dict left: see `get_most`
    :param kinds: the kinds that the register has
    :param round_amount: see `get_most`
    :return: {kind: amount}; what the sale does not say is left out, unless only one
        kind can take it
    """
    parts, rest = {}, total
    for kind in ORDER:
        part = min(rest, most[kind], max(left.get(kind, 0.0), 0.0))
        if kind in kinds and round_amount(part) > 0:
            parts[kind] = round_amount(part)
            rest = round_amount(rest - parts[kind])
    able = [
        kind
        for kind in ORDER
        if kind in kinds and round_amount(most[kind] - parts.get(kind, 0.0) - rest) >= 0
    ]
    if rest > 0 and len(able) == 1:
        parts[able[0]] = round_amount(parts.get(able[0], 0.0) + rest)
    return parts
