from datetime import datetime

from freezegun import freeze_time

from odoo.exceptions import ValidationError
from odoo.tests import tagged

from .look_up import LookUpCommon

# A Thursday.
NOON = "2026-11-26 12:00:00"


@tagged("post_install", "-at_install")
class TestLookUpPlaces(LookUpCommon):
    """How far away the stores are, and when they are open."""

    def _get_opening(self, store):
        rows = {row["store_id"]: row for row in self._look_up()}
        opening = rows[store.id]["opening"]
        return opening and tuple(
            opening[name] for name in ("is_open", "until", "opens_on", "opens_at")
        )

    # === DISTANCE AND ADDRESS ===#

    def test_il_02_sorted_by_distance(self):
        rows = self._look_up()
        self.assertEqual(
            [(row["name"], row["distance"]) for row in rows],
            [
                ("Store A", 0.0),
                ("Store C", 17.769),
                ("Store B", 304.455),
                ("Depot", False),
            ],
        )

    def test_il_02_own_store_first_even_without_coordinates(self):
        self.store_a.latitude = self.store_a.longitude = 0
        rows = self._look_up()
        self.assertEqual(
            [row["name"] for row in rows], ["Store A", "Depot", "Store B", "Store C"]
        )
        self.assertEqual({row["distance"] for row in rows}, {False})

    def test_il_02_address_and_phone(self):
        row = self._look_up()[0]
        self.assertEqual(row["city"], "City of Store A")
        self.assertEqual(row["phone"], "+47 22 00 00 16")
        self.assertIn("Main Street 1, ", row["address"])
        self.assertNotIn("\n", row["address"])
        self.store_a.partner_id = False
        row = self._look_up()[0]
        self.assertEqual((row["city"], row["address"], row["phone"]), ("", "", ""))

    def test_il_02_coordinates_are_set_on_the_store(self):
        self.store_a.with_user(self.admin).write({"latitude": 1.5, "longitude": -2.5})
        partner = self.store_a.partner_id
        self.assertEqual(
            (partner.partner_latitude, partner.partner_longitude), (1.5, -2.5)
        )
        for vals in ({"latitude": 90.1}, {"longitude": -180.5}):
            with self.assertRaisesRegex(ValidationError, "Store A cannot be there"):
                self.store_a.write(vals)

    # === OPENING HOURS ===#

    @freeze_time(NOON)
    def test_il_02_opening_hours_of_the_store(self):
        self.store_a.opening_calendar_id = self._create_calendar(tz="Europe/Oslo")
        self.assertEqual(self._get_opening(self.store_a), (True, "18:00", False, False))
        self.assertFalse(self._get_opening(self.store_b), "Its hours are not known.")

    @freeze_time(NOON)
    def test_il_02_hours_are_meant_in_the_time_zone_of_the_store(self):
        calendar = self._create_calendar(tz="Europe/Oslo")
        (self.store_a | self.store_b | self.store_c).opening_calendar_id = calendar
        self.store_b.tz = "Asia/Tokyo"  # 21 o'clock
        self.store_c.tz = "America/New_York"  # 7 o'clock
        self.assertEqual(
            self._get_opening(self.store_b), (False, False, "2026-11-27", "10:00")
        )
        self.assertEqual(
            self._get_opening(self.store_c), (False, False, "2026-11-26", "10:00")
        )

    @freeze_time(NOON)
    def test_il_02_days_off_of_calendar_and_company(self):
        calendar = self._create_calendar()
        (self.store_a | self.store_b).opening_calendar_id = calendar
        self.store_b.opening_calendar_id = self._create_calendar()
        leave = self.env["resource.calendar.leaves"].create(
            {
                "name": "Stocktaking",
                "calendar_id": calendar.id,
                "date_from": datetime(2026, 11, 26),
                "date_to": datetime(2026, 11, 26, 23, 59, 59),
            }
        )
        closed = (False, False, "2026-11-27", "10:00")
        opened = (True, "18:00", False, False)
        self.assertEqual(self._get_opening(self.store_a), closed)
        self.assertEqual(self._get_opening(self.store_b), opened)
        leave.calendar_id = False  # of the whole company
        self.assertEqual(self._get_opening(self.store_b), closed)
        leave.company_id = self.other_company
        self.assertEqual(self._get_opening(self.store_b), opened)
        leave.write({"company_id": self.company.id, "time_type": "other"})
        self.assertEqual(self._get_opening(self.store_b), opened)

    @freeze_time(NOON)
    def test_il_02_two_weeks_and_breaks(self):
        calendar = self._create_calendar(hours=((10, 13), (14, 18)), days=(3,))
        calendar.switch_calendar_type()
        week = str(calendar.attendance_ids.get_week_type(datetime(2026, 11, 26).date()))
        calendar.attendance_ids.filtered(
            lambda one: one.week_type == week and not one.display_type
        ).unlink()
        self.store_a.opening_calendar_id = calendar
        self.assertEqual(
            self._get_opening(self.store_a), (False, False, "2026-12-03", "10:00")
        )
        with freeze_time("2026-12-03 13:30:00"):
            self.assertEqual(
                self._get_opening(self.store_a), (False, False, "2026-12-03", "14:00")
            )

    @freeze_time(NOON)
    def test_il_02_flexible_hours_are_not_known(self):
        self.store_a.opening_calendar_id = self._create_calendar(
            schedule_type="flexible"
        )
        self.assertFalse(self._get_opening(self.store_a))
