"""How long a quote holds, and when its customer is reminded."""

from datetime import timedelta


def expires_on(today, days):
    """Return the last day on which a quote of today holds.

    :param date today: in the store
    :param int days: how long quotes hold; 0 for ever
    :return: `date`, or False
    """
    return today + timedelta(days=days) if days > 0 else False


def is_expired(today, last_day):
    """Say whether a quote that holds until `last_day` (or for ever) is past."""
    return bool(last_day) and last_day < today


def is_reminder_due(today, last_day, days):
    """Say whether a quote's customer is to be reminded today, if never before.

    :param date last_day: until when the quote holds, or False
    :param int days: how long before; 0 for never
    """
    return bool(last_day) and 0 < days and 0 <= (last_day - today).days <= days
