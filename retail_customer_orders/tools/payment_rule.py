"""The arithmetic of payment before delivery, in the currency of the order."""


def missing_payment(rule, goods, secured, deposit, received, owed):
    """Return what must still be paid before goods may be shipped.

    :param str rule: "none", "deposit" or "full"; anything else counts as "none"
    :param float goods: what the goods cost that are to leave, and those that left
        before and are neither invoiced nor paid
    :param float secured: what was paid for such goods, or is authorised
    :param float deposit: what the order had to hold from the start
    :param float received: what was paid on the order, or is authorised
    :param float owed: what the customer still owes for the whole order; who owes
        nothing waits for nothing, whatever cents the rounding of the parts made
    :return: the amount, 0 when the goods may leave
    """
    if rule == "full":
        missing = goods - secured
    elif rule == "deposit":
        missing = deposit - received
    else:
        missing = 0.0
    return max(min(missing, owed), 0.0)
