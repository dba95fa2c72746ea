"""What customers are told of the stock of a product: how many, and in which words."""

from bisect import bisect_right


def get_shown(free, buffer):
    """Say what is shown to customers of a free quantity.

    :param float free: in the product's unit; below zero where more is promised than
        there is
    :param float buffer: what is kept back of it
    :return: float, never below zero
    """
    return max(free - buffer, 0.0)


def choose_level(shown, starts):
    """Choose the level that a shown quantity belongs to.

    :param float shown: as `get_shown`
    :param list starts: the least quantity of each level, in ascending order
    :return: the number of the level, or None: there is no level so low
    """
    number = bisect_right(starts, shown) - 1
    return number if number >= 0 else None


def find_level_fault(starts):
    """Find what is wrong with the levels of a profile.

    A level ends where the next one begins, so there is a gap only below the first one,
    and an overlap only where two begin at the same quantity.

    :param list starts: the least quantity of each level, in any order
    :return: ("none", "negative", "gap" or "overlap", the quantity that it is about);
        (None, None) where nothing is wrong
    """
    starts = sorted(starts)
    if not starts:
        return "none", None
    if starts[0] < 0:
        return "negative", starts[0]
    if starts[0] > 0:
        return "gap", starts[0]
    for start, following in zip(starts, starts[1:], strict=False):
        if start == following:
            return "overlap", start
    return None, None
