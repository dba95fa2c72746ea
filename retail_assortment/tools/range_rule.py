"""The rule of the range, applied to lines that were read before.

A place is where a product is judged: some stores that share what decides their range.
Sets of places are integers, a bit for each place, so that a product is judged in all
places at once.
"""

from collections import defaultdict
from typing import NamedTuple


class Line(NamedTuple):
    """A line of an assortment that concerns something, as `select_lines` reads it."""

    item_id: int
    variant_id: int | None
    id: int
    assortment_id: int
    exclude: bool
    date_start: object
    date_end: object


def is_in_force(record, today):
    """Say whether a line (or whatever has the same two dates) holds on a day."""
    return (record.date_start or today) <= today <= (record.date_end or today)


def spread(places):
    """Turn places into sets of places.

    :param list places: (ids of the assortments in force there, date that it is there)
    :return: ({assortment id: set of places}, {date: set of places})
    """
    assortments, days = defaultdict(int), defaultdict(int)
    for number, (in_force, today) in enumerate(places):
        bit = 1 << number
        days[today] |= bit
        for assortment in in_force or ():
            assortments[assortment] |= bit
    return assortments, days


def judge(lines, assortments, days):
    """Say where something is carried: where one line includes it and none excludes it.

    :param lines: iterable of `Line`
    :param dict assortments: as `spread` returns it
    :param dict days: as `spread` returns it
    :return: {(item id, variant id): set of places}
    """
    included, excluded = defaultdict(int), defaultdict(int)
    for line in lines:
        places = assortments.get(line.assortment_id, 0)
        if line.date_start or line.date_end:
            places &= sum(days[day] for day in days if is_in_force(line, day))
        verdict = excluded if line.exclude else included
        verdict[line.item_id, line.variant_id] |= places
    return {key: places & ~excluded[key] for key, places in included.items()}


class Rule(NamedTuple):
    """An assortment that names a store, whatever its state."""

    state: str
    date_start: object
    date_end: object


def get_status(line, rule, today):
    """Say whether a line has an effect on a day.

    :param Line line: a line of the assortment
    :param Rule rule: its assortment
    :return: "draft" or "closed" as the assortment is, else "not_started", "ended" or
        "in_force"
    """
    if rule.state != "published":
        return rule.state
    if any(one.date_end and one.date_end < today for one in (rule, line)):
        return "ended"
    if any(one.date_start and one.date_start > today for one in (rule, line)):
        return "not_started"
    return "in_force"


def explain(lines, rules, today):
    """Say why a store carries something, or why not, and which line decides.

    Of the lines that would carry it the nearest in time counts: what begins next, then
    what ended last, then what is not published.

    :param lines: the `Line` that concern it
    :param dict rules: {assortment id: `Rule`} of those that name the store
    :param date today: the date that it is there
    :return: ("carried", "excluded", "not_started", "ended", "draft", "closed" or
        "not_included", the `Line` that decides or None)
    """
    found = defaultdict(list)
    for line in lines:
        rule = rules.get(line.assortment_id)
        if rule:
            status = get_status(line, rule, today)
            if not line.exclude:
                found[status].append(line)
            elif status == "in_force":
                found["excluded"].append(line)
    for status, verdict, nearest in (
        ("excluded", "excluded", None),
        ("in_force", "carried", None),
        ("not_started", "not_started", lambda one: get_period(one, rules)[0]),
        ("ended", "ended", lambda one: -get_period(one, rules)[1].toordinal()),
        ("draft", "draft", None),
        ("closed", "closed", None),
    ):
        if found[status]:
            return verdict, min(found[status], key=nearest or (lambda one: one.id))
    return "not_included", None


def get_period(line, rules):
    """Return the first and the last day of a line: its own and its assortment's.

    :return: (first day or None, last day or None)
    """
    both = (line, rules[line.assortment_id])
    first = [one.date_start for one in both if one.date_start]
    last = [one.date_end for one in both if one.date_end]
    return max(first, default=None), min(last, default=None)
