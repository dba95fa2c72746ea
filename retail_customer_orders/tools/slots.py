"""The slots in which customers may come for their goods (TS-01 to TS-03)."""

import math
from collections import defaultdict
from datetime import datetime, time, timedelta
from typing import NamedTuple

import pytz

# 0.17 of a day is four hours, not four hours, four minutes and 48 seconds.
QUARTER = timedelta(minutes=15)
DAY = timedelta(days=1)


class SlotRule(NamedTuple):
    """One entry of a slot template; see `retail.slot.entry` for what it means."""

    weekdays: frozenset  # numbers, Monday is 0
    hour_from: float
    hour_to: float
    minutes: int
    capacity: int
    days_min: float = 0.0
    days_max: float = 0.0
    date_start: object = None
    date_end: object = None


def earliest_moment(now, days, zone):
    """Return from when on a customer may come (TS-02).

    :param now: aware datetime in the time zone of the store
    :param float days: below 1 a part of a day; above it rounds up to whole days
    :param zone: `pytz` time zone of the store
    :return: aware datetime
    """
    if days < 1:
        return now + round(days * DAY / QUARTER) * QUARTER
    return _at(now.date() + math.ceil(days) * DAY, 0, zone)


def latest_date(now, days):
    """Return the last date that a customer may come on; it always rounds up (TS-02)."""
    return now.date() + math.ceil(days) * DAY


def list_slots(rules, now, zone, openings=None, last_date=None):
    """List the slots that may be chosen at a moment, whoever has booked them.

    A slot lies wholly within the opening hours. What several rules give for the same
    time adds up.

    :param list rules: `SlotRule`s
    :param now: aware datetime in the time zone of the store
    :param zone: `pytz` time zone that the rules are meant in
    :param list openings: as `find_openings` gives them; None when always open
    :param last_date: date that the list ends with, if the rules go further
    :return: [(start, end, capacity)] with aware datetimes in UTC, in order
    """
    if openings is not None:
        openings = [
            tuple(one.astimezone(pytz.utc) for one in pair) for pair in openings
        ]
    capacities = defaultdict(int)
    for rule in rules:
        for slot in _list_rule_slots(rule, now, zone, openings, last_date):
            capacities[slot] += rule.capacity
    return [(*slot, capacity) for slot, capacity in sorted(capacities.items())]


def _list_rule_slots(rule, now, zone, openings, last_date):
    earliest = earliest_moment(now, rule.days_min, zone)
    firsts = (earliest.astimezone(zone).date(), rule.date_start)
    lasts = (latest_date(now, rule.days_max), rule.date_end, last_date)
    day, last = max(filter(None, firsts)), min(filter(None, lasts))
    while day <= last:
        if day.weekday() in rule.weekdays:
            window = _at(day, rule.hour_from, zone), _at(day, rule.hour_to, zone)
            yield from _cut(window, rule.minutes, earliest, openings)
        day += DAY


def _cut(window, minutes, earliest, openings):
    """Cut a window into slots; one that has begun is only left when it is the whole."""
    start, end = window
    if not minutes:
        for opened, closed in openings if openings is not None else [window]:
            piece = max(start, opened), min(end, closed)
            if piece[0] < piece[1] and piece[1] > earliest:
                yield piece
        return
    step = timedelta(minutes=minutes)
    while start + step <= end:
        if start >= earliest and _is_open(start, start + step, openings):
            yield start, start + step
        start += step


def _is_open(start, end, openings):
    return openings is None or any(
        opened <= start and end <= closed for opened, closed in openings
    )


def _at(day, hour, zone):
    """Return a moment in UTC: only there an hour more is always an hour later."""
    clock = datetime.combine(day, time.min) + timedelta(minutes=round(hour * 60))
    return zone.localize(clock).astimezone(pytz.utc)
