"""The arithmetic of deposits. `rounding` is the `round` method of a currency."""

# Quantities are floats: 0.1 + 0.2 of 0.3 is all of it.
TOLERANCE = 1e-9


def required_deposit(total, percent, rounding):
    """Return what must be paid when ordering for `total` (DP-01)."""
    return rounding(total * percent / 100)


def spread(amount, weights, rounding):
    """Share `amount` in proportion to `weights`, so that the parts add up exactly.

    Each part is the difference of two rounded running totals: no part is off by more
    than one rounding unit, none turns negative, and the last takes the rest.

    :param list weights: numbers, none negative; all zero shares evenly
    :return: list of parts, as long as `weights`
    """
    total = sum(weights)
    if not total:
        weights, total = [1] * len(weights), len(weights)
    parts, reached, running = [], 0.0, 0.0
    for weight in weights:
        running += weight
        target = rounding(amount * running / total)
        parts.append(rounding(target - reached))
        reached = target
    return parts


def applied_deposit(held, quantity, open_quantity, value, rounding):
    """Return how much of a line's deposit its pickup uses (DP-08).

    :param float held: deposit held for the line
    :param float quantity: what is handed out, at most `open_quantity`
    :param float open_quantity: what was still to be handed out
    :param float value: what the goods handed out cost
    :return: the share in proportion, never more than the goods cost; what is handed
        out last takes all that is left
    """
    if quantity > open_quantity - TOLERANCE:
        return held
    return min(rounding(held * quantity / open_quantity), rounding(value))
