"""When a place is open, from its weekly hours and the times when it is closed."""

from datetime import datetime, time, timedelta

from odoo.tools.intervals import Intervals


def find_openings(hours, closures, zone):
    """Find when a place is open.

    :param list hours: (day, from, to): a date and two times in hours, 0 to 24
    :param list closures: (start, end) as aware datetimes
    :param zone: `pytz` time zone that the hours are meant in
    :return: [(start, end)] as aware datetimes of the zone, in order, never touching
    """

    def at(day, hour):
        minutes = timedelta(minutes=round(hour * 60))
        return zone.localize(datetime.combine(day, time.min) + minutes)

    def to_minute(moment):
        # A day off ends at 23:59:59; nobody opens for the second that is left.
        return (moment + timedelta(seconds=59)).replace(second=0, microsecond=0)

    nothing = frozenset()
    opened = Intervals([(at(day, a), at(day, b), nothing) for day, a, b in hours])
    closed = Intervals([(start, to_minute(end), nothing) for start, end in closures])
    return [
        (start.astimezone(zone), end.astimezone(zone))
        for start, end, _records in opened - closed
    ]


def describe_opening(openings, now):
    """Say whether a place is open at a moment, and until or from when.

    :param list openings: as `find_openings` gives them
    :param now: aware datetime in the time zone of the place
    :return: {"is_open": bool, "until": "HH:MM" when it closes, False if it does not
        close within a day, "opens_at": "HH:MM" when it opens next, "opens_on": the
        date, "opens_in": the days until then, the last three False while it is open
        or when it is not known to open again, "open_days": the dates from now on that
        it opens on}
    """
    answer = dict.fromkeys(("until", "opens_at", "opens_on", "opens_in"), False)
    coming = [(start, end) for start, end in openings if end > now]
    days = {max(start, now).date() for start, _end in coming}
    answer["open_days"] = [day.isoformat() for day in sorted(days)]
    start, end = coming[0] if coming else (None, None)
    if start and start <= now:
        until = end - now < timedelta(days=1) and end.strftime("%H:%M")
        return {**answer, "is_open": True, "until": until}
    if start:
        answer["opens_at"] = start.strftime("%H:%M")
        answer["opens_on"] = start.date().isoformat()
        answer["opens_in"] = (start.date() - now.date()).days
    return {**answer, "is_open": False}
