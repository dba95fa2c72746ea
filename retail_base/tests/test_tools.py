from datetime import date, datetime

import pytz

from odoo.tests import BaseCase, tagged

from ..tools.distance import get_distance
from ..tools.inventory_level import choose_level, find_level_fault, get_shown
from ..tools.opening import describe_opening, find_openings
from ..tools.read_id import read_id, read_ids

OSLO, BERGEN = (59.9123, 10.7422), (60.3922, 5.3243)
NASHVILLE, LOS_ANGELES = (36.12, -86.67), (33.94, -118.40)
TOKYO, SYDNEY = (35.6895, 139.6917), (-33.8688, 151.2093)
NOWHERE = (0.0, 0.0)


@tagged("post_install", "-at_install")
class TestSmallTools(BaseCase):
    def test_il_02_distance_by_table(self):
        for here, there, kilometres in (
            # Worked out by the angle of vectors, not by the haversine.
            (OSLO, BERGEN, 304.5),
            (NASHVILLE, LOS_ANGELES, 2886.4),
            (TOKYO, SYDNEY, 7826.6),
            ((0.0, 179.9), (0.0, -179.9), 22.2),  # across the date line
            ((90.0, 0.0), (-90.0, 0.0), 20015.1),  # from pole to pole
            ((45.0, 30.0), (-45.0, -150.0), 20015.1),  # to the other side
            (OSLO, OSLO, 0.0),
            ((0.0, 5.0), (0.0, 6.0), 111.2),  # on the equator
        ):
            with self.subTest(here=here, there=there):
                self.assertAlmostEqual(get_distance(here, there), kilometres, places=1)
                self.assertAlmostEqual(get_distance(there, here), kilometres, places=1)

    def test_il_02_no_distance_without_coordinates(self):
        self.assertIsNone(get_distance(OSLO, NOWHERE))
        self.assertIsNone(get_distance(NOWHERE, OSLO))
        self.assertIsNone(get_distance(NOWHERE, NOWHERE))

    def test_what_can_be_an_id(self):
        for value, is_id in (
            (1, True),
            (2**31 - 1, True),
            (2**31, False),
            (0, False),
            (-1, False),
            (True, False),
            (1.0, False),
            ("1", False),
            (None, False),
            ([1], False),
        ):
            with self.subTest(value=value):
                self.assertEqual(read_id(value), value if is_id else False)
        self.assertEqual(read_ids([3, True, "4", 0, 5]), [3, 5])
        self.assertEqual([read_ids(one) for one in ("12", None, {1: 2}, 7)], [[]] * 4)


