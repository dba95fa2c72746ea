"""The arithmetic of deposit rules. `rounding` is the `round` method of a currency."""

from .deposit import required_deposit, spread


def is_in_tier(total, lower, upper, rounding):
    """Say whether an order's total lies in a tier.

    :param float lower: belongs to the tier
    :param float upper: does not belong to it, so that tiers meet; 0 is no limit
    """
    is_below = not upper or rounding(total - upper) < 0
    return rounding(total - lower) >= 0 and is_below


def share_out(total, lines, rounding):
    """Share an order's total among the rules that its lines fall to.

    Lines that take something off, such as discounts, lower all parts alike.

    :param list lines: (rule, amount of the line), the rule being anything hashable
    :return: {rule: its part of the total}, to the last cent
    """
    weights = {}
    for rule, amount in lines:
        weights[rule] = weights.get(rule, 0.0) + max(amount, 0.0)
    parts = spread(max(total, 0.0), list(weights.values()), rounding)
    return dict(zip(weights, parts, strict=True))


def asked_deposit(amount, percent, minimum, rounding):
    """Return what a rule asks for its part of an order.

    :param float minimum: the least that it asks, but never more than `amount`
    """
    return min(max(required_deposit(amount, percent, rounding), minimum), amount)


def lowest_deposit(total, required, percent, rounding):
    """Return how far the deposit may be lowered (DP-04).

    :param float required: what the rules ask for, which may itself be less
    :param float percent: the share of `total` below which nobody may go
    """
    return min(required, required_deposit(total, percent, rounding))


def carried_override(amount, asked, now_asked):
    """Return what a changed deposit means for an order that has changed since.

    Who lowered it let go of a difference, which does not grow with the order; who
    raised it is never asked for less than the rules.

    :param float amount: the deposit as it was changed
    :param float asked: what the rules asked for then
    :param float now_asked: what they ask for now
    """
    if amount < asked:
        return min(now_asked, max(amount, now_asked - (asked - amount)))
    return max(amount, now_asked)
