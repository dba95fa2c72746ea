"""What a return policy says of goods that come back: decided without a database."""

# Conditions that each demand accepts.
ACCEPTED = {
    "unopened": ("unopened",),
    "undamaged": ("unopened", "opened"),
}


def find_faults(terms, case):
    """List in what way goods are not as their policy wants them.

    :param dict terms: "final_sale" (bool), "window_days" (0: no limit), "condition"
        ("unopened", "undamaged" or False), "sale_required" (bool), "approval_above"
        (amount, 0: no limit)
    :param dict case: "days" since the customer got the goods (None: not known),
        "is_linked" (their sale is known), "condition" (as on the return, False when
        nobody has looked), "amount" (that all goods of this policy give back)
    :return: list of "final_sale", "window", "condition", "sale", "amount"
    """
    window, days = terms["window_days"], case["days"]
    limit = terms["approval_above"]
    accepted, condition = ACCEPTED.get(terms["condition"]), case["condition"]
    faults = {
        "sale": terms["sale_required"] and not case["is_linked"],
        "final_sale": terms["final_sale"],
        "window": window and days is not None and days > window,
        # What nobody has looked at is taken as it should be, and looked at on receipt.
        "condition": accepted and condition and condition not in accepted,
        "amount": limit and case["amount"] > limit,
    }
    return [name for name, is_fault in faults.items() if is_fault]


def count_days(got, today):
    """Count the days since goods were handed out; the first day after is 1.

    :param got: date, or None when it is not known
    """
    return max((today - got).days, 0) if got else None


def get_fee(kind, percent, fixed, amount, quantity, rounding):
    """Return what is kept of the money that goods give back (RT-17).

    :param str kind: "percent" or "fixed"
    :param float fixed: for each unit
    :param float amount: that the goods give back, taxes included
    :param rounding: the `round` method of the currency
    :return: never more than `amount`
    """
    fee = amount * percent / 100 if kind == "percent" else fixed * quantity
    return min(rounding(fee), max(amount, 0.0))