@tagged("post_install", "-at_install")
class TestOpening(BaseCase):
    """Open 10 to 18 with a break, on Thursday 26 to Saturday 28 November 2026."""

    zone = pytz.timezone("Europe/Oslo")
    hours = [
        (date(2026, 11, day), *part)
        for day in (26, 27, 28)
        for part in ((10, 13), (14, 18))
    ]

    def at(self, *args):
        return self.zone.localize(datetime(2026, 11, *args))

    def describe(self, now, hours=None, closures=()):
        hours = self.hours if hours is None else hours
        openings = find_openings(hours, list(closures), self.zone)
        answer = describe_opening(openings, now)
        names = ("is_open", "until", "opens_in", "opens_at")
        return tuple(answer[name] for name in names)

    def test_il_02_opening_by_table(self):
        for now, expected in (
            (self.at(26, 9, 59), (False, False, 0, "10:00")),
            (self.at(26, 10, 0), (True, "13:00", False, False)),
            (self.at(26, 13, 0), (False, False, 0, "14:00")),
            (self.at(26, 17, 59), (True, "18:00", False, False)),
            (self.at(26, 18, 0), (False, False, 1, "10:00")),
            (self.at(28, 18, 0), (False, False, False, False)),
        ):
            with self.subTest(now=now):
                self.assertEqual(self.describe(now), expected)

    def test_il_02_days_off_are_closed(self):
        friday = (self.at(27, 0, 0), self.at(27, 23, 59, 59))
        early = (self.at(26, 16, 0), self.at(26, 23, 59, 59))
        for now, closures, expected in (
            (self.at(27, 11, 0), [friday], (False, False, 1, "10:00")),
            (self.at(26, 18, 0), [friday], (False, False, 2, "10:00")),
            (self.at(26, 15, 0), [early], (True, "16:00", False, False)),
            (self.at(26, 17, 0), [early, friday], (False, False, 2, "10:00")),
        ):
            with self.subTest(now=now):
                self.assertEqual(self.describe(now, closures=closures), expected)

    def test_il_03_days_that_it_opens_on(self):
        friday = (self.at(27, 0, 0), self.at(27, 23, 59, 59))
        openings = find_openings(self.hours, [friday], self.zone)
        for now, days in (
            (self.at(26, 17, 0), ["2026-11-26", "2026-11-28"]),
            (self.at(26, 18, 0), ["2026-11-28"]),
            (self.at(28, 18, 0), []),
        ):
            with self.subTest(now=now):
                answer = describe_opening(openings, now)
                self.assertEqual(answer["open_days"], days)

    def test_il_02_some_never_close(self):
        always = [(date(2026, 11, day), 0, 24) for day in range(26, 30)]
        self.assertEqual(
            self.describe(self.at(26, 23, 0), always), (True, False, False, False)
        )
        day_off = (self.at(26, 0, 0), self.at(26, 23, 59, 59))
        self.assertEqual(
            self.describe(self.at(26, 12, 0), always, [day_off]),
            (False, False, 1, "00:00"),
        )

    def test_il_02_hours_are_those_of_the_wall_clock(self):
        # Clocks are put back on the 25th of October.
        hours = [(date(2026, 10, day), 10, 18.5) for day in (24, 25)]
        openings = find_openings(hours, [], self.zone)
        self.assertEqual([start.hour for start, _end in openings], [10, 10])
        self.assertEqual({end.strftime("%H:%M") for _start, end in openings}, {"18:30"})
        self.assertEqual(
            openings[1][0] - openings[0][0],
            openings[1][1] - openings[0][1],
        )
        self.assertEqual((openings[1][0] - openings[0][0]).total_seconds(), 25 * 3600)

    def test_il_02_minutes_are_rounded(self):
        hours = [(date(2026, 11, 26), 7 + 1 / 3, 16 + 2 / 3)]
        self.assertEqual(
            self.describe(self.at(26, 6, 0), hours), (False, False, 0, "07:20")
        )
        self.assertEqual(
            self.describe(self.at(26, 8, 0), hours), (True, "16:40", False, False)
        )


@tagged("post_install", "-at_install")
class TestInventoryLevel(BaseCase):
    def test_il_06_shown_by_table(self):
        for free, buffer, shown in (
            (5, 0, 5),
            (5, 2, 3),
            (2, 2, 0),
            (1, 2, 0),
            (-3, 0, 0),
            (-3, 2, 0),
            (1.5, 0.25, 1.25),
        ):
            with self.subTest(free=free, buffer=buffer):
                self.assertEqual(get_shown(free, buffer), shown)

    def test_il_06_level_by_table(self):
        for shown, starts, level in (
            (0, [0], 0),
            (9, [0], 0),
            (0, [0, 1, 5], 0),
            (0.9, [0, 1, 5], 0),
            (1, [0, 1, 5], 1),
            (4.99, [0, 1, 5], 1),
            (5, [0, 1, 5], 2),
            (1e9, [0, 1, 5], 2),
            (0, [], None),
            (0.5, [1, 5], None),
        ):
            with self.subTest(shown=shown, starts=starts):
                self.assertEqual(choose_level(shown, starts), level)

    def test_il_06_faults_by_table(self):
        for starts, fault in (
            ([0], (None, None)),
            ([5, 0, 1], (None, None)),
            ([], ("none", None)),
            ([-1, 0], ("negative", -1)),
            ([3, 1], ("gap", 1)),
            ([0, 5, 1, 5], ("overlap", 5)),
            ([0, 0], ("overlap", 0)),
        ):
            with self.subTest(starts=starts):
                self.assertEqual(find_level_fault(starts), fault)
