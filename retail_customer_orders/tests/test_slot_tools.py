from datetime import date, datetime, timedelta

import pytz

from odoo.tests import BaseCase, tagged

from ..tools.slots import SlotRule, earliest_moment, latest_date, list_slots

OSLO = pytz.timezone("Europe/Oslo")
ALL_DAYS = frozenset(range(7))
TODAY = "2025-09-20"  # a Saturday


def at(day, clock="00:00", zone=OSLO):
    return zone.localize(datetime.fromisoformat(f"{day} {clock}"))


def rule(hour_from=10.0, hour_to=12.0, minutes=60, capacity=3, **values):
    values = {"weekdays": ALL_DAYS, **values}
    return SlotRule(
        hour_from=hour_from,
        hour_to=hour_to,
        minutes=minutes,
        capacity=capacity,
        **values,
    )


def show(slots, zone=OSLO):
    """["09-20 10:00-11:00 x3"]"""
    return [
        f"{start.astimezone(zone):%m-%d %H:%M}-{end.astimezone(zone):%H:%M} x{capacity}"
        for start, end, capacity in slots
    ]


@tagged("post_install", "-at_install")
class TestSlotTools(BaseCase):
    def test_ts_02_earliest_and_latest(self):
        """Min days 1 is the next day, 0.17 four hours later; 1.2 rounds up to 2."""
        now = at(TODAY, "12:00")
        for days, expected in (
            (0, at(TODAY, "12:00")),
            (0.01, at(TODAY, "12:15")),
            (0.17, at(TODAY, "16:00")),
            (0.5, at("2025-09-21", "00:00")),
            (1, at("2025-09-21")),
            (1.2, at("2025-09-22")),
            (2, at("2025-09-22")),
        ):
            self.assertEqual(earliest_moment(now, days, OSLO), expected, days)
        for days, expected in ((0, 20), (0.17, 21), (1, 21), (1.2, 22), (7, 27)):
            self.assertEqual(latest_date(now, days), date(2025, 9, expected), days)

    def test_ts_02_every_hour_of_two_decimals(self):
        now = at(TODAY, "00:00")
        for hours in range(24):
            days = round(hours / 24, 2)
            self.assertEqual(
                earliest_moment(now, days, OSLO), now + timedelta(hours=hours)
            )

    def test_ts_01_slots_of_an_entry(self):
        now = at(TODAY, "10:30")
        for one, expected in (
            (rule(), ["09-20 11:00-12:00 x3"]),
            (rule(minutes=30, days_min=0.04), ["09-20 11:30-12:00 x3"]),
            # What is left of the hours and holds no whole slot, is none.
            (rule(hour_to=12.5), ["09-20 11:00-12:00 x3"]),
            (
                rule(days_max=1.5, weekdays=frozenset({0})),
                ["09-22 10:00-11:00 x3", "09-22 11:00-12:00 x3"],
            ),
            (rule(weekdays=frozenset({0})), []),
            (
                rule(
                    days_max=30,
                    date_start=date(2025, 9, 23),
                    date_end=date(2025, 9, 23),
                ),
                ["09-23 10:00-11:00 x3", "09-23 11:00-12:00 x3"],
            ),
            (rule(days_max=30, date_end=date(2025, 9, 19)), []),
        ):
            self.assertEqual(show(list_slots([one], now, OSLO)), expected, one)

    def test_ts_03_length_0_is_one_slot_of_all_the_hours(self):
        whole = rule(9, 18, minutes=0)
        for clock, expected in (
            ("08:00", ["09-20 09:00-18:00 x3"]),
            ("17:59", ["09-20 09:00-18:00 x3"]),
            ("18:00", []),
        ):
            found = list_slots([whole], at(TODAY, clock), OSLO)
            self.assertEqual(show(found), expected)

    def test_same_time_adds_up(self):
        rules = [rule(), rule(capacity=2), rule(hour_to=11, minutes=0)]
        found = list_slots(rules, at(TODAY, "09:00"), OSLO)
        self.assertEqual(show(found), ["09-20 10:00-11:00 x8", "09-20 11:00-12:00 x5"])

    def test_only_within_the_opening_hours(self):
        openings = [
            (at(TODAY, "10:30"), at(TODAY, "13:00")),
            (at(TODAY, "14:00"), at(TODAY, "15:00")),
        ]
        now = at(TODAY, "08:00")
        for one, expected in (
            (rule(10, 16), ["11:00-12:00", "12:00-13:00", "14:00-15:00"]),
            (rule(10, 16, minutes=0), ["10:30-13:00", "14:00-15:00"]),
        ):
            found = list_slots([one], now, OSLO, openings)
            self.assertEqual(show(found), [f"09-20 {times} x3" for times in expected])
        self.assertEqual(list_slots([rule(10, 16)], now, OSLO, []), [])

    def test_clock_changes(self):
        """An hour is an hour: three slots in spring, five in autumn, of four hours."""
        for day, expected in (
            ("2025-03-30", ["01:00-03:00", "03:00-04:00", "04:00-05:00"]),
            (
                "2025-10-26",
                [
                    "01:00-02:00",
                    "02:00-02:00",
                    "02:00-03:00",
                    "03:00-04:00",
                    "04:00-05:00",
                ],
            ),
        ):
            now = at(day, "00:00")
            found = list_slots([rule(1, 5, capacity=1)], now, OSLO)
            self.assertEqual(show(found), [f"{day[5:]} {one} x1" for one in expected])
            lengths = {end - start for start, end, _capacity in found}
            self.assertEqual(lengths, {timedelta(hours=1)})

    def test_midnight(self):
        """A slot may end at midnight; the day is that of the store, not of UTC."""
        evening = rule(23, 24, days_max=1)
        found = list_slots([evening], at(TODAY, "22:00"), OSLO)
        self.assertEqual(show(found), ["09-20 23:00-00:00 x3", "09-21 23:00-00:00 x3"])
        tokyo = pytz.timezone("Asia/Tokyo")
        now = pytz.utc.localize(datetime(2025, 9, 20, 16)).astimezone(tokyo)
        found = list_slots([rule(9, 10)], now, tokyo)
        self.assertEqual(show(found, tokyo), ["09-21 09:00-10:00 x3"])

    def test_list_ends_with_the_last_date_asked_for(self):
        found = list_slots(
            [rule(10, 11, days_max=60)], at(TODAY), OSLO, last_date=date(2025, 9, 21)
        )
        self.assertEqual(show(found), ["09-20 10:00-11:00 x3", "09-21 10:00-11:00 x3"])
